import { beforeAll, describe, expect, test } from "vitest";
import { type Bytes, concat, toHex } from "../../src/crypto/bytes";
import {
    addPoints,
    decodePoint,
    identity,
    multiply,
    type Point,
    scalarOf,
    scalarOfBigint,
    timesG,
} from "../../src/crypto/group";
import { type SumIsIdentity, sumIsIdentity } from "../../src/crypto/matrix_check";
import { type MarksRandomness, type PlaceRandomness, proveMatrix } from "../../src/crypto/matrix_proof";
import { at, challengesOf, checkNotDegenerate } from "../../src/crypto/matrix_statement";
import { Reason } from "../../src/crypto/result";
import { ringSums } from "../../src/crypto/ring_sums";
import { SecretDigit } from "../../src/crypto/secret";
import { tagGenerators } from "../../src/crypto/credential";
import {
    ballotBodyBytes,
    decodeBallot,
    encodeBallot,
    makeOpening,
    type Opening,
    statementOf,
    trackerOf,
    trackerOfBody,
} from "../../src/election/ballot";
import { locate, prepareSealing, sealBallot } from "../../src/election/seal";
import { loadBulk, verifyBallots } from "../../src/election/verify";
import {
    ballotFile as file,
    credentialOf,
    madeElection,
    secretScalar,
    vectorOpening,
} from "../support/election";
import { bytes, must, point, readVectors } from "../support/vectors";

const noPause = () => Promise.resolve();
const body = () => bytes(file.body);

function randomness(): { place: PlaceRandomness; marks: MarksRandomness } {
    const { r, a, r_A, r_B, rho, phi, psi } = file.randomness;
    const rows = a.map((row) => row.map(secretScalar));
    return {
        place: { a: rows.slice(file.k), phi: phi.map(secretScalar), psi: psi.map(secretScalar) },
        marks: {
            r: r.map(secretScalar),
            a: rows.slice(0, file.k),
            rA: secretScalar(r_A),
            rB: secretScalar(r_B),
            rho: secretScalar(rho),
        },
    };
}

