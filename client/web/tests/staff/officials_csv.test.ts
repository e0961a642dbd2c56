// Officials as offices have them in tables: pasted, or saved as CSV.
import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../src/crypto/bytes";
import { readOfficials, takeOfficials } from "../../src/staff/officials_csv";
import { officialHeadings } from "../../src/i18n/official_headings";
import "../support/texts"; // loads them

const both = ["vi", "en"];
const read = (text: string, languages: readonly string[] = both) =>
    readOfficials(utf8(text), languages, officialHeadings());
const kinds = (text: string) => read(text).mistakes.map(({ line, what }) => [line, what.kind]);
const good = [
    { name: "Nguyễn Văn An", position: ["Tổng Giám đốc", "Director General"] },
    { name: "Trần Thị Bình", position: ["Phó Tổng Giám đốc, phụ trách thu", "Deputy"] },
];

describe("officials are read", () => {
    test.each<[string, string]>([
        ["pasted, without a heading", "Nguyễn Văn An\tTổng Giám đốc\tDirector General\nTrần Thị Bình\tPhó Tổng Giám đốc, phụ trách thu\tDeputy\n"], // prettier-ignore
        ["pasted with numbers", "1\tNguyễn Văn An\tTổng Giám đốc\tDirector General\n2\tTrần Thị Bình\tPhó Tổng Giám đốc, phụ trách thu\tDeputy"], // prettier-ignore
        ["with a Vietnamese heading", "STT\tHọ và tên\tChức vụ\tChức vụ (tiếng Anh)\n2\tTrần Thị Bình\tPhó Tổng Giám đốc, phụ trách thu\tDeputy\n1\tNguyễn Văn An\tTổng Giám đốc\tDirector General"], // prettier-ignore
        ["with an English heading, in another order, below a title", "Danh sách\t\t\n\nPosition;Full name;Position (Vietnamese)\nDirector General;Nguyễn Văn An;Tổng Giám đốc\nDeputy;Trần Thị Bình;Phó Tổng Giám đốc, phụ trách thu\n"], // prettier-ignore
        ["with commas and quotes", 'Name,Chức vụ,Position\nNguyễn Văn An,Tổng Giám đốc,Director General\nTrần Thị Bình,"Phó Tổng Giám đốc, phụ trách thu",Deputy\n'], // prettier-ignore
    ])("%s", (_, text) => {
        const expected = { officials: good, mistakes: [], doubts: [], passedOver: [] };
        expect(read(text)).toEqual(expected);
        expect(read(text.normalize("NFD"))).toEqual(expected);
    });
    test("in UTF-16, as a spreadsheet saves text", () => {
        const text = "Họ tên\tChức vụ\nNguyễn Văn An\tTổng Giám đốc\r\n";
        const units = Uint8Array.from([...text].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8])); // prettier-ignore
        const file = concat([Uint8Array.of(0xff, 0xfe), units]);
        const { officials } = readOfficials(file, both, officialHeadings());
        expect(officials).toEqual([{ name: "Nguyễn Văn An", position: ["Tổng Giám đốc", ""] }]);
    });
    test("whose one column of positions is of the only language there is", () => {
        expect(read("Tên,Chức vụ\nAn,Phó\n", ["en"]).officials).toEqual([{ name: "An", position: ["Phó"] }]);
    });
    test("and columns that say nothing of a ballot are named", () => {
        const { officials, passedOver } = read("Họ tên,Năm sinh,Chức vụ\nAn,1970,Phó\n");
        expect(officials).toEqual([{ name: "An", position: ["Phó", ""] }]);
        expect(passedOver).toEqual(["Năm sinh"]);
    });
    test("44 in one paste", () => {
        const rows = Array.from(
            { length: 44 },
            (_, at) => `${at + 1}\tÔng Thí Dụ ${"X".repeat(at + 1)}\tPhó\tDeputy`,
        );
        expect(read(rows.join("\r\n")).officials).toHaveLength(44);
    });
});

test.each<[string, string, [number, string][]]>([
    ["no name", "Tên,Chức vụ\nAn,Phó\n,Phó\n", [[3, "empty"]]],
    ["a number that is none", "Số,Tên\n1,An\nx,Bình\n", [[3, "number"]]],
    ["a number twice", "Số,Tên\n1,An\n1,Bình\n", [[3, "twice"]]],
    ["a number that is missing", "Số,Tên\n1,An\n3,Bình\n", [[3, "missing"]]],
    ["lost letters", "Tên,Chức vụ\nNguy\ufffdn,Phó\n", [[2, "replaced"]]],
    ["a position that is too long", `An,${"a".repeat(2001)}\n`, [[1, "long"]]],
    ["more columns than can be told apart", "An,Phó,Deputy,1970\n", [[1, "columns"]]],
    ["a quote that stays open", 'An,"Phó\n', [[1, "quoteOpen"]]],
    ["nobody", "Họ và tên,Chức vụ\n", [[1, "nobody"]]],
])("told with its line: %s", (_, text, expected) => {
    expect(kinds(text)).toEqual(expected);
});

test("what a person has to look at is told beside them", () => {
    const { officials, mistakes, doubts } = read("Tên,Chức vụ\nNguy?n An,Phó\nBình,NguyÔn\nBình,Phó\n");
    expect([officials.length, mistakes]).toEqual([3, []]);
    expect(doubts.map(({ line, what }) => [line, what.kind])).toEqual([
        [2, "question"],
        [3, "tcvn3"],
        [4, "namesake"],
    ]);
});

test("whoever stands on the form already keeps the dossier and what the table does not say", () => {
    const dossier = { documents: [], targets: [{ indicator: ["a", "b"], target: "1", achieved: "1", percent: "1" }] }; // prettier-ignore
    const before = [{ name: " An ", position: ["Trưởng phòng", "Head"], dossier }];
    const taken = takeOfficials(before, [
        { name: "Bình", position: ["Phó", ""] },
        { name: "An", position: ["Phó", ""] },
    ]);
    expect(taken).toEqual([
        { name: "Bình", position: ["Phó", ""], dossier: { documents: [], targets: [] } },
        { name: "An", position: ["Phó", "Head"], dossier },
    ]);
});
