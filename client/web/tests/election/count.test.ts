// tests/vectors/count.json: which ballots count, their sums, the shares of the decryption and the counts inside.
import { beforeAll, describe, expect, test } from "vitest";
import { le32, toHex } from "../../src/crypto/bytes";
import { decodePoint, decodeScalar, multiply, scalarOf, timesG } from "../../src/crypto/group";
import { at } from "../../src/crypto/matrix_statement";
import { Reason } from "../../src/crypto/result";
import { lagrangeAtZero } from "../../src/crypto/threshold_key";
import { admitBallot } from "../../src/election/admit_voting";
import { type EntryOf, type Kind } from "../../src/election/bodies";
import { checkShare, CountReader, decryptSum, exponentOf, makeShare } from "../../src/election/count";
import { State } from "../../src/election/state";
import { loadBulk, verifyBallots } from "../../src/election/verify";
import { applyCarried } from "../../src/election/apply";
import { secretScalar, vectorOpening } from "../support/election";
import { cloneState, logEntries } from "../support/log";
import { bytes, must, point, readVectors, scalar } from "../support/vectors";

interface Share {
    i: number;
    kappa: string;
    D: string;
    R1: string;
    R2: string;
    z: string;
}
interface File {
    election_id: string;
    open_digest: string;
    close_digest: string;
    V: string[];
    N: number;
    ballots: { number: number; levels: number[]; body: string; tracker: string }[];
    revotes: number;
    revision_rejects: { what: string; after: number; tag: string; revision: number }[];
    counted: number[];
    trustees: number[];
    lambda: string[];
    result: {
        officials: {
            official: number;
            alpha: string;
            beta: string;
            shares: Share[];
            M: string;
            v: number;
            blank: number;
            low: number;
            medium: number;
            high: number;
        }[];
        turnout: number;
    };
    share_of_identity: Omit<Share, "i"> & { alpha: string };
    share_rejects: (Omit<Share, "kappa"> & {
        what: string;
        close_digest: string;
        official: number;
        alpha: string;
        expect: string;
    })[];
    decode: {
        N: number;
        counted: number;
        M: string;
        v: number;
        blank: number;
        low: number;
        medium: number;
        high: number;
    }[];
    decode_rejects: { what: string; N: number; counted: number; M: string }[];
}
const file = readVectors<File>("count.json");
const secrets = readVectors<{ s: string[] }>("ceremony.json").s;

/** In the voting phase, under the vectors' opening, which needs nobody's confirmation. */
function votingState(): State {
    const named = new State();
    must(applyCarried(named, logEntries[0] ?? new Uint8Array()));
    const state = new State();
    state.manifest = { ...named.manifest, revotes: file.revotes, threshold: 0, witnessKeys: [] };
    state.opening = vectorOpening();
    state.openDigest = bytes(file.open_digest);
    state.phase = "voting";
    state.sums = named.manifest.officials.map(() => ({
        alpha: point("00".repeat(32)),
        beta: point("00".repeat(32)),
    }));
    while (state.sums.length < 5) state.sums.push(at(state.sums, 0));
    return state;
}
const ballotEntry = (body: Uint8Array) => ({ body: { bytes: body } }) as EntryOf<Kind.ballot>;

describe("the ballots that count", () => {
    const states: State[] = [];
    beforeAll(async () => {
        const bodies = file.ballots.map(({ body }) => bytes(body));
        const verdicts = verifyBallots(vectorOpening(), bodies, await loadBulk());
        const state = votingState();
        states.push(cloneState(state));
        for (const [i, body] of bodies.entries()) {
            must(admitBallot(state, ballotEntry(body), verdicts[i]));
            states.push(cloneState(state));
        }
    });
    test("are the last of each tag, by their trackers", () => {
        const last = at(states, file.ballots.length);
        const trackers = [...last.ballots.values()].map(({ tracker }) => toHex(tracker));
        expect(new Set(trackers)).toEqual(new Set(file.counted.map((i) => file.ballots[i]?.tracker)));
        expect(last.ballots.size).toBe(file.result.turnout);
    });
    test("add up to the sums", () => {
        const { sums } = at(states, file.ballots.length);
        for (const { official, alpha, beta } of file.result.officials) {
            const sum = at(sums, official);
            expect([toHex(sum.alpha), toHex(sum.beta)]).toEqual([alpha, beta]);
        }
    });
    test.each(file.revision_rejects)("a revision is refused: $what", ({ after, tag, revision }) => {
        const body = bytes(file.ballots[0]?.body ?? "");
        body.set(le32(revision), 4);
        body.set(bytes(tag), 8);
        const state = cloneState(at(states, after));
        expect(admitBallot(state, ballotEntry(body))).toMatchObject({ reason: Reason.wrongRevision });
    });
});

