// What an entry's bytes alone decide, beyond the shared cases: every length, every point and scalar, by the names that the
// native implementation gives them.
import { describe, expect, test } from "vitest";
import { decodePoint } from "../../src/crypto/group";
import { applyCarried } from "../../src/election/apply";
import { Kind, QuorumMeasured } from "../../src/election/bodies";
import { admitClose } from "../../src/election/admit_voting";
import type { EntryOf } from "../../src/election/bodies";
import { makeEntry, type NewBody } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { officialsMax, trusteesMax } from "../../src/election/limits";
import type { State } from "../../src/election/state";
import { logEntries } from "../support/log";
import {
    electionId,
    firstOf,
    indexOf,
    organizer,
    stateAfter,
    trustee,
    withoutNames,
} from "../support/log_states";
import { must } from "../support/vectors";

/** Offered with the signature of whoever may sign it, so that only the form can be wrong. */
function detailOf<K extends Kind>(kind: K, body: object): string {
    const carried = makeEntry(electionId(), kind, body as NewBody<K>, [organizer()]);
    const entry = decodeEntry(carried);
    return entry.ok ? "ok" : `${entry.reason} ${entry.detail}`;
}

const short = new Uint8Array(31);
const noPoint = new Uint8Array(32).fill(0xff);
const noScalar = noPoint;
const person = firstOf(Kind.roll).people[0];
const [member, ...members] = firstOf(Kind.board).trustees;
const dealing = firstOf(Kind.dealing);
const shares = firstOf(Kind.decryptionShares);
const share = shares.shares[0];
const paperCount = firstOf(Kind.paperCount);
const line = paperCount.lines[0];
const resultLine = firstOf(Kind.announcement).lines[0];
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe("an entry is malformed, and says which field", () => {
    test.each<[Kind, object, string]>([
        [Kind.roll, { first: 1, people: [{ ...person, codeKey: short }] }, "Person.code_key: length"],
        [Kind.roll, { first: 1, people: [{ ...person, personHash: short }] }, "Person.person_hash: length"],
        [Kind.board, { trustees: [{ ...member, signKey: short }, ...members] }, "Trustee.sign_key: length"],
        [Kind.board, { trustees: [{ ...member, boxKey: short }, ...members] }, "Trustee.box_key: length"],
        [Kind.dealing, { ...dealing, ceremony: short }, "Dealing.ceremony: length"],
        [Kind.dealing, { ...dealing, proofR: noPoint }, "Dealing.proof_r: not a canonical point"],
        [Kind.dealing, { ...dealing, proofZ: noScalar }, "Dealing.proof_z: not a canonical scalar"],
        [
            Kind.acknowledgement,
            { ...firstOf(Kind.acknowledgement), ceremony: short },
            "Acknowledgement.ceremony: length",
        ],
        [
            Kind.acknowledgement,
            { ...firstOf(Kind.acknowledgement), dealings: short },
            "Acknowledgement.dealings: length",
        ],
        [Kind.complaint, { ...firstOf(Kind.complaint), ceremony: short }, "Complaint.ceremony: length"],
        [Kind.answer, { ...firstOf(Kind.answer), ceremony: short }, "Answer.ceremony: length"],
        [
            Kind.enrolment,
            { ...firstOf(Kind.enrolment), proofR: noPoint },
            "Enrolment.proof_r: not a canonical point",
        ],
        [
            Kind.enrolment,
            { ...firstOf(Kind.enrolment), proofZU: noScalar },
            "Enrolment.proof_z_u: not a canonical scalar",
        ],
        [Kind.revocation, { ...firstOf(Kind.revocation), codeKey: short }, "Revocation.code_key: length"],
        [Kind.close, { ...firstOf(Kind.close), root: short }, "Close.root: length"],
        [
            Kind.decryptionShares,
            { trustee: 1, shares: [{ ...share, r1: noPoint }] },
            "DecryptionShare.r1: not a canonical point",
        ],
        [
            Kind.decryptionShares,
            { trustee: 1, shares: [{ ...share, r2: noPoint }] },
            "DecryptionShare.r2: not a canonical point",
        ],
    ])("of kind %i", (kind, body, detail) => {
        expect(decodePoint(noPoint).ok).toBe(false);
        expect(detailOf(kind, body)).toBe(`1 ${detail}`);
    });
    test.each<[Kind, number, (elements: number) => object, string]>([
        [Kind.board, trusteesMax, (n) => ({ trustees: many(n, member) }), "Board.trustees"],
        [
            Kind.dealing,
            trusteesMax,
            (n) => ({ ...dealing, commitments: many(n, dealing.commitments[0]) }),
            "Dealing.commitments",
        ],
        [
            Kind.dealing,
            trusteesMax,
            (n) => ({ ...dealing, sealedShares: many(n, dealing.sealedShares[0]) }),
            "Dealing.sealed_shares",
        ],
        [
            Kind.decryptionShares,
            officialsMax,
            (n) => ({ trustee: 1, shares: many(n, share) }),
            "DecryptionShares.shares",
        ],
        [Kind.paperCount, officialsMax, (n) => ({ ...paperCount, lines: many(n, line) }), "PaperCount.lines"],
        [Kind.announcement, officialsMax, (n) => ({ lines: many(n, resultLine) }), "Announcement.lines"],
    ])("a list of kind %i that is longer than any conference's", (kind, most, body, name) => {
        expect(detailOf(kind, body(most))).toBe("ok");
        expect(detailOf(kind, body(most + 1))).toBe(`1 ${name}: too many`);
    });
    test("a dossier's digest of another length, and organizers' keys", () => {
        const manifest = stateAfter(1).manifest;
        const plain = { ...manifest, officials: manifest.officials.map((one) => ({ ...one })) };
        const offered = (changed: object) =>
            detailOf(Kind.manifest, withoutNames({ ...plain, ...changed }) as object);
        expect(offered({})).toBe("ok");
        const [first, ...others] = plain.officials;
        expect(offered({ officials: [{ ...first, dossierSha256: short }, ...others] })).toBe(
            "1 Official.dossier_sha256: length",
        );
        expect(offered({ organizers: [short] })).toBe("1 Manifest.organizers: length");
    });
});

