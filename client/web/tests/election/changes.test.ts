// tests/vectors/log/changes.json: what apply refuses and takes, case by case.
import { expect, test } from "vitest";
import type { Bytes } from "../../src/crypto/bytes";
import { describe as tell } from "../../src/crypto/result";
import { applyCarried } from "../../src/election/apply";
import { resultsCsv } from "../../src/election/results_files";
import { State } from "../../src/election/state";
import { cloneState, logEntries } from "../support/log";
import { stateAfter } from "../support/log_states";
import { bytes, must, readVectors } from "../support/vectors";

interface Change {
    name: string;
    after: number | string;
    omit?: number[];
    then: (number | string)[];
    index: number;
    expect: number;
    detail: string;
    results?: string;
}

function stateWithout(n: number, omit: readonly number[]): State {
    const first = Math.min(n, ...omit);
    const state = stateAfter(first);
    logEntries.slice(first, n).forEach((entry, i) => {
        if (!omit.includes(first + i)) must(applyCarried(state, entry));
    });
    return state;
}
function offered(then: number | string): Bytes {
    if (typeof then === "number") return logEntries[then] ?? new Uint8Array();
    return then.startsWith("zeros:") ? new Uint8Array(Number(then.slice(6))) : bytes(spelledOut(then));
}
/** Long strings come in words with spaces between: "61*2000" is the byte 0x61 two thousand times. */
function spelledOut(hex: string): string {
    return hex
        .split(" ")
        .map((word) => {
            const [part = "", times = "1"] = word.split("*");
            return part.repeat(Number(times));
        })
        .join("");
}
/** All of a state that an entry could change. */
function described(state: State): unknown {
    const { log, ...plain } = state;
    return structuredClone({ ...plain, size: log.size, root: log.root() });
}

const changes = readVectors<Change[]>("log/changes.json");
const named = new Map<string, State>();

test("there are 499 of them, most of which are refused", () => {
    expect(changes.length).toBe(499);
    expect(changes.filter((change) => change.expect !== 0).length).toBeGreaterThan(450);
});

test.each(changes.map((change) => [change.name, change] as const))("%s", (name, change) => {
    const before =
        typeof change.after === "string"
            ? cloneState(named.get(change.after) ?? new State())
            : stateWithout(change.after, change.omit ?? []);
    const last = change.then[change.then.length - 1] ?? "";
    for (const then of change.then.slice(0, -1)) must(applyCarried(before, offered(then)));
    expect(before.log.size).toBe(change.index);

    const was = described(before);
    const status = applyCarried(before, offered(last));
    if (change.expect !== 0) {
        expect(status.ok, `should be refused: ${change.detail}`).toBe(false);
        if (!status.ok) expect(status.reason, `${tell(status)}, not ${change.detail}`).toBe(change.expect);
        expect(described(before)).toEqual(was);
        return;
    }
    if (!status.ok) throw new Error(tell(status));
    expect(before.phase).toBe(change.detail);
    if (change.results !== undefined)
        expect(resultsCsv(before.manifest, before.result ?? [], before.base)).toBe(change.results);
    expect(described(before)).not.toEqual(was);
    named.set(name, before);
});
