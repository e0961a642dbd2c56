import { expect, test } from "vitest";
import { boardRule, boardRuleTyped } from "../../src/staff/board_rule";

test.each([
    [5, 3, 0, { toConfirm: 4, toCount: 3, mayMiss: 1 }], // what the form begins with
    [3, 2, 0, { toConfirm: 3, toCount: 2, mayMiss: 0 }], // one is ill, and only annulling is left
    [3, 2, 1, { toConfirm: 2, toCount: 2, mayMiss: 1 }],
    [7, 4, 0, { toConfirm: 6, toCount: 4, mayMiss: 1 }],
    [3, 2, 4, { toConfirm: 2, toCount: 2, mayMiss: 1 }], // witnesses never stand for members below t
    [1, 1, 0, { toConfirm: 1, toCount: 1, mayMiss: 0 }],
])("a board of %i, of whom %i count, with %i witnesses", (members, threshold, witnesses, expected) => {
    expect(boardRule(members, threshold, witnesses)).toEqual({ members, witnesses, ...expected });
});

test.each([
    ["5", "3", "", { members: 5, witnesses: 0 }],
    [" 3 ", "2", "one\n\n", { members: 3, witnesses: 1 }],
    ["4", "2", "", undefined], // two halves could count apart
    ["3", "4", "", undefined],
    ["", "2", "", undefined],
    ["101", "60", "", undefined],
])("%s members of whom %s count, as typed", (trustees, threshold, witnesses, expected) => {
    const rule = boardRuleTyped({ trustees, threshold, witnesses });
    if (expected) expect(rule).toMatchObject(expected);
    else expect(rule).toBeUndefined();
});
