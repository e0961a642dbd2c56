import { describe, expect, test } from "vitest";
import { applyCarried } from "../../src/election/apply";
import { State } from "../../src/election/state";
import { attendees, byUnit, matchingAttendees, type Presence, presences } from "../../src/staff/attendance";
import { logEntries } from "../support/log";
import { must } from "../support/vectors";

const people = [
    { number: 1, name: "Nguyễn Văn Đặng", unit: "Phòng 12" },
    { number: 2, name: "Trần Thị Bình", unit: "Văn phòng" },
    { number: 12, name: "Lê Nguyên", unit: "Văn phòng" },
];
const states: Presence[] = ["checkedIn", "absent", ...Array<Presence>(9).fill("paper"), "revoked"];
const roll = Array.from({ length: 12 }, (_, at) => people.find(({ number }) => number === at + 1) ?? { number: at + 1, name: `X ${"I".repeat(at)}`, unit: "" }); // prettier-ignore
const all = attendees(states, roll);
const numbers = (text: string, missingOnly = false, unit?: string) =>
    matchingAttendees(all, { text, missingOnly, unit }).map(({ number }) => number);

describe("people are found", () => {
    test.each<[string, number[]]>([
        ["nguyen", [1, 12]],
        ["NGUYỄN", [1, 12]],
        ["dang van", [1]],
        ["van phong", [1, 2, 12]], // each word somewhere
        ["thi van phong", [2]],
        ["12", [1, 12]], // a unit's number, and a person's
        ["012", [12]],
        ["2", [1, 2]],
        ["binh van phong", [2]],
        ["nobody", []],
    ])("by %s", (text, expected) => {
        expect(numbers(text)).toEqual(expected);
    });
    test("who are missing, or of one unit", () => {
        expect(numbers("", true)).toEqual([2, 12]);
        expect(numbers("", false, "Văn phòng")).toEqual([2, 12]);
        expect(numbers("nguyen", true, "Văn phòng")).toEqual([12]);
    });
    test("where no names are known, by number", () => {
        const nameless = attendees(states, []);
        expect(matchingAttendees(nameless, { text: "12", missingOnly: false, unit: undefined })).toHaveLength(
            1,
        );
    });
});

test("units are counted in the roll's order", () => {
    expect(byUnit(all)).toEqual([
        { unit: "Phòng 12", summoned: 1, missing: 0 },
        { unit: "Văn phòng", summoned: 2, missing: 2 },
        { unit: "", summoned: 9, missing: 0 },
    ]);
});

test("each number's state follows the log", () => {
    const state = new State();
    const seen = new Set<Presence>();
    for (const entry of logEntries.slice(0, 23)) {
        must(applyCarried(state, entry));
        presences(state).forEach((presence) => seen.add(presence));
    }
    expect(presences(state)).toHaveLength(state.summoned);
    expect(presences(state).filter((one) => one === "checkedIn")).toHaveLength(state.enrolled);
    expect(presences(state).filter((one) => one === "paper")).toHaveLength(state.papersIssued);
    expect([...seen].sort()).toEqual(["absent", "checkedIn", "paper", "revoked"]);
});