const statement = (official: number, i: number, alpha: string, close = file.close_digest) => ({
    electionId: bytes(file.election_id),
    closeDigest: bytes(close),
    official,
    trustee: i,
    V: point(file.V[i - 1] ?? ""),
    alpha: point(alpha),
});

describe("shares and counts", () => {
    test.each(file.result.officials)(
        "of official $official",
        ({ official, alpha, beta, shares, M, v, ...counts }) => {
            for (const { i, D, R1, R2, z } of shares) {
                const share = { d: point(D), r1: point(R1), r2: point(R2), z: scalar(z) };
                expect(checkShare(statement(official, i, alpha), share).ok).toBe(true);
                const made = makeShare(statement(official, i, alpha), secretScalar(secrets[i - 1] ?? ""));
                expect(toHex(made.d)).toBe(D);
                expect(checkShare(statement(official, i, alpha), made).ok).toBe(true);
            }
            const lambdas = lagrangeAtZero(file.trustees);
            expect(lambdas.map(toHex)).toEqual(file.lambda);
            const decrypted = decryptSum(
                { alpha: point(alpha), beta: point(beta) },
                lambdas,
                shares.map(({ D }) => point(D)),
            );
            expect(toHex(decrypted)).toBe(M);
            const { blank, low, medium, high } = counts;
            expect(new CountReader(file.N, file.result.turnout).read(decrypted)).toEqual({
                blank,
                low,
                medium,
                high,
            });
            expect(exponentOf({ blank, low, medium, high }, file.N)).toBe(BigInt(v));
        },
    );
    test("of a sum that is the identity", () => {
        const { alpha, D, R1, R2, z } = file.share_of_identity;
        const share = { d: point(D), r1: point(R1), r2: point(R2), z: scalar(z) };
        expect(checkShare(statement(0, 1, alpha), share).ok).toBe(true);
    });
    test.each(file.share_rejects)("a share is refused, $expect: $what", (given) => {
        const [d, r1, r2] = [given.D, given.R1, given.R2].map((hex) => decodePoint(bytes(hex)));
        const z = decodeScalar(bytes(given.z));
        if (!d?.ok || !r1?.ok || !r2?.ok || !z.ok) {
            expect(given.expect).toBe("malformed");
            return;
        }
        const share = { d: d.value, r1: r1.value, r2: r2.value, z: z.value };
        const against = statement(given.official, given.i, given.alpha, given.close_digest);
        expect(checkShare(against, share)).toMatchObject({ ok: false, reason: Reason.badProof });
        expect(given.expect).toBe("bad proof");
    });
    test("a share that holds in one of its two equations only is refused", () => {
        const [first] = file.result.officials;
        const trustee = file.trustees[0] ?? 1;
        const s = secretScalar(secrets[trustee - 1] ?? "");
        if (!first) throw new Error("no official");
        const against = statement(0, trustee, first.alpha);
        // Over G alone: D and R2 of another secret. Over α alone: all but V of another secret.
        const stranger = secretScalar(secrets[trustee] ?? "");
        const overAlpha = makeShare(against, stranger);
        expect(checkShare(against, overAlpha).ok).toBe(false);
        const own = makeShare(against, s);
        expect(checkShare(against, { ...own, r2: multiply(scalar(file.lambda[0] ?? ""), own.r2) }).ok).toBe(
            false,
        );
        expect(checkShare(against, { ...own, r1: timesG(scalar(file.lambda[0] ?? "")) }).ok).toBe(false);
        expect(checkShare(against, own).ok).toBe(true);
    });
    test.each(file.decode)(
        "M of $counted ballots of $N spells its counts",
        ({ N, counted, M, v, ...counts }) => {
            expect(exponentOf(counts, N)).toBe(BigInt(v));
            expect(timesG(scalarOf(BigInt(v)))).toEqual(point(M));
            if (N <= 300) expect(new CountReader(N, counted).read(point(M))).toEqual(counts);
        },
    );
    test.each(file.decode_rejects)("M holds no counts: $what", ({ N, counted, M }) => {
        expect(new CountReader(N, counted).read(point(M))).toBeUndefined();
    });
});
