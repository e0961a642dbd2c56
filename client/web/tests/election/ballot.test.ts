import { beforeAll, describe, expect, test } from "vitest";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { decodePoint, identity, type Point, scalarOf, timesG } from "../../src/crypto/group";
import { type SumIsIdentity, sumIsIdentity } from "../../src/crypto/matrix_check";
import { type MatrixRandomness, proveMatrix } from "../../src/crypto/matrix_proof";
import { challengesOf, checkChallenges } from "../../src/crypto/matrix_statement";
import { NonceSource } from "../../src/crypto/random";
import { Reason } from "../../src/crypto/result";
import { ringSums } from "../../src/crypto/ring_sums";
import { SecretBytes, SecretDigit } from "../../src/crypto/secret";
import { Transcript } from "../../src/crypto/transcript";
import {
    ballotBodyBytes,
    decodeBallot,
    encodeBallot,
    makeOpening,
    type Opening,
    statementOf,
    trackerOf,
} from "../../src/election/ballot";
import { fingerprint, fingerprintHash } from "../../src/election/enrolment";
import { locate, prepareSealing, sealBallot } from "../../src/election/seal";
import { loadBulk, verifyBallots } from "../../src/election/verify";
import { ballotFile as file, madeElection, secretScalar, vectorOpening } from "../support/election";
import { bytes, must, point, readVectors } from "../support/vectors";

const noPause = () => Promise.resolve();
const body = () => bytes(file.body);

function randomness(): MatrixRandomness {
    const { r, a, r_A, r_B, rho, phi } = file.randomness;
    return {
        r: r.map(secretScalar),
        a: a.map((row) => row.map(secretScalar)),
        rA: secretScalar(r_A),
        rB: secretScalar(r_B),
        rho: secretScalar(rho),
        phi: phi.map(secretScalar),
    };
}

describe("the vectors' ballot", () => {
    test("its opening: rings, weights, fingerprint", () => {
        const opening = vectorOpening();
        expect(opening.m).toBe(file.m);
        expect(opening.w.map(toHex)).toEqual(file.w);
        opening.rings.forEach(({ keys }, g) => {
            const ring = file.keys.rings[g];
            expect(keys.map(toHex)).toEqual(ring?.keys.slice(0, ring.size));
        });
        const { electionId, openDigest } = opening;
        expect(toHex(fingerprintHash(electionId, openDigest))).toBe(file.opening.fingerprint_hash);
        expect(fingerprint(electionId, openDigest)).toBe(file.opening.fingerprint);
    });
    test("is proved, byte for byte, from its randomness", async () => {
        const opening = vectorOpening();
        const { sk, g, digits, revision, levels } = file.prover;
        const credential = must(locate(opening, secretScalar(sk)));
        expect(credential.ringIndex).toBe(g);
        expect(credential.digits.map((digit) => digit.bytes[0])).toEqual(digits);
        const drawn = randomness();
        const ring = opening.rings[g];
        if (!ring) throw new Error("no ring");
        const sums = await ringSums(ring, credential.digits, drawn.a.slice(file.k), noPause);
        expect(sums.map((sum) => toHex(sum.publish()))).toEqual(file.steps.ring_sums);
        const statement = statementOf(opening, g, revision);
        const witness = {
            sk: credential.sk,
            levels: levels.map((level) => new SecretDigit(level)),
            digits: credential.digits,
        };
        const proof = proveMatrix(statement, witness, drawn, sums);
        expect(toHex(encodeBallot({ ringIndex: g, revision, proof }))).toBe(file.body);
        const challenges = challengesOf(statement, proof);
        expect(toHex(challenges.y)).toBe(file.steps.y);
        expect(toHex(challenges.x)).toBe(file.steps.x);
        expect(() => drawn.rho.bytes).toThrow(); // what was drawn is gone
    });
    test("comes back from its bytes, and has its tracker", () => {
        const opening = vectorOpening();
        const ballot = must(decodeBallot(opening, body()));
        expect(toHex(encodeBallot(ballot))).toBe(file.body);
        const tracker = trackerOf(opening.openDigest, ballot.proof.ciphertexts, body());
        expect(toHex(tracker.choices)).toBe(file.tracker.choices);
        expect(toHex(tracker.rest)).toBe(file.tracker.rest);
        expect(toHex(tracker.tracker)).toBe(file.tracker.tracker);
    });
    test.each(file.body_lengths)("a body for k $k and m $m has $length bytes", ({ k, m, length }) => {
        expect(ballotBodyBytes(k, m)).toBe(length);
    });
    test("a challenge of zero is refused", () => {
        const { proof } = must(decodeBallot(vectorOpening(), body()));
        const good = { y: scalarOf(1), x: scalarOf(1) };
        expect(checkChallenges(proof, good).ok).toBe(true);
        expect(checkChallenges(proof, { ...good, y: scalarOf(0) }).ok).toBe(false);
        expect(checkChallenges(proof, { ...good, x: scalarOf(0) }).ok).toBe(false);
    });
});

interface Case {
    what: string;
    patch?: { at: number; bytes: string }[];
    body?: string;
    context?: { open_digest?: string; election_id?: string; Y?: string; N?: number; ring?: string[] };
    expect: string;
}
const cases = readVectors<{ rejects: Case[]; accepts: Case[] }>("ballot-rejects.json");

