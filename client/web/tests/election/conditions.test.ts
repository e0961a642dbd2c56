// Conditions of single kinds of entries, by the very words of the refusal. What the native tests of tests/hostile ask of people
// who do not keep to the rules is asked here too.
import { describe, expect, test } from "vitest";
import { compare } from "../../src/crypto/bytes";
import { addPoints } from "../../src/crypto/group";
import { at } from "../../src/crypto/matrix_statement";
import { Reason } from "../../src/crypto/result";
import { type DecryptionShares, Kind, type PaperCount } from "../../src/election/bodies";
import { makeShare } from "../../src/election/count";
import { dealingsDigest, State } from "../../src/election/state";
import { secretScalar } from "../support/election";
import { logVector } from "../support/log";
import {
    firstOf,
    indexOf,
    offer,
    organizer,
    refusal,
    stateAfter,
    stateBefore,
    trustee,
} from "../support/log_states";
import { must } from "../support/vectors";

const notFitting = (detail: string) => refusal(Reason.notFitting, detail);
const elsewhere = new Uint8Array(32).fill(1);

describe("a manifest", () => {
    const manifest = firstOf(Kind.manifest);
    const offered = (changed: Partial<typeof manifest>) =>
        offer(new State(), Kind.manifest, { ...manifest, ...changed }, organizer());
    const withLevel = (level: number) => {
        const { rules } = manifest;
        const thresholds = rules.thresholds.map((one, i) => (i === 1 ? { ...one, level } : one));
        return offered({ rules: { ...rules, thresholds } });
    };
    test("has thresholds of low, medium and high alone", () => {
        for (const level of [1, 2, 3]) expect(withLevel(level).ok).toBe(true);
        for (const level of [0, 4, 0xffff_ffff])
            expect(withLevel(level)).toEqual(notFitting("manifest: rules"));
    });
    test("that nobody may lead is none: nobody can sign it", () => {
        const nobody = { ...manifest, organizers: [] };
        const refused = refusal(Reason.badSignature, "signers: not exactly one organizer");
        for (const signers of [[], [organizer()]])
            expect(offer(new State(), Kind.manifest, nobody, ...signers)).toEqual(refused);
    });
});

describe("a roll", () => {
    test("ends at 65,536 numbers", () => {
        const state = stateBefore(Kind.board);
        state.roll = Array.from({ length: 65_535 }, () => at(state.roll, 0));
        const person = at(firstOf(Kind.roll).people, 0);
        const offered = (first: number, codeKey: Uint8Array) =>
            offer(state, Kind.roll, { first, people: [{ ...person, codeKey }] }, organizer());
        expect(offered(65_536, elsewhere).ok).toBe(true);
        expect(offered(65_537, new Uint8Array(32))).toEqual(notFitting("roll: more than 65,536 numbers"));
    });
});

describe("an open", () => {
    const offered = (state: State) => {
        const { size, root } = { size: BigInt(state.log.size), root: state.log.root() };
        const open = { ...firstOf(Kind.open), index: size, root };
        return offer(state, Kind.open, open, organizer());
    };
    test("waits for a board, and for the acknowledgement of each of its members", () => {
        const missing = notFitting("open: acknowledgements are missing");
        for (const entries of [indexOf(Kind.board), indexOf(Kind.board) + 1, indexOf(Kind.enrolment) - 1])
            expect(offered(stateAfter(entries))).toEqual(missing);
        expect(offered(stateAfter(indexOf(Kind.enrolment)))).toEqual(
            notFitting("open: fewer enrolled than the smallest set"),
        );
        expect(offered(stateBefore(Kind.open)).ok).toBe(true);
    });
});

describe("in the ceremony", () => {
    const ceremonyOf = ({ ceremony }: State) => {
        if (!ceremony) throw new Error("no board yet");
        return ceremony;
    };
    test("a member acknowledges the dealings of this ceremony alone", () => {
        const state = stateBefore(Kind.acknowledgement);
        const { digest } = ceremonyOf(state);
        const dealings = dealingsDigest(ceremonyOf(state));
        const offered = (ceremony: Uint8Array, acknowledged: Uint8Array) =>
            offer(
                state,
                Kind.acknowledgement,
                { ...firstOf(Kind.acknowledgement), trustee: 1, ceremony, dealings: acknowledged },
                trustee(1),
            );
        expect(offered(elsewhere, dealings)).toEqual(notFitting("acknowledgement: another ceremony"));
        expect(offered(digest, elsewhere)).toEqual(notFitting("acknowledgement: other dealings"));
        expect(offered(digest, dealings).ok).toBe(true);
    });
    test("a member complains of another one that has dealt, not of itself and of nobody", () => {
        const state = stateBefore(Kind.complaint);
        const of = (dealer: number) =>
            offer(state, Kind.complaint, { ...firstOf(Kind.complaint), dealer, trustee: 2 }, trustee(2));
        expect(of(2)).toEqual(notFitting("complaint: not another trustee"));
        for (const nobody of [0, 4, 0xffff_ffff])
            expect(of(nobody)).toEqual(notFitting("complaint: before the dealing"));
        expect(of(1).ok).toBe(true);
    });
});

