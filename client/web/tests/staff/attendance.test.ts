import { describe, expect, test } from "vitest";
import { applyCarried } from "../../src/election/apply";
import { State } from "../../src/election/state";
import {
    anyGroup,
    attendees,
    countBy,
    groupsOf,
    matchingAttendees,
    type Presence,
    presences,
    type WantedGroups,
} from "../../src/staff/attendance";
import { logEntries } from "../support/log";
import { must } from "../support/vectors";

const people = [
    { number: 1, name: "Nguyễn Văn Đặng", unit: "Phòng 12", hall: "Hội trường Bắc" },
    { number: 2, name: "Trần Thị Bình", unit: "Văn phòng", hall: "Nam" },
    { number: 12, name: "Lê Nguyên", unit: "Văn phòng", hall: "Hội trường Bắc" },
];
const states: Presence[] = ["checkedIn", "absent", ...Array<Presence>(9).fill("paper"), "revoked"];
const roll = Array.from({ length: 12 }, (_, at) => people.find(({ number }) => number === at + 1) ?? { number: at + 1, name: `X ${"I".repeat(at)}`, unit: "", hall: at === 6 ? "Nam" : "" }); // prettier-ignore
const all = attendees(states, roll);
const numbers = (text: string, missingOnly = false, groups: Partial<WantedGroups> = {}) =>
    matchingAttendees(all, { text, missingOnly, ...anyGroup, ...groups }).map(({ number }) => number);

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
        ["hoi truong bac", [1, 12]],
        ["nam", [2, 7]],
        ["van phong bac", [1, 12]],
        ["nobody", []],
    ])("by %s", (text, expected) => {
        expect(numbers(text)).toEqual(expected);
    });
    test("who are missing, or of one unit or hall", () => {
        expect(numbers("", true)).toEqual([2, 12]);
        expect(numbers("", false, { unit: "Văn phòng" })).toEqual([2, 12]);
        expect(numbers("nguyen", true, { unit: "Văn phòng" })).toEqual([12]);
        expect(numbers("", false, { hall: "Nam" })).toEqual([2, 7]);
        expect(numbers("", true, { hall: "Nam" })).toEqual([2]);
        expect(numbers("", false, { hall: "" })).toEqual([3, 4, 5, 6, 8, 9, 10, 11]);
        expect(numbers("", false, { unit: "Văn phòng", hall: "Hội trường Bắc" })).toEqual([12]);
    });
    test("where no names are known, by number", () => {
        const nameless = attendees(states, []);
        const wanted = { text: "12", missingOnly: false, ...anyGroup };
        expect(matchingAttendees(nameless, wanted)).toHaveLength(1);
    });
});

test("units and halls are counted in the roll's order", () => {
    expect(countBy(all, "unit")).toEqual([
        { group: "Phòng 12", summoned: 1, missing: 0 },
        { group: "Văn phòng", summoned: 2, missing: 2 },
        { group: "", summoned: 9, missing: 0 },
    ]);
    expect(countBy(all, "hall")).toEqual([
        { group: "Hội trường Bắc", summoned: 2, missing: 1 },
        { group: "Nam", summoned: 2, missing: 1 },
        { group: "", summoned: 8, missing: 0 },
    ]);
    expect(groupsOf(all, "hall")).toEqual(["Hội trường Bắc", "Nam", ""]);
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
