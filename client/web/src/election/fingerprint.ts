// How people see that they are in one election: the slip's anchor, the opening's number, the trustees' coins, and the
// fingerprint that nobody can foresee before t trustees have confirmed the open. docs/protocol.md, section 5.
import { type Bytes, equal, utf8 } from "../crypto/bytes";
import { checkEquality, proveEquality } from "../crypto/chaum_pedersen";
import { crockford } from "../crypto/crockford";
import { addPoints, identity, multiply, type Point, type Scalar } from "../crypto/group";
import { at } from "../crypto/matrix_statement";
import type { Rng } from "../crypto/random";
import { accepted, Reason, refuse, type Status } from "../crypto/result";
import { type SecretScalar, wiping } from "../crypto/secret";
import { sodium } from "../crypto/sodium";
import { lagrangeAtZero } from "../crypto/threshold_key";
import { Transcript } from "../crypto/transcript";

/** What a slip names: the election and its board. `ceremony` is the leaf hash of the board entry. */
export function slipAnchor(electionId: Bytes, ceremony: Bytes): Bytes {
    return Transcript.of("slip").add(electionId, ceremony).hb();
}
/** The eight characters of an anchor that slips, members' pages and the hall screen show: they stop no forger. */
export function anchorMark(anchor: Bytes): string {
    return crockford(anchor, 8);
}

/** What a device does with a slip's anchor: go on; seal only after it was given the fingerprint; or stop. */
export type AnchorAnswer = "good" | "ask" | "stop";
/** `ceremony` is of the last board entry, where there is one. An empty anchor asks, as where the code was typed. */
export function answerToAnchor(anchor: Bytes, electionId: Bytes, ceremony: Bytes | undefined): AnchorAnswer {
    if (anchor.length === 0) return "ask";
    return ceremony && equal(anchor, slipAnchor(electionId, ceremony)) ? "good" : "stop";
}

/** The sixteen characters of an open that the head of the board reads out before it is confirmed. */
export function openingNumber(openDigest: Bytes): string {
    return crockford(openDigest, 16);
}

/** What a coin is bound to; made for one, it fails for every other. */
export interface CoinStatement {
    readonly electionId: Bytes;
    readonly openDigest: Bytes;
    readonly trustee: number; // i, from 1
    readonly V: Point; // of the trustee
}
export interface Coin {
    readonly E: Point; // s_i·P
    readonly R1: Point; // κ·G
    readonly R2: Point; // κ·P
    readonly z: Scalar; // κ + e·s_i
}

/** P = Hp("fingerprint/point"; election_id, open_digest) */
export function coinPoint(electionId: Bytes, openDigest: Bytes): Point {
    return Transcript.of("fingerprint/point").add(electionId, openDigest).hp();
}
/** e = Hs("fingerprint/share"; election_id, open_digest, le32(i), V_i, P, E_i, R1, R2), up to E_i */
function challengeOf({ electionId, openDigest, trustee, V }: CoinStatement, P: Point, E: Point): Transcript {
    return Transcript.of("fingerprint/share").add(electionId, openDigest).addLe32(trustee).add(V, P, E);
}
/** A trustee makes it for the open that it confirms and for no other: the caller sees to that. */
export function makeCoin(statement: CoinStatement, s: SecretScalar, rng?: Rng): Coin {
    const P = coinPoint(statement.electionId, statement.openDigest);
    const E = wiping(() => s.timesPoint(P).publish());
    return { E, ...proveEquality(challengeOf(statement, P, E), P, s, rng) };
}
/** Bad proof unless E holds the secret that V is the image of. */
export function checkCoin(statement: CoinStatement, { E, R1, R2, z }: Coin): Status {
    const P = coinPoint(statement.electionId, statement.openDigest);
    const checked = checkEquality(challengeOf(statement, P, E), statement.V, P, E, { R1, R2, z });
    return checked.ok ? accepted : refuse(Reason.badProof, "confirmation: coin");
}

/** Q = Σ λ_i·E_i: the same point whichever t trustees' coins they are. */
export function joinCoins(coins: readonly { readonly trustee: number; readonly E: Point }[]): Point {
    const lambdas = lagrangeAtZero(coins.map(({ trustee }) => trustee));
    return coins.reduce((Q, { E }, i) => addPoints(Q, multiply(at(lambdas, i), E)), identity);
}

/** The 32 bytes that go into Argon2id, and stand in the QR code of hall screen and trustees' pages. */
export function fingerprintHash(electionId: Bytes, openDigest: Bytes, Q: Point): Bytes {
    return Transcript.of("fingerprint").add(electionId, openDigest, Q).hb();
}
/** Sixteen decimal digits from Argon2id over that hash, "4314026407314297". Slow on purpose: 64 MiB and a blink. Throws
    where there is not that much memory. */
export function fingerprint(hash: Bytes): string {
    const passes = 2;
    const memoryBytes = 64 << 20;
    const out = sodium.crypto_pwhash(
        16,
        hash,
        utf8("vouch/1/fingerpr"),
        passes,
        memoryBytes,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
    );
    const value = new DataView(out.buffer, out.byteOffset).getBigUint64(0, true);
    return String(value % 10n ** 16n).padStart(16, "0");
}
