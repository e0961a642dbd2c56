// A whole log at once: the first entry that does not hold ends it, as with one apply after another.
import { describe, expect, test } from "vitest";
import type { Bytes } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { Kind } from "../../src/election/bodies";
import { Replay } from "../../src/election/replay";
import { logEntries, logVector } from "../support/log";
import { indexOf } from "../support/log_states";
import { bytes } from "../support/vectors";

function fed(entries: readonly Bytes[]): Replay {
    const replay = new Replay();
    for (const entry of entries) replay.feed(entry);
    return replay;
}
const entry = (place: number) => logEntries[place] ?? new Uint8Array();
const ballot = indexOf(Kind.ballot);
/** Of the last of its scalars. */
function spoilt(carried: Bytes): Bytes {
    const out = carried.slice();
    out[out.length - 32] = (out[out.length - 32] ?? 0) ^ 1;
    return out;
}

describe("a replay", () => {
    test("leads to where the log leads, and tells of every entry", () => {
        const told: number[] = [];
        const replay = new Replay(undefined, (state) => told.push(state.log.size));
        for (const one of logEntries) expect(replay.feed(one)).toBe(true);
        expect(replay.finish()).toBe(true);
        expect(replay.refusal).toBeUndefined();
        expect(replay.state.log.root()).toEqual(bytes(logVector.root));
        expect(told).toEqual(logEntries.map((_, index) => index + 1));
    });
    test("lets ballots wait for others, and settles them at the end", () => {
        const replay = fed(logEntries.slice(0, ballot + 2));
        expect(replay.state.log.size).toBe(ballot);
        expect(replay.finish()).toBe(true);
        expect(replay.state.log.size).toBe(ballot + 2);
    });
    test("looks at nothing after an entry that was refused", () => {
        const replay = fed(logEntries.slice(0, 3));
        const state = replay.state;
        expect(replay.feed(entry(2))).toBe(false);
        const refusal = { index: 3, why: { ok: false, reason: Reason.duplicate } };
        expect(replay.refusal).toMatchObject(refusal);
        expect(replay.feed(entry(3))).toBe(false); // which would hold
        expect(replay.feed(new Uint8Array())).toBe(false);
        expect(replay.finish()).toBe(false);
        expect(state.log.size).toBe(3);
        expect(replay.refusal).toMatchObject(refusal);
    });
    test("names the first bad ballot of several that wait, and takes those before it", () => {
        const entries = [...logEntries.slice(0, ballot + 1), spoilt(entry(ballot + 1)), entry(ballot + 2)];
        const replay = fed(entries);
        expect(replay.finish()).toBe(false);
        expect(replay.refusal).toMatchObject({ index: ballot + 1, why: { reason: Reason.badProof } });
        expect(replay.finish()).toBe(false);
        expect(replay.feed(entry(ballot + 1))).toBe(false);
        expect(replay.state.log.size).toBe(ballot + 1);
    });
});
