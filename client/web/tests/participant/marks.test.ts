import { describe, expect, it } from "vitest";
import { fitting } from "../../src/pages/participant/use_marks";

const kept = { openDigest: "aa", levels: [3, 0, 1], at: "review", changing: false } as const;

describe("marks that were kept", () => {
    it("are found again", () => {
        expect(fitting(kept, "aa", 3, false)).toEqual({ levels: [3, 0, 1], at: "review" });
    });
    it.each([
        ["of another opening", fitting(kept, "bb", 3, false)],
        ["for another number of officials", fitting(kept, "aa", 4, false)],
        ["of the ballot before a change", fitting(kept, "aa", 3, true)],
        ["with a level that is none", fitting({ ...kept, levels: [3, 0, 7] }, "aa", 3, false)],
    ])("are not taken over: %s", (_, found) => {
        expect(found).toBeUndefined();
    });
});
