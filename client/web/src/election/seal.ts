// The participant's side: finding one's place and sealing. Everything secret stays in its own types. docs/protocol.md,
// sections 2 (where a sealing's randomness comes from) and 6.
import { type Bytes, equal, le32, le64 } from "../crypto/bytes";
import type { Credential } from "../crypto/credential";
import {
    drawMarksRandomness,
    drawPlaceRandomness,
    type MarksRandomness,
    type PlaceRandomness,
    proveMatrix,
    wipePlaceRandomness,
} from "../crypto/matrix_proof";
import { at, type Ciphertext, columns } from "../crypto/matrix_statement";
import { Nonces, type Rng, systemRng } from "../crypto/random";
import { check, ok, Reason, refuse, type Result } from "../crypto/result";
import { type Pause, ringSums, untilTheNextTask } from "../crypto/ring_sums";
import {
    outliving,
    SecretBytes,
    SecretDigit,
    type SecretPoint,
    type SecretScalar,
    wiping,
} from "../crypto/secret";
import { secretH } from "../crypto/secret_hash";
import { encodeBallot, type Opening, statementOf, type Tracker, trackerOf } from "./ballot";
import type { Level } from "./bodies";

/** A participant's secrets for one opening. `credential` stays its owner's. */
export interface PlacedCredential {
    readonly credential: Credential;
    readonly ringIndex: number;
    readonly digits: readonly SecretDigit[]; // of its place
}
/** Finds the place of the credential's key in the rings; not fitting where it is not there. */
export function locate(opening: Opening, credential: Credential): Result<PlacedCredential> {
    const pk = credential.publicKey();
    for (const [ringIndex, ring] of opening.rings.entries()) {
        let place = ring.keys.findIndex((key) => equal(key, pk));
        if (place < 0) continue;
        const digits = Array.from({ length: opening.m }, () => {
            const digit = new SecretDigit(place % columns);
            place = Math.floor(place / columns);
            return digit;
        });
        return ok({ credential, ringIndex, digits });
    }
    return refuse(Reason.notFitting, "this credential is in no ring of the opening");
}

/** What besides the secrets makes one sealing's randomness differ from every other's, even where the generator repeats
    itself: the random bytes and the clock, as they are when a seed is drawn. */
export interface Entropy {
    readonly rng: Rng;
    readonly clock: () => bigint; // nanoseconds since 1970
}
const systemEntropy: Entropy = {
    rng: systemRng,
    clock() {
        const millisecond = performance.timeOrigin + performance.now();
        return BigInt(Math.floor(millisecond)) * 1_000_000n + BigInt(Math.floor((millisecond % 1) * 1e6));
    },
};

const seedRandomBytes = 64;

/** H(label; sk, u, open_digest, le32(g), le32(revision), le64(sealing), le64(clock), 64 random bytes, …). Inside a `wiping`. */
function seedNonces(
    label: "sealing/place" | "sealing/marks",
    { openDigest }: Opening,
    { credential: { sk, u }, ringIndex }: PlacedCredential,
    { revision, sealing }: { readonly revision: number; readonly sealing: bigint },
    { rng, clock }: Entropy,
    ...more: Bytes[]
): Nonces {
    const fresh = SecretBytes.take(rng(seedRandomBytes));
    const seed = secretH(
        label,
        ...[sk.bytes, u.bytes, openDigest, le32(ringIndex), le32(revision), le64(sealing), le64(clock())],
        ...[fresh.bytes, ...more],
    );
    return new Nonces(seed, new Uint8Array(), rng);
}

/** The membership part of one sealing, made while the participant reads; one use. */
export interface PreparedSealing {
    readonly revision: number;
    readonly sealing: bigint;
    readonly randomness: PlaceRandomness;
    readonly sums: readonly SecretPoint[];
}
/** The slow part, which needs no choices. Gives way to the page between its steps. `sealing` is a number that was raised
    on stable storage, under a lock, for this preparation alone. */
export async function prepareSealing(
    opening: Opening,
    placed: PlacedCredential,
    revision: number,
    sealing: bigint,
    entropy: Entropy = systemEntropy,
    pause: Pause = untilTheNextTask,
): Promise<PreparedSealing> {
    const randomness = wiping(() => {
        const nonces = seedNonces("sealing/place", opening, placed, { revision, sealing }, entropy);
        const drawn = drawPlaceRandomness(opening.m, nonces);
        for (const secret of [...drawn.a.flat(), ...drawn.phi, ...drawn.psi]) outliving(secret);
        return drawn;
    });
    const sums = await ringSums(at(opening.rings, placed.ringIndex), placed.digits, randomness.a, pause);
    return { revision, sealing, randomness, sums };
}
/** Wipes what was prepared and will not be used. */
export function dropPrepared({ randomness, sums }: PreparedSealing): void {
    wipePlaceRandomness(randomness);
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
/** As the revision that was prepared. Uses `prepared` up. */
export function sealBallot(
    opening: Opening,
    placed: PlacedCredential,
    levels: readonly Level[],
    prepared: PreparedSealing,
    entropy: Entropy = systemEntropy,
): SealedBallot {
    check(levels.length === opening.officials, "a level for each official");
    const digits = levels.map((level) => new SecretDigit(level));
    const { ringIndex, credential } = placed;
    const { revision } = prepared;
    const [marks, r] = drawMarks(opening, placed, levels, prepared, entropy);
    const witness = { credential, levels: digits, digits: placed.digits };
    const statement = statementOf(opening, ringIndex, revision);
    const proof = proveMatrix(statement, witness, prepared.randomness, marks, prepared.sums);
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
/** The randomness of the marks, and another copy of r for a challenge. */
function drawMarks(
    opening: Opening,
    placed: PlacedCredential,
    levels: readonly Level[],
    prepared: PreparedSealing,
    entropy: Entropy,
): [MarksRandomness, SecretScalar[]] {
    return wiping(() => {
        const marked = SecretBytes.take(Uint8Array.from(levels)).bytes;
        const nonces = seedNonces("sealing/marks", opening, placed, prepared, entropy, marked);
        const marks = drawMarksRandomness(levels.length, nonces);
        for (const secret of [...marks.r, ...marks.a.flat(), marks.rA, marks.rB, marks.rho])
            outliving(secret);
        return [marks, marks.r.map((one) => outliving(one.clone()))];
    });
}
/** Forgets what a challenge would show: after the ballot was cast. */
export function dropSealed({ levels, r }: SealedBallot): void {
    for (const secret of [...levels, ...r]) secret.wipe();
}
