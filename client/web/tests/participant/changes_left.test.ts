// How often a ballot may still be changed, in words.
import { describe, expect, test } from "vitest";
import { en, vi } from "../support/texts";
import { changesLeftWords } from "../../src/pages/participant/changes_left";

describe.each([
    ["en", en],
    ["vi", vi],
])("in %s", (_, { receipt }) => {
    test.each([
        [0, 0, receipt.noChange],
        [0, 2, receipt.usedUp(2)],
        [0, 100, receipt.usedUp(100)],
        [1, 1, receipt.changesLeft(1)],
        [3, 100, receipt.changesLeft(3)],
        [4, 100, undefined],
        [100, 100, undefined],
    ])("%i left of %i", (left, revotes, words) => {
        expect(changesLeftWords(receipt, left, revotes)).toBe(words);
    });
});

test("one change is one in English", () => {
    expect(en.receipt.changesLeft(1)).toContain("1 more time.");
    expect(en.receipt.changesLeft(2)).toContain("2 more times.");
    expect(en.receipt.usedUp(1)).toContain("1 time.");
});
