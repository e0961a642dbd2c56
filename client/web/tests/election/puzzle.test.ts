// The work that a busy server asks for: tests/data/puzzle.json, to which the native client holds too.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/crypto/bytes";
import { initializeCrypto } from "../../src/crypto/sodium";
import { solvePuzzle } from "../../src/election/puzzle";
import { must } from "../support/vectors";

interface Vector {
    salt: string;
    envelope: string;
    bits: number;
    solution: string;
}
const vector = JSON.parse(
    readFileSync(new URL("../../../../tests/data/puzzle.json", import.meta.url), "utf8"),
) as Vector;

beforeAll(initializeCrypto);

describe("a puzzle", () => {
    const salt = () => must(fromHex(vector.salt));
    const envelope = () => must(fromHex(vector.envelope));

    test("has the solution that was computed apart from both clients", () => {
        const solution = solvePuzzle({ salt: salt(), bits: vector.bits }, envelope());
        expect(toHex(solution ?? new Uint8Array())).toBe(vector.solution);
    });
    test("of another salt or envelope has another solution", () => {
        const changed = salt();
        changed[0] = 1;
        const solutions = [
            solvePuzzle({ salt: changed, bits: vector.bits }, envelope()),
            solvePuzzle({ salt: salt(), bits: vector.bits }, envelope().subarray(1)),
        ];
        for (const solution of solutions)
            expect(toHex(solution ?? new Uint8Array())).not.toBe(vector.solution);
    });
    test("that wants more work than devices do, or is none, is left alone", () => {
        expect(solvePuzzle({ salt: salt(), bits: 13 }, envelope())).toBeUndefined();
        expect(solvePuzzle({ salt: salt().subarray(1), bits: 1 }, envelope())).toBeUndefined();
    });
});
