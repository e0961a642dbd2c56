// Coins, the point Q that they join to, and the fingerprint over it.
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { decodePoint, decodeScalar, identity, timesG } from "../../src/crypto/group";
import { lagrangeAtZero } from "../../src/crypto/threshold_key";
import {
    checkCoin,
    coinPoint,
    fingerprint,
    fingerprintHash,
    joinCoins,
    makeCoin,
    openingNumber,
} from "../../src/election/fingerprint";
import { Kind } from "../../src/election/bodies";
import { decodeEntry } from "../../src/election/entry_decode";
import { applyCarried } from "../../src/election/apply";
import { State } from "../../src/election/state";
import { ballotFile as file, type CoinVector, secretScalar } from "../support/election";
import { cloneState, logEntries, logVector } from "../support/log";
import { bytes, must, point, readVectors, scalar } from "../support/vectors";

const { opening } = file;
const electionId = () => bytes(file.election_id);
const openDigest = () => bytes(opening.open_digest);
const secrets = readVectors<{ s: string[] }>("ceremony.json").s;

function statement(i: number, V = opening.V[i - 1] ?? "") {
    return { electionId: electionId(), openDigest: openDigest(), trustee: i, V: point(V) };
}
function coinOf({ E, R1, R2, z }: Pick<CoinVector, "E" | "R1" | "R2" | "z">) {
    return { E: point(E), R1: point(R1), R2: point(R2), z: scalar(z) };
}
const coins = () => opening.coins.map(({ i, E }) => ({ trustee: i, E: point(E) }));

describe("coins", () => {
    test("are over the opening's own point", () => {
        expect(toHex(coinPoint(electionId(), openDigest()))).toBe(opening.P);
    });
    test.each(opening.coins)("of trustee $i", (vector) => {
        expect(checkCoin(statement(vector.i), coinOf(vector)).ok).toBe(true);
        const s = secretScalar(secrets[vector.i - 1] ?? "");
        const made = makeCoin(statement(vector.i), s);
        expect(toHex(made.E)).toBe(vector.E);
        expect(checkCoin(statement(vector.i), made).ok).toBe(true);
        expect(made.R1).not.toEqual(point(vector.R1));
    });
    test.each(opening.coin_rejects)("$expect: $what", ({ expect: expected, ...changed }) => {
        const first = opening.coins[0];
        if (!first) throw new Error("no coin");
        const given = { ...first, ...changed };
        const [E, R1, R2] = [given.E, given.R1, given.R2].map((hex) => decodePoint(bytes(hex)));
        const z = decodeScalar(bytes(given.z));
        if (!E?.ok || !R1?.ok || !R2?.ok || !z.ok) {
            expect(expected).toBe("malformed");
            return;
        }
        const against = {
            electionId: bytes(changed.election_id ?? file.election_id),
            openDigest: bytes(changed.open_digest ?? opening.open_digest),
            trustee: given.i,
            V: point(opening.V[(changed.V_of ?? 1) - 1] ?? ""),
        };
        const status = checkCoin(against, { E: E.value, R1: R1.value, R2: R2.value, z: z.value });
        expect(status.ok ? "ok" : "bad proof").toBe(expected);
    });
});

describe("the fingerprint", () => {
    test.each(opening.choices)("of trustees $trustees is the one", ({ trustees, lambda }) => {
        expect(lagrangeAtZero(trustees).map(toHex)).toEqual(lambda);
        const chosen = trustees.map((trustee) => ({ trustee, E: coins()[trustee - 1]?.E ?? identity }));
        expect(toHex(joinCoins(chosen))).toBe(opening.Q);
    });
    test("and of all three, and of no fewer than t", () => {
        expect(toHex(joinCoins(coins()))).toBe(opening.Q);
        for (const coin of coins()) expect(toHex(joinCoins([coin]))).not.toBe(opening.Q);
    });
    test("is sixteen digits over its hash", () => {
        const hash = fingerprintHash(electionId(), openDigest(), point(opening.Q));
        expect(toHex(hash)).toBe(opening.fingerprint_hash);
        expect(fingerprint(hash)).toBe(opening.fingerprint);
    });
    test("the opening's number is there before", () => {
        expect(openingNumber(openDigest())).toBe(opening.opening_number);
    });
});

describe("in the log of the vectors", () => {
    const open = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.open));
    const opened = new State();
    const confirmations = logEntries.slice(open + 1).filter((carried) => {
        const entry = decodeEntry(carried);
        return entry.ok && entry.value.kind === Kind.confirmation && entry.value.body.coin !== undefined;
    });
    test("the fingerprint is not known before the open is confirmed", () => {
        for (const entry of logEntries.slice(0, open + 1)) must(applyCarried(opened, entry));
        expect(openingNumber(opened.openDigest)).toBe(logVector.opening_number);
        expect(opened.fingerprintHash).toBeUndefined();
        expect(confirmations.length).toBe(3);
        const first = cloneState(opened);
        must(applyCarried(first, confirmations[0] ?? new Uint8Array()));
        expect(first.fingerprintHash).toBeUndefined();
    });
    test("every order and choice of confirmations gives it", () => {
        const orders = [
            [0, 1, 2],
            [2, 1, 0],
            [1, 0, 2],
            [2, 0, 1],
        ];
        for (const order of orders) {
            const state = cloneState(opened);
            for (const at of order) must(applyCarried(state, confirmations[at] ?? new Uint8Array()));
            expect(state.openConfirmed).toBe(true);
            expect(toHex(state.fingerprintHash ?? bytes(""))).toBe(logVector.fingerprint_hash);
            for (const { trustee, E } of state.coins) expect(toHex(E)).toBe(logVector.coins[trustee]);
            expect(toHex(joinCoins(state.coins.slice(0, 2)))).toBe(logVector.Q);
        }
        expect(fingerprint(bytes(logVector.fingerprint_hash))).toBe(logVector.fingerprint);
    });
    test("the images of the trustees' shares are those of the dealings", () => {
        for (const [i, V] of logVector.V.entries()) {
            expect(toHex(opened.publicShare(i + 1))).toBe(V);
            const s = scalar(logVector.secrets.trustees[i]?.s ?? "");
            expect(toHex(timesG(s))).toBe(V);
        }
    });
});
