// Nonces under a generator that repeats itself: docs/protocol.md, section 2. A restored copy of a device, or a restart, gives
// the same bytes again, and then what a nonce is bound to has to keep it apart from every other.
import { describe, expect, test } from "vitest";
import { type Bytes, concat, le32, le64, toHex, utf8 } from "../../src/crypto/bytes";
import { Credential, generatorW } from "../../src/crypto/credential";
import {
    addPoints,
    multiply,
    type Point,
    pointFromHash,
    reduceScalar,
    type Scalar,
    timesG,
} from "../../src/crypto/group";
import { at } from "../../src/crypto/matrix_statement";
import { hedgedScalar, Nonces, type Rng } from "../../src/crypto/random";
import { SecretBytes, SecretScalar } from "../../src/crypto/secret";
import { sodium } from "../../src/crypto/sodium";
import { Polynomial, proveDealing } from "../../src/crypto/threshold_key";
import { frame, Transcript } from "../../src/crypto/transcript";
import type { Opening } from "../../src/election/ballot";
import { decodeBallot } from "../../src/election/ballot";
import { challenge } from "../../src/election/challenge";
import { makeShare } from "../../src/election/count";
import { drawCredential, makeEnrolment, readCode } from "../../src/election/enrolment";
import { makeCoin } from "../../src/election/fingerprint";
import { drawMineKey, proveMine } from "../../src/election/mine";
import { type Entropy, locate, prepareSealing, sealBallot } from "../../src/election/seal";
import { madeElection } from "../support/election";
import { must } from "../support/vectors";

const noPause = () => Promise.resolve();
const stuck: Rng = (size) => new Uint8Array(size).fill(7);
const code = () => must(readCode("FWSB85X232SJYZSQM8C5"));
const id = (fill: number) => new Uint8Array(32).fill(fill);
const distinct = (values: readonly Bytes[]) => new Set(values.map(toHex)).size === values.length;

describe("derivations with stated random bytes", () => {
    const hs = (label: string, ...parts: Bytes[]) => {
        const framed = concat([utf8("vouch/1"), utf8(label), ...parts].map(frame));
        return toHex(reduceScalar(sodium.crypto_hash_sha512(framed)));
    };
    test("a nonce, by the text's formula", () => {
        const statement = Transcript.of("dealing").add(id(1)).addLe32(2);
        const secret = SecretScalar.of(reduceScalar(new Uint8Array(64).fill(9)));
        const context = concat([utf8("dealing"), id(1), le32(2)].map(frame));
        const own = secret.bytes.slice();
        const nonces = Nonces.of([secret], statement, stuck);
        for (const number of [0, 1, 2])
            expect(toHex(nonces.draw().bytes)).toBe(hs("nonce", own, context, stuck(64), le64(number)));
    });
    test("a credential, by the text's formula", () => {
        const { sk, u } = drawCredential(code(), id(3), 12, stuck);
        const parts = [code().bytes, id(3), le32(12), stuck(64)];
        expect(toHex(sk.bytes)).toBe(hs("credential", ...parts, le64(0)));
        expect(toHex(u.bytes)).toBe(hs("credential", ...parts, le64(1)));
    });
    test("64 fresh bytes are asked for each scalar alone", () => {
        const asked: number[] = [];
        const counting: Rng = (size) => {
            asked.push(size);
            return sodium.randombytes_buf(size);
        };
        drawCredential(code(), id(3), 12, counting);
        Polynomial.draw(3, SecretBytes.draw(32), id(1), counting);
        expect(asked).toEqual([64, 64, 64, 64, 64]);
    });
    test("a sealing's seeds, by the text's formula", async () => {
        const { opening, credentials } = madeElection(5, 2);
        const placed = must(locate(opening, at(credentials, 1)));
        const clock = ticking(1_700_000_000_000_000_001n);
        const prepared = await prepareSealing(opening, placed, 3, 41n, { rng: stuck, clock }, noPause);
        const { sk, u } = placed.credential;
        const seedOf = (label: string, tick: bigint, ...more: Bytes[]) => {
            const numbers = [le32(placed.ringIndex), le32(3), le64(41n), le64(tick)];
            return Transcript.of(label)
                .add(sk.bytes, u.bytes, opening.openDigest, ...numbers, stuck(64), ...more)
                .h();
        };
        const place = seedOf("sealing/place", 1_700_000_000_000_000_001n);
        const { a, phi, psi } = prepared.randomness;
        const scalars = [...a.flat(), ...phi.flatMap((one, d) => [one, at(psi, d)])];
        scalars.forEach((one, number) => {
            expect(toHex(one.bytes)).toBe(hs("nonce", place, new Uint8Array(), stuck(64), le64(number)));
        });
        const sealed = sealBallot(opening, placed, [3, 1], prepared, { rng: stuck, clock });
        const marks = seedOf("sealing/marks", 1_700_000_000_000_000_002n, Uint8Array.of(3, 1));
        sealed.r.forEach((one, number) => {
            expect(toHex(one.bytes)).toBe(hs("nonce", marks, new Uint8Array(), stuck(64), le64(number)));
        });
    });
});

