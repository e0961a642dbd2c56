// The clock of a replacement that came too soon.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Reason } from "../../src/crypto/result";
import { ReplacementClock } from "../../src/participant/replacement_clock";

const tooSoon = { reason: Reason.tooEarly, detail: "", retryAfterMs: 30_000 };
const usual = { replacementWaitS: 30, thirdReplacementWaitS: 60 };
const lastCall = { replacementWaitS: 10, thirdReplacementWaitS: 10 };

let told: (number | undefined)[];
let clock: ReplacementClock;
beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    told = [];
    clock = new ReplacementClock(() => {
        told.push(clock.endsAt);
    });
});
afterEach(() => {
    vi.useRealTimers();
});

function waiting(later = tooSoon, replaces = true): { over: boolean } {
    const seen = { over: false };
    void clock.untilLater(later, replaces).then(() => {
        seen.over = true;
    });
    return seen;
}

describe("the clock", () => {
    test("runs for as long as the server says, is told, and is gone when it is over", async () => {
        const seen = waiting();
        expect(told).toEqual([1_030_000]);
        await vi.advanceTimersByTimeAsync(29_999);
        expect(seen.over).toBe(false);
        await vi.advanceTimersByTimeAsync(1);
        expect(seen.over).toBe(true);
        expect(told).toEqual([1_030_000, undefined]);
    });
    test("begins anew where the server says later once more", async () => {
        waiting();
        await vi.advanceTimersByTimeAsync(30_000);
        waiting({ ...tooSoon, retryAfterMs: 500 });
        expect(clock.endsAt).toBe(1_030_500);
    });
    test.each([
        ["a first ballot", tooSoon, false],
        ["a server that is busy", { ...tooSoon, reason: Reason.overCapacity }, true],
    ])("is not shown for %s, which waits all the same", async (_, later, replaces) => {
        const seen = waiting(later, replaces);
        await vi.advanceTimersByTimeAsync(29_999);
        expect(seen.over).toBe(false);
        await vi.advanceTimersByTimeAsync(1);
        expect(seen.over).toBe(true);
        expect(told).toEqual([]);
    });
    test("is over at once when a last call makes the waits shorter: the server says the rest", async () => {
        clock.inForce(usual);
        const seen = waiting();
        await vi.advanceTimersByTimeAsync(5_000);
        clock.inForce(usual);
        await vi.advanceTimersByTimeAsync(0);
        expect(seen.over).toBe(false);
        clock.inForce(lastCall);
        await vi.advanceTimersByTimeAsync(0);
        expect(seen.over).toBe(true);
        expect(clock.endsAt).toBeUndefined();
    });
    test("goes on when the last call is taken back", async () => {
        clock.inForce(lastCall);
        const seen = waiting();
        clock.inForce(usual);
        await vi.advanceTimersByTimeAsync(0);
        expect(seen.over).toBe(false);
    });
});
