// Whether a signed refusal was right: the ballots of the vectors' log, held against the log before they are in it and after.
// The same table as tests/election/refusal_test.cpp. docs/protocol.md, section 7.
import { describe, expect, it } from "vitest";
import type { Bytes } from "../../src/crypto/bytes";
import { Reason, reasonOf } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { decodeEntry } from "../../src/election/entry_decode";
import { sealEnvelope } from "../../src/election/envelope";
import { judgeRefusal, parseRefusal, type RefusalStanding } from "../../src/election/judge_refusal";
import { type RefusalEvidence, refusalText } from "../../src/election/refusal";
import { Replay } from "../../src/election/replay";
import type { State } from "../../src/election/state";
import { signRefusal } from "../support/cast_answers";
import { logEntries } from "../support/log";
import { must } from "../support/vectors";

const reasons = Array.from({ length: 14 }, (_, i) => reasonOf(i + 1));
const comeAgain = [Reason.tooEarly, Reason.overCapacity, Reason.puzzleNeeded];
const beforeBallots = 27; // entries
const first = 27; // of number 5
const [sixth, sixthAgain] = [35, 36]; // of number 6
const closed = 41;

function stateAt(size: number): State {
    const replay = new Replay();
    for (const entry of logEntries.slice(0, size)) replay.feed(entry);
    replay.finish();
    return replay.state;
}
function ballotAt(index: number): Bytes {
    const entry = must(decodeEntry(logEntries[index] ?? new Uint8Array()));
    return (entry.body as { readonly bytes: Bytes }).bytes;
}
function refused(body: Bytes, reason: Reason): RefusalEvidence {
    const { manifest, electionId } = stateAt(1);
    const replyKey = SecretBytes.draw(32);
    const envelope = must(sealEnvelope(manifest.boxKey, replyKey, body));
    return { electionId, body, replyKey: replyKey.bytes, reason, signature: signRefusal(envelope, reason) };
}
function standing(size: number, body: Bytes, reason: Reason): RefusalStanding {
    return must(judgeRefusal(stateAt(size), refused(body, reason))).standing;
}

describe("a refusal", () => {
    it("of a good ballot that the log does not hold is wrong", () => {
        for (const reason of reasons)
            expect(standing(beforeBallots, ballotAt(first), reason), Reason[reason]).toBe(
                comeAgain.includes(reason) ? "cannot be told" : "wrong",
            );
    });
    it("of a ballot that is in the log says nothing: it is recorded", () => {
        for (const reason of reasons)
            for (const size of [first + 1, closed])
                expect(standing(size, ballotAt(first), reason)).toBe("recorded");
        expect(standing(closed, ballotAt(sixth), Reason.wrongRevision)).toBe("recorded"); // though it was replaced
    });
    it("of what is no good ballot is right, under any number", () => {
        const bad = ballotAt(first).slice();
        bad.set([(bad.at(-1) ?? 0) ^ 1], bad.length - 1);
        for (const body of [bad, new Uint8Array(), new Uint8Array(100)])
            for (const reason of reasons) {
                const judged = must(judgeRefusal(stateAt(beforeBallots), refused(body, reason)));
                expect(judged.standing).toBe("right");
                expect(judged.fault).toBeDefined();
            }
    });
    it("of a revision is right where the log does not hold the one before", () => {
        expect(standing(beforeBallots, ballotAt(sixthAgain), Reason.wrongRevision)).toBe("right");
        expect(standing(sixthAgain, ballotAt(sixthAgain), Reason.wrongRevision)).toBe("cannot be told");
    });
    it("because of the close cannot be told after the close, and is wrong before it", () => {
        const without = logEntries.filter((_, index) => index !== first);
        const late = refused(ballotAt(first), Reason.wrongPhase);
        const replay = new Replay();
        for (const entry of without.slice(0, 30)) replay.feed(entry);
        replay.finish();
        expect(must(judgeRefusal(replay.state, late)).standing).toBe("wrong");
        replay.state.closeIndex = 30;
        expect(must(judgeRefusal(replay.state, late)).standing).toBe("cannot be told");
    });
    it("that the log did not sign about just this ballot shows nothing", () => {
        const state = stateAt(beforeBallots);
        const good = refused(ballotAt(first), Reason.badProof);
        const changed = (bytes: Bytes) => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
        expect(judgeRefusal(state, good).ok).toBe(true);
        for (const other of [
            { ...good, body: ballotAt(sixth) },
            { ...good, replyKey: changed(good.replyKey) },
            { ...good, reason: Reason.malformed },
            { ...good, signature: changed(good.signature) },
        ])
            expect(judgeRefusal(state, other)).toMatchObject({ ok: false, reason: Reason.badSignature });
        const elsewhere = { ...good, electionId: changed(good.electionId) };
        expect(judgeRefusal(state, elsewhere)).toMatchObject({ ok: false, reason: Reason.notFitting });
        expect(judgeRefusal(stateAt(20), good)).toMatchObject({ ok: false, reason: Reason.tooEarly });
        state.manifest = { ...state.manifest, boxKey: new Uint8Array(32) }; // under which nobody can seal
        expect(judgeRefusal(state, good)).toMatchObject({ ok: false, reason: Reason.malformed });
    });
});

describe("a file of a refusal", () => {
    const evidence = () => refused(ballotAt(first), Reason.badProof);
    it("is read as it was written", () => {
        const written = evidence();
        expect(must(parseRefusal(refusalText(written)))).toEqual(written);
    });
    it("holds no more than an entry could", () => {
        const holding = (size: number) =>
            parseRefusal(refusalText({ ...evidence(), body: new Uint8Array(size) }));
        expect(must(holding(65_535)).body.length).toBe(65_535);
        expect(holding(65_536)).toEqual({
            ok: false,
            reason: Reason.tooLarge,
            detail: "this is no file of a refusal",
        });
    });
});