describe("the vectors' ballot", () => {
    test("its opening: rings, weights", () => {
        const opening = vectorOpening();
        expect(opening.m).toBe(file.m);
        expect(opening.w.map(toHex)).toEqual(file.w);
        opening.rings.forEach(({ keys }, g) => {
            const ring = file.keys.rings[g];
            expect(keys.map(toHex)).toEqual(ring?.keys.slice(0, ring.size));
        });
    });
    test("is proved, byte for byte, from its randomness", async () => {
        const opening = vectorOpening();
        const { sk, u, g, digits, revision, levels } = file.prover;
        const credential = must(locate(opening, credentialOf(sk, u)));
        expect(credential.ringIndex).toBe(g);
        expect(credential.digits.map((digit) => digit.bytes[0])).toEqual(digits);
        const drawn = randomness();
        const ring = opening.rings[g];
        if (!ring) throw new Error("no ring");
        const sums = await ringSums(ring, credential.digits, drawn.place.a, noPause);
        expect(sums.map((sum) => toHex(sum.publish()))).toEqual(file.steps.ring_sums);
        const statement = statementOf(opening, g, revision);
        const witness = {
            credential: credential.credential,
            levels: levels.map((level) => new SecretDigit(level)),
            digits: credential.digits,
        };
        const proof = proveMatrix(statement, witness, drawn.place, drawn.marks, sums);
        expect(toHex(encodeBallot({ ringIndex: g, revision, proof }))).toBe(file.body);
        const challenges = challengesOf(statement, proof);
        expect(toHex(challenges.y)).toBe(file.steps.y);
        expect(toHex(challenges.x)).toBe(file.steps.x);
        expect(() => drawn.marks.rho.bytes).toThrow(); // what was drawn is gone
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
    test("has its tracker before anything in it is decoded, and none in another length", () => {
        const opening = vectorOpening();
        expect(toHex(trackerOfBody(opening, body()) ?? new Uint8Array())).toBe(file.tracker.tracker);
        for (const other of [body().slice(1), concat([body(), Uint8Array.of(0)]), new Uint8Array()])
            expect(trackerOfBody(opening, other)).toBeUndefined();
    });
    test.each(file.body_lengths)("a body for k $k and m $m has $length bytes", ({ k, m, length }) => {
        expect(ballotBodyBytes(k, m)).toBe(length);
    });
    test("a challenge of zero is refused", () => {
        const { proof } = must(decodeBallot(vectorOpening(), body()));
        const good = { y: scalarOf(1), x: scalarOf(1) };
        expect(checkNotDegenerate(proof, good).ok).toBe(true);
        expect(checkNotDegenerate(proof, { ...good, y: scalarOf(0) }).ok).toBe(false);
        expect(checkNotDegenerate(proof, { ...good, x: scalarOf(0) }).ok).toBe(false);
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
        ...(id && tagGenerators(bytes(id))),
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

describe("a larger ring", () => {
    const ring = file.larger_ring;
    const openDigest = () => bytes(ring.open_digest);
    const larger = (): Opening =>
        makeOpening(
            {
                electionId: bytes(ring.election_id),
                openDigest: openDigest(),
                officials: ring.k,
                Y: point(ring.Y),
                ...tagGenerators(bytes(ring.election_id)),
            },
            ring.enrolled.map(point),
            ring.capacity,
        );
    test("has its places", () => {
        const { rings, m } = larger();
        expect(m).toBe(ring.m);
        const [only] = rings;
        expect(only?.keys.map(toHex)).toEqual(ring.ring.slice(0, ring.size));
        expect(new Set(ring.ring.slice(ring.size))).toEqual(
            new Set(ring.ring.slice(ring.size - 1, ring.size)),
        );
    });
    test.each(ring.ballots)(
        "the ballot of place $place holds, on a real place or on padding",
        async (one) => {
            for (const sum of [sumIsIdentity, await loadBulk()]) {
                const [verdict] = verifyBallots(larger(), [bytes(one.body)], sum);
                if (!verdict) throw new Error("no verdict");
                expect(toHex(must(verdict).tracker)).toBe(one.tracker);
                expect(must(verdict).ballot.revision).toBe(one.revision);
            }
            const credential = credentialOf(one.sk, one.u);
            expect(toHex(credential.tag(larger()))).toBe(one.body.slice(16, 80));
            expect(toHex(credential.publicKey())).toBe(ring.ring[one.place]);
            const place = one.digits.reduceRight((sum, digit) => 4 * sum + digit, 0);
            expect(place).toBe(one.place);
        },
    );
    test.each(ring.ballots)("its sums are those of every place's polynomial: $place", async ({ digits }) => {
        const opening = larger();
        const drawn = digits.map((_, d) => [1, 2, 3].map((i) => secretScalar(toHex(scalarOf(31 * d + i)))));
        const secretDigits = digits.map((digit) => new SecretDigit(digit));
        const sums = await ringSums(at(opening.rings, 0), secretDigits, drawn, noPause);
        expect(sums.map((sum) => toHex(sum.publish()))).toEqual(slowSums(opening, digits).map(toHex));
    });
    /** Σ_i p_i,d·ring[i] place by place, of the same a. */
    function slowSums(opening: Opening, digits: readonly number[]): Point[] {
        const { keys, m } = at(opening.rings, 0);
        const out = Array.from({ length: m }, () => identity);
        for (let place = 0; place < 4 ** m; ++place) {
            let p = [1n];
            for (let d = 0; d < m; ++d) {
                const i = Math.floor(place / 4 ** d) % 4;
                const a = [1, 2, 3].map((column) => BigInt(31 * d + column));
                const constant = i === 0 ? -a.reduce((sum, one) => sum + one, 0n) : (a[i - 1] ?? 0n);
                const top = i === digits[d] ? 1n : 0n;
                p = [...p, 0n].map((_, e) => (p[e] ?? 0n) * constant + (p[e - 1] ?? 0n) * top);
            }
            const key = at(keys, Math.min(place, keys.length - 1));
            for (let d = 0; d < m; ++d)
                out[d] = addPoints(at(out, d), multiply(scalarOfBigint(p[d] ?? 0n), key));
        }
        return out;
    }
});

describe("sealing", () => {
    test.each([
        [3, 256, 2], // m = 1
        [5, 256, 1],
        [19, 256, 2],
        [70, 32, 3],
        [65, 256, 2],
    ])(
        "%i participants in rings of %i: what is sealed verifies",
        async (participants, capacity, officials) => {
            const bulk = await loadBulk();
            const { opening, credentials } = madeElection(participants, officials, capacity);
            for (const place of [0, participants - 1]) {
                const placed = must(locate(opening, at(credentials, place)));
                const levels = Array.from({ length: officials }, (_, j) => (place + j) % 4);
                const prepared = await prepareSealing(opening, placed, 7, 1n, undefined, noPause);
                const sealed = sealBallot(opening, placed, levels, prepared);
                const [verdict] = verifyBallots(opening, [sealed.body], bulk);
                if (!verdict) throw new Error("no verdict");
                expect(must(verdict).tracker).toEqual(sealed.tracker.tracker);
                expect(must(verdict).ballot.revision).toBe(7);
            }
        },
    );
    test("two sealings share nothing but the tag", async () => {
        const { opening, credentials } = madeElection(6, 2);
        const placed = must(locate(opening, at(credentials, 2)));
        const seal = async () => {
            const prepared = await prepareSealing(opening, placed, 0, 1n, undefined, noPause);
            return sealBallot(opening, placed, [1, 2], prepared);
        };
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
        const { credentials } = madeElection(7);
        expect(locate(opening, at(credentials, 6)).ok).toBe(false);
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