describe("conditions that no shared case decides", () => {
    test("a complaint of the same pair holds again after a new board", () => {
        const at = indexOf(Kind.complaint);
        const state = stateAfter(at + 1);
        const complaint = firstOf(Kind.complaint);
        const again = (ceremony: Uint8Array) =>
            makeEntry(electionId(), Kind.complaint, { ...complaint, ceremony }, [trustee(complaint.trustee)]);
        const board = { trustees: stateAfter(at).ceremony?.board.trustees.map((one) => ({ ...one })) ?? [] };
        const renamed = { trustees: board.trustees.map((one) => ({ ...one, name: `${one.name}'` })) };
        must(applyCarried(state, makeEntry(electionId(), Kind.board, renamed as never, [organizer()])));
        const ceremony = state.ceremony?.digest ?? new Uint8Array();
        const dealt = { ...firstOf(Kind.dealing), ceremony };
        expect(applyCarried(state, again(ceremony))).toMatchObject({
            detail: "complaint: before the dealing",
        });
        // The proof is of the old ceremony: what the dealer says now has to be put there by hand.
        state.ceremony?.dealings.set(complaint.dealer, { dealing: dealt, leafHash: ceremony });
        expect(applyCarried(state, again(ceremony)).ok).toBe(true);
        expect(applyCarried(state, again(ceremony))).toMatchObject({ reason: 3 });
    });
    test("an announcement's length goes before whether it is a second one", () => {
        const state = stateAfter(logEntries.length);
        expect(state.announced).toBe(true);
        const offered = (lines: NewBody<Kind.announcement>["lines"]) =>
            applyCarried(state, makeEntry(electionId(), Kind.announcement, { lines }, [organizer()]));
        const { lines } = firstOf(Kind.announcement);
        const plain = lines.map((line) => withoutNames(line)) as never as typeof lines;
        expect(offered([...plain, ...plain])).toMatchObject({ ok: false, reason: 1 });
        expect(offered(plain.slice(1))).toMatchObject({ ok: false, reason: 1 });
    });
});

describe("at the close", () => {
    const closeAt = indexOf(Kind.close);
    /** The state before the close, under other rules. */
    function closing(changed: { smallestSet?: number; quorum?: [number, number]; at?: number }): State {
        const state = stateAfter(changed.at ?? closeAt);
        const [numerator, denominator] = changed.quorum ?? [0, 1];
        const rules = {
            ...state.manifest.rules,
            quorum: { numerator, denominator },
            quorumMeasured: QuorumMeasured.atClose as number,
        };
        state.manifest = { ...state.manifest, rules, smallestSet: changed.smallestSet ?? 5 };
        for (const record of state.roll) record.paper = false;
        const { index, root } = { index: BigInt(state.log.size), root: state.log.root() };
        must(
            admitClose(state, {
                body: { index, root, statedTime: 1n },
                leafHash: root,
            } as EntryOf<Kind.close>),
        );
        return state;
    }
    test("the quorum is of ballots, not of those enrolled", () => {
        const ballots = stateAfter(closeAt).ballots.size;
        const { enrolled, summoned } = stateAfter(closeAt);
        expect(enrolled).toBeGreaterThanOrEqual(ballots);
        expect(closing({ quorum: [ballots, summoned] }).phase).toBe("counting");
        expect(closing({ quorum: [ballots + 1, summoned] }).phase).toBe("no quorum");
    });
    test("fewer ballots than enrolled miss a quorum that those enrolled would meet", () => {
        const at = closeAt - 3;
        const { ballots, enrolled, summoned } = stateAfter(at);
        expect(ballots.size).toBeLessThan(enrolled);
        expect(closing({ quorum: [enrolled, summoned], at }).phase).toBe("no quorum");
    });
    test("too few ballots goes before no quorum", () => {
        const { summoned } = stateAfter(closeAt);
        expect(closing({ smallestSet: 200, quorum: [summoned, summoned] }).phase).toBe("too few ballots");
    });
    test("re-votes lift ballots, but not tags, to the smallest set", () => {
        const state = stateAfter(closeAt);
        expect(state.ballotsAdmitted).toBeGreaterThan(state.ballots.size);
        expect(closing({ smallestSet: state.ballots.size }).phase).toBe("counting");
        expect(closing({ smallestSet: state.ballotsAdmitted }).phase).toBe("too few ballots");
    });
});