describe("a paper count", () => {
    const count = firstOf(Kind.paperCount);
    const signers = () => [trustee(1), trustee(2)].sort((a, b) => compare(a.publicKey, b.publicKey));
    const offered = (changed: Partial<PaperCount>) =>
        offer(stateBefore(Kind.paperCount), Kind.paperCount, { ...count, ...changed }, ...signers());
    const papers = count.issued;
    const lines = (high: number) => count.lines.map(() => ({ high, medium: 0, low: 0, blank: 0 }));
    test.each<[string, Partial<PaperCount>]>([
        ["issued", { issued: papers + 1, collected: papers, invalid: 0, lines: lines(papers) }],
        ["collected", { collected: papers + 1, invalid: 0, lines: lines(papers + 1) }],
        ["invalid", { collected: papers, invalid: papers + 1, lines: lines(0) }],
        ["sums", { collected: papers, invalid: 0, lines: lines(papers + 1) }],
    ])("is refused for what it says of the papers: %s", (what, changed) => {
        expect(offered(changed)).toEqual(notFitting(`paper count: ${what}`));
    });
    test("may hold invalid papers, up to all that were collected", () => {
        expect(offered({ collected: papers, invalid: papers, lines: lines(0) }).ok).toBe(true);
        expect(offered({ collected: papers, invalid: 0, lines: lines(papers) }).ok).toBe(true);
    });
});

/** A member's shares of the sums, with proofs of their own. */
function sharesOf(number: number, state: State): DecryptionShares {
    const secret = () => secretScalar(logVector.secrets.trustees[number - 1]?.s ?? "");
    const { electionId, closeDigest } = state;
    const V = state.publicShare(number);
    const shares = state.sums.map(({ alpha }, official) =>
        makeShare({ electionId, closeDigest, official, trustee: number, V, alpha }, secret()),
    );
    return { trustee: number, shares };
}
const share = (number: number, state: State) =>
    offer(state, Kind.decryptionShares, sharesOf(number, state), trustee(number));

describe("a decryption share", () => {
    test("counts once for each member, also where one more is still needed", () => {
        const second = notFitting("share: a second one of this trustee");
        const state = stateBefore(Kind.decryptionShares);
        must(share(1, state));
        expect(share(1, state)).toEqual(second);

        const three = stateBefore(Kind.decryptionShares);
        three.manifest = { ...three.manifest, threshold: 3 };
        const { closeDigest: digest } = three;
        must(offer(three, Kind.confirmation, { digest, coin: undefined }, trustee(2)));
        must(share(1, three));
        expect(share(1, three)).toEqual(second);
        must(share(2, three));
        expect(three.result).toBeUndefined();
        must(share(3, three));
        expect(three.phase).toBe("published");
    });
    test("publishes nothing where no counts are inside, though each proof holds", () => {
        const state = stateBefore(Kind.decryptionShares);
        const { alpha, beta } = at(state.sums, 1);
        state.sums = [at(state.sums, 0), { alpha, beta: addPoints(beta, at(state.commitments, 0)) }];
        must(share(1, state));
        expect(share(2, state)).toEqual(notFitting("share: no count for official 1"));
        expect(state.phase).toBe("counting");
        expect([state.result, state.electronic]).toEqual([undefined, []]);
        expect([...state.shares.keys()]).toEqual([1]);
    });
});

describe("an announcement", () => {
    const { lines } = firstOf(Kind.announcement);
    const offered = (state: State, changed: Partial<(typeof lines)[number]>) =>
        offer(
            state,
            Kind.announcement,
            { lines: lines.map((line, j) => (j === 1 ? { ...line, ...changed } : line)) },
            organizer(),
        );
    test("says the result, each number of it and what follows", () => {
        const { high, medium, low, blank } = at(lines, 1);
        for (const changed of [
            { high: high + 1 },
            { medium: medium + 1 },
            { low: low + 1 },
            { blank: blank + 1 },
            { outcome: "other" },
        ])
            expect(offered(stateBefore(Kind.announcement), changed), JSON.stringify(changed)).toEqual(
                notFitting("announcement: not the result"),
            );
        expect(offered(stateBefore(Kind.announcement), {}).ok).toBe(true);
    });
});
