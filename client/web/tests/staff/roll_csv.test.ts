import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../src/crypto/bytes";
import { readRoll, type ImportMistake } from "../../src/staff/roll_csv";

const good = [
    { number: 1, name: "An", unit: "Phòng; một", hall: "" },
    { number: 2, name: 'Bình "Hai"', unit: "", hall: "" },
];
const kinds = (mistakes: readonly ImportMistake[]) => mistakes.map(({ line, what }) => [line, what.kind]);

describe("a roll is read", () => {
    test.each([
        ["commas", '1,An,Phòng; một\n2,"Bình ""Hai""",\n'],
        ["semicolons", '1;An;"Phòng; một"\r\n2;"Bình ""Hai""";\r\n'],
        ["a heading", 'Số,Tên,Đơn vị\n1,An,Phòng; một\n2,"Bình ""Hai""",'],
        ["empty lines and another order", '\n2,"Bình ""Hai""",\n\n 1 ,  An  ,Phòng; một\n'],
        ["letters that were decomposed", '1,An,Phòng; một\n2,"Bình ""Hai""",\n'.normalize("NFD")],
    ])("with %s", (_, text) => {
        expect(readRoll(utf8(text))).toEqual({ people: good, mistakes: [], doubts: [] });
        expect(readRoll(concat([Uint8Array.of(0xef, 0xbb, 0xbf), utf8(text)])).people).toEqual(good);
    });
});

test("the columns that are wanted follow from the heading", () => {
    const wanted = (text: string) => readRoll(utf8(text)).mistakes.map(({ what }) => what);
    expect(wanted("Số,Tên,Đơn vị\n1,An\n")).toEqual([{ kind: "columns", found: 2, wanted: 3 }]);
    expect(wanted("Số,Tên,Đơn vị,Hội trường\n1,An,A,B,C\n")).toEqual([
        { kind: "columns", found: 5, wanted: 4 },
    ]);
});

describe("every bad row is told, with its line", () => {
    test.each<[string, string, [number, string][]]>([
        ["columns", "1,An\n", [[1, "columns"]]],
        ["number", "0,An,A\n65537,Bình,B\nx1,C,C\n", [[1, "number"], [2, "number"], [3, "number"]]], // prettier-ignore
        ["empty name", "1, ,A\n", [[1, "empty"]]],
        ["control character", "1,A\u0007n,A\n", [[1, "control"]]],
        ["long name", `1,${"a".repeat(201)},A\n`, [[1, "long"]]],
        ["twice", "1,An,A\n1,Bình,B\n", [[2, "twice"]]],
        ["missing", "1,An,A\n4,Bình,B\n", [[2, "missing"]]],
        ["nobody", "Số,Tên,Đơn vị\n", [[1, "nobody"]]],
        ["quotes", '1,"An,A\n2,B"n,A\n3,"An"x,A\n', [[1, "quoteOpen"], [2, "quoteInside"], [3, "afterQuote"]]], // prettier-ignore
    ])("%s", (_, text, expected) => {
        expect(kinds(readRoll(utf8(text)).mistakes)).toEqual(expected);
    });
    test("what is not UTF-8, or is UTF-16 cut off", () => {
        const broken = concat([utf8("1,An,A\n2,"), Uint8Array.of(0xc3, 0x28), utf8(",B\n")]);
        expect(kinds(readRoll(broken).mistakes)).toEqual([[2, "notUtf8"]]);
        expect(kinds(readRoll(Uint8Array.of(0xff, 0xfe, 0x31)).mistakes)).toEqual([[1, "utf16"]]);
    });
});