function bodyOf({ body: own, patch }: Case): Bytes {
    let out = own === undefined ? body() : bytes(own);
    for (const { at, bytes: patched } of patch ?? []) {
        const piece = bytes(patched);
        const longer = new Uint8Array(Math.max(out.length, at + piece.length));
        longer.set(out);
        longer.set(piece, at);
        out = longer;
    }
    return out;
}
function openingOf({ context = {} }: Case, ringIndex: number): Opening {
    const id = context.election_id;
    const opening = vectorOpening({
        ...(context.open_digest && { openDigest: bytes(context.open_digest) }),
        ...(context.Y && { Y: point(context.Y) }),
        ...(id && { U: Transcript.of("generator/tag").add(bytes(id)).hp() }),
    });
    // The rings stay those of the vectors: they were sorted under their own opening.
    const rings = vectorOpening().rings.map((ring, g) =>
        context.ring && g === ringIndex ? { ...ring, keys: context.ring.map(point) } : ring,
    );
    const w = context.N === undefined ? opening.w : weightsOf(context.N);
    return { ...opening, rings, w };
}
function weightsOf(N: number) {
    const keys = Array.from({ length: N }, (_, i) => timesG(scalarOf(i + 1)));
    const fixed = vectorOpening();
    return makeOpening(fixed, keys, 256).w;
}
/** As the vectors name it: the first check that fails. */
function answer(test: Case, sum: SumIsIdentity): string {
    const offered = bodyOf(test);
    const [verdict] = verifyBallots(openingOf(test, offered[0] ?? 0), [offered], sum);
    if (!verdict || verdict.ok) return verdict ? "ok" : "nothing";
    if (verdict.reason === Reason.malformed) return "malformed";
    return verdict.detail.replace("ballot: ", "").replace("equation ", "");
}

describe("every shared case is answered by the first check that fails", () => {
    let bulk: SumIsIdentity;
    beforeAll(async () => {
        bulk = await loadBulk();
    });
    test.each([...cases.rejects, ...cases.accepts].map((one) => [one.what, one] as const))("%s", (_, one) => {
        expect(answer(one, sumIsIdentity)).toBe(one.expect);
        expect(answer(one, bulk)).toBe(one.expect);
    });
});

describe("batches", () => {
    test("bad ballots are found among good ones, whichever arithmetic adds up", async () => {
        const bulk = await loadBulk();
        const bad = cases.rejects.filter(({ context }) => !context).slice(0, 12);
        const bodies: Bytes[] = [];
        const expected: boolean[] = [];
        for (const one of bad) {
            bodies.push(body(), bodyOf(one), body());
            expected.push(true, false, true);
        }
        for (const sum of [bulk, sumIsIdentity]) {
            const verdicts = verifyBallots(vectorOpening(), bodies, sum);
            expect(verdicts.map(({ ok }) => ok)).toEqual(expected);
        }
    });
    test("an empty batch is none", () => {
        expect(verifyBallots(vectorOpening(), [])).toEqual([]);
    });
});

describe("sealing", () => {
    test.each([
        [5, 256, 1],
        [19, 256, 2],
        [70, 32, 3],
        [65, 256, 2],
    ])(
        "%i participants in rings of %i: what is sealed verifies",
        async (participants, capacity, officials) => {
            const bulk = await loadBulk();
            const { opening, sks } = madeElection(participants, officials, capacity);
            for (const place of [0, participants - 1]) {
                const sk = sks[place];
                if (!sk) throw new Error("no such participant");
                const nonces = new NonceSource(sk);
                const credential = must(locate(opening, sk));
                const levels = Array.from({ length: officials }, (_, j) => (place + j) % 4);
                const prepared = await prepareSealing(opening, credential, nonces, noPause);
                const sealed = sealBallot(opening, credential, levels, 7, prepared);
                const [verdict] = verifyBallots(opening, [sealed.body], bulk);
                if (!verdict) throw new Error("no verdict");
                expect(must(verdict).tracker).toEqual(sealed.tracker.tracker);
                expect(must(verdict).ballot.revision).toBe(7);
            }
        },
    );
    test("two sealings share nothing but the tag", async () => {
        const { opening, sks } = madeElection(6, 2);
        const sk = sks[2];
        if (!sk) throw new Error("no such participant");
        const nonces = new NonceSource(sk);
        const credential = must(locate(opening, sk));
        const seal = async () =>
            sealBallot(
                opening,
                credential,
                [1, 2],
                0,
                await prepareSealing(opening, credential, nonces, noPause),
            );
        const [one, other] = [await seal(), await seal()];
        const words = (sealed: Bytes) =>
            new Set(
                Array.from({ length: (sealed.length - 8) / 32 }, (_, i) =>
                    toHex(sealed.slice(8 + 32 * i, 40 + 32 * i)),
                ),
            );
        const shared = [...words(one.body)].filter((word) => words(other.body).has(word));
        expect(shared).toEqual([toHex(one.body.slice(8, 40))]);
    });
    test("a key that is not enrolled has no place", () => {
        const { opening } = madeElection(6);
        const stranger = SecretBytes.draw(32);
        expect(locate(opening, new NonceSource(stranger).draw()).ok).toBe(false);
    });
});

describe("every single-bit change to a valid ballot is refused", () => {
    test("in a sample of bits over the whole body", async () => {
        const bulk = await loadBulk();
        const opening = vectorOpening();
        const control = verifyBallots(opening, [body()], bulk);
        expect(control[0]?.ok).toBe(true);
        const changed: Bytes[] = [];
        for (let bit = 0; bit < body().length * 8; bit += 61) {
            const one = body();
            one[bit >> 3] = (one[bit >> 3] ?? 0) ^ (1 << (bit & 7));
            changed.push(one);
        }
        expect(verifyBallots(opening, changed, bulk).filter(({ ok }) => ok)).toEqual([]);
    });
    test("points that a decoder takes stay points", () => {
        expect(decodePoint(identity).ok).toBe(true);
        const notOne: Point = identity;
        expect(verifyBallots(vectorOpening(), [notOne])[0]?.ok).toBe(false);
    });
});