function ticking(from: bigint): () => bigint {
    let now = from - 1n;
    return () => ++now;
}
/** A device, or a restored copy of one: it begins anew with the same credential and the same stuck generator. */
async function sealedBy(
    opening: Opening,
    credential: Credential,
    {
        sealing,
        clock,
        levels = [1, 2],
        revision = 0,
    }: { sealing: bigint; clock: bigint; levels?: number[]; revision?: number },
) {
    const entropy: Entropy = { rng: stuck, clock: ticking(clock) };
    const placed = must(locate(opening, credential));
    const prepared = await prepareSealing(opening, placed, revision, sealing, entropy, noPause);
    const place = [
        ...prepared.randomness.a.flat(),
        ...prepared.randomness.phi,
        ...prepared.randomness.psi,
    ].map(({ bytes }) => bytes.slice());
    const sealed = sealBallot(opening, placed, levels, prepared, entropy);
    const r = sealed.r.map(({ bytes }) => bytes.slice());
    return { sealed, place, r, proof: must(decodeBallot(opening, sealed.body)).proof };
}

describe("under a stuck generator, two copies of one credential", () => {
    const { opening, credentials } = madeElection(6, 2);
    const credential = at(credentials, 2);
    test.each([
        ["at two readings of the clock", { sealing: 1n, clock: 10n }, { sealing: 1n, clock: 1_000n }],
        ["with two sealing numbers", { sealing: 1n, clock: 10n }, { sealing: 2n, clock: 10n }],
        ["of two revisions", { sealing: 1n, clock: 10n }, { sealing: 1n, clock: 10n, revision: 1 }],
    ])("seal without a repeated nonce %s", async (_, first, second) => {
        const [one, other] = [
            await sealedBy(opening, credential, first),
            await sealedBy(opening, credential, second),
        ];
        expect(distinct([...one.place, ...one.r, ...other.place, ...other.r])).toBe(true);
        const public_ = [one, other].flatMap(({ proof }) => [
            ...proof.ciphertexts.map(({ alpha }) => alpha),
            ...[proof.A, proof.B, proof.tau, proof.upsilon],
            ...proof.sigma,
        ]);
        expect(distinct(public_)).toBe(true);
        // A cast one and a challenged one: what the challenge gives away opens nothing of the other.
        const given = challenge(one.sealed).officials.map(({ r }) => r);
        expect(distinct([...given, ...other.r])).toBe(true);
    });
    test("seal other marks without a repeated nonce of the marks", async () => {
        const same = { sealing: 1n, clock: 10n };
        const one = await sealedBy(opening, credential, same);
        const other = await sealedBy(opening, credential, { ...same, levels: [2, 2] });
        expect(distinct([...one.r, ...other.r])).toBe(true);
    });
    test("the control: without number and clock they would repeat", async () => {
        const same = { sealing: 1n, clock: 10n };
        const [one, other] = [
            await sealedBy(opening, credential, same),
            await sealedBy(opening, credential, same),
        ];
        expect(other.place).toEqual(one.place);
        expect(other.sealed.body).toEqual(one.sealed.body);
    });
    test("all within one sealing differ", async () => {
        const { place, r } = await sealedBy(opening, credential, { sealing: 1n, clock: 10n });
        expect(distinct([...place, ...r])).toBe(true);
    });
});

