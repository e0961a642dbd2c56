// The participant's side: finding one's place and sealing. Everything secret stays in its own types. docs/protocol.md,
// section 6.
import { type Bytes, equal } from "../crypto/bytes";
import { drawRandomness, type MatrixRandomness, proveMatrix, wipeRandomness } from "../crypto/matrix_proof";
import { at, type Ciphertext, columns } from "../crypto/matrix_statement";
import type { NonceSource } from "../crypto/random";
import { check, ok, Reason, refuse, type Result } from "../crypto/result";
import { type Pause, ringSums, untilTheNextTask } from "../crypto/ring_sums";
import { SecretDigit, type SecretPoint, type SecretScalar, wiping } from "../crypto/secret";
import { encodeBallot, type Opening, statementOf, type Tracker, trackerOf } from "./ballot";
import type { Level } from "./bodies";

/** A participant's secrets for one opening. `sk` stays its owner's. */
export interface Credential {
    readonly sk: SecretScalar;
    readonly ringIndex: number;
    readonly digits: readonly SecretDigit[]; // of its place
}
/** Finds the place of pk = sk·G in the rings; not fitting where it is not there. */
export function locate(opening: Opening, sk: SecretScalar): Result<Credential> {
    const pk = wiping(() => sk.timesG().publish());
    for (const [ringIndex, ring] of opening.rings.entries()) {
        let place = ring.keys.findIndex((key) => equal(key, pk));
        if (place < 0) continue;
        const digits = Array.from({ length: opening.m }, () => {
            const digit = new SecretDigit(place % columns);
            place = Math.floor(place / columns);
            return digit;
        });
        return ok({ sk, ringIndex, digits });
    }
    return refuse(Reason.notFitting, "this credential is in no ring of the opening");
}

/** The membership part of one sealing, made while the participant reads; one use. */
export interface PreparedSealing {
    readonly randomness: MatrixRandomness;
    readonly sums: readonly SecretPoint[];
}
/** The slow part, which needs no choices. Gives way to the page between its steps. */
export async function prepareSealing(
    opening: Opening,
    { ringIndex, digits }: Credential,
    nonces: NonceSource,
    pause: Pause = untilTheNextTask,
): Promise<PreparedSealing> {
    const k = opening.officials;
    const randomness = drawRandomness(k, opening.m, nonces);
    const sums = await ringSums(at(opening.rings, ringIndex), digits, randomness.a.slice(k), pause);
    return { randomness, sums };
}
/** For one that will not be used. */
export function dropPrepared({ randomness, sums }: PreparedSealing): void {
    wipeRandomness(randomness);
    for (const sum of sums) sum.wipe();
}

/** A sealed ballot and what a challenge would show of it. Cast or challenged, never both. */
export interface SealedBallot {
    readonly body: Bytes;
    readonly tracker: Tracker;
    readonly ciphertexts: readonly Ciphertext[]; // per official
    readonly levels: readonly SecretDigit[]; // per official
    readonly r: readonly SecretScalar[]; // per official
}
/** Uses `prepared` up. */
export function sealBallot(
    opening: Opening,
    credential: Credential,
    levels: readonly Level[],
    revision: number,
    prepared: PreparedSealing,
): SealedBallot {
    check(levels.length === opening.officials, "a level for each official");
    const digits = levels.map((level) => new SecretDigit(level));
    const r = prepared.randomness.r.map((one) => one.clone());
    const { ringIndex } = credential;
    const witness = { sk: credential.sk, levels: digits, digits: credential.digits };
    const statement = statementOf(opening, ringIndex, revision);
    const proof = proveMatrix(statement, witness, prepared.randomness, prepared.sums);
    const body = encodeBallot({ ringIndex, revision, proof });
    const { ciphertexts } = proof;
    return {
        body,
        tracker: trackerOf(opening.openDigest, ciphertexts, body),
        ciphertexts,
        levels: digits,
        r,
    };
}
/** Forgets what a challenge would show: after the ballot was cast. */
export function dropSealed({ levels, r }: SealedBallot): void {
    for (const secret of [...levels, ...r]) secret.wipe();
}
