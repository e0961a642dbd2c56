// The inputs that fuzzing found (tests/fuzz/corpus), given to the readers of this implementation: each takes just what the
// native one took, and where both write it again, they write the same.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Bytes, fromBase64, sha256, toHex } from "../../src/crypto/bytes";
import { must } from "../support/vectors";
import { type Again, oneMayRefuse, twins, withoutTwin } from "./twins";

const corpus = new URL("../../../../tests/fuzz/corpus/", import.meta.url);

interface KeptInput {
    readonly bytes: string;
    readonly answer: string; // as tests/fuzz/corpus.h says
}
function inputsOf(target: string): KeptInput[] {
    return JSON.parse(readFileSync(new URL(`${target}.json`, corpus), "utf8")) as KeptInput[];
}
const targets = readdirSync(corpus).map((file) => file.replace(/\.json$/, ""));

/** The answer of a twin, told as the native one's is. */
function told(given: Bytes, again: Again): string {
    if (!again.ok) return "refused";
    if (again.value === undefined) return "taken";
    return toHex(again.value) === toHex(given) ? "same" : toHex(sha256(again.value));
}
/** What is taken without being written again says less than what is. */
function agrees(target: string, native: string, ours: string): boolean {
    if (native === "refused" || ours === "refused") return native === ours || oneMayRefuse.includes(target);
    return native === "taken" || ours === "taken" || native === ours;
}

test("every reader has a twin here, or it is said that it has none", () => {
    expect([...Object.keys(twins), ...withoutTwin].sort()).toEqual(targets.sort());
});

describe.each(Object.keys(twins))("what the native reader answers to: %s", (target) => {
    test.each(inputsOf(target).map((input, place) => [place, input] as const))("input %i", (_, input) => {
        const bytes = must(fromBase64(input.bytes));
        const ours = told(bytes, twins[target]?.(bytes) ?? { ok: true, value: undefined });
        expect(
            agrees(target, input.answer, ours),
            `the native reader: ${input.answer}, this one: ${ours}, of ${input.bytes}`,
        ).toBe(true);
    });
});