describe("under a stuck generator, a restart", () => {
    const credential = new Credential(
        SecretScalar.of(reduceScalar(new Uint8Array(64).fill(5))),
        SecretScalar.of(reduceScalar(new Uint8Array(64).fill(6))),
    );
    test("enrolments of other numbers and elections have other nonces, and κ is not κ'", () => {
        const made = [
            makeEnrolment(id(1), 1, credential, stuck),
            makeEnrolment(id(1), 2, credential, stuck),
            makeEnrolment(id(2), 1, credential, stuck),
        ];
        expect(distinct(made.map(({ proofR }) => proofR))).toBe(true);
        // With κ = κ' R would be κ·(G + W).
        const e = Transcript.of("enrol").add(id(1)).addLe32(1).add(at(made, 0).pk, at(made, 0).proofR).hs();
        const kappa = subtracted(at(made, 0).proofZ, e, credential.sk);
        expect(addPoints(timesG(kappa), multiply(kappa, generatorW()))).not.toEqual(at(made, 0).proofR);
    });
    test("credentials of other elections, numbers and codes differ", () => {
        const drawn = [
            drawCredential(code(), id(1), 1, stuck),
            drawCredential(code(), id(2), 1, stuck),
            drawCredential(code(), id(1), 2, stuck),
            drawCredential(must(readCode("FWSB85X232SJYZSQM8C6")), id(1), 1, stuck),
        ];
        expect(distinct(drawn.flatMap(({ sk, u }) => [sk.bytes, u.bytes]))).toBe(true);
    });
    test("decryption shares and coins of other statements have other nonces", () => {
        const s = () => SecretScalar.of(reduceScalar(new Uint8Array(64).fill(8)));
        const V = s().timesG().publish();
        const alpha: Point = pointFromHash(new Uint8Array(64).fill(3));
        const share = (official: number, close: number, of = alpha) =>
            makeShare(
                { electionId: id(1), closeDigest: id(close), official, trustee: 1, V, alpha: of },
                s(),
                stuck,
            );
        const coin = (open: number, trustee: number) =>
            makeCoin({ electionId: id(1), openDigest: id(open), trustee, V }, s(), stuck);
        const otherSum = pointFromHash(new Uint8Array(64).fill(4));
        const R1 = [share(0, 1), share(1, 1), share(0, 2), share(0, 1, otherSum)].map(({ r1 }) => r1);
        expect(distinct([...R1, ...[coin(1, 1), coin(2, 1), coin(1, 2)].map((one) => one.R1)])).toBe(true);
    });
    test("dealings of other ceremonies have other coefficients, and their proofs other nonces", () => {
        const seed = SecretBytes.copyOf(id(4));
        const [one, other] = [Polynomial.draw(3, seed, id(1), stuck), Polynomial.draw(3, seed, id(2), stuck)];
        expect(distinct([...one.coefficients, ...other.coefficients].map(({ bytes }) => bytes))).toBe(true);
        const proofs = [
            proveDealing(id(1), 1, one, stuck),
            proveDealing(id(2), 1, one, stuck),
            proveDealing(id(1), 2, one, stuck),
        ];
        expect(distinct(proofs.map(({ R }) => R))).toBe(true);
    });
    test("what is mine is proved with other nonces to another key, and all four of one proof differ", () => {
        const context = { electionId: id(1), openDigest: id(2) };
        const keys = [drawMineKey(id(2), stuck), drawMineKey(id(3), stuck)];
        expect(distinct(keys.flatMap(({ V, R0 }) => [V, R0]))).toBe(true);
        const other: Rng = (size) => new Uint8Array(size).fill(9);
        const shown = [drawMineKey(id(2), stuck), drawMineKey(id(2), other)];
        const proofs = shown.map((key) => must(proveMine(context, credential, key, stuck)));
        expect(distinct(proofs.flatMap(({ R1, R2, R3, e2, zV }) => [R1, R2, R3, e2, zV]))).toBe(true);
    });
    test("a number apart is a nonce apart", () => {
        const drawn = [0, 1, 2].map((number) => hedgedScalar("nonce", [id(1), id(2)], number, stuck).bytes);
        expect(distinct(drawn)).toBe(true);
    });
});

/** z − e·secret */
function subtracted(z: Scalar, e: Scalar, secret: SecretScalar): Scalar {
    return SecretScalar.of(z).minus(secret.timesPublic(e)).bytes.slice() as Scalar;
}
