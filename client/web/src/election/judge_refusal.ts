// Whether the log's refusal of a ballot was right, for whoever is shown what its device keeps. docs/protocol.md, section 7.
import { equal, readLe32, toHex } from "../crypto/bytes";
import { leafHash } from "../crypto/merkle";
import { NoteKeyType, parseVkey } from "../crypto/note";
import {
    accepted,
    malformed,
    ok,
    Reason,
    refuse,
    type Rejection,
    type Result,
    type Status,
} from "../crypto/result";
import { SecretBytes, wiping } from "../crypto/secret";
import { revisionAt, tagOfBody } from "./ballot";
import { Kind } from "./bodies";
import { hexMember, member, parseJson } from "./challenge";
import { carriedEntry } from "./entry";
import { refusalHolds, sealEnvelope } from "./envelope";
import { entryBytesMax } from "./limits";
import type { RefusalEvidence } from "./refusal";
import type { State } from "./state";
import { verifyBallots } from "./verify";

export type RefusalStanding = "right" | "wrong" | "recorded" | "cannot be told";
export interface JudgedRefusal {
    readonly standing: RefusalStanding;
    readonly reason: Reason; // that the log gave
    readonly fault: Rejection | undefined; // of the ballot, where it is not good
}

const keys = ["ballot", "election", "reason", "reply_key", "signature"];

/** The file that refusalText writes. Malformed where it is anything else; too large for a ballot that no entry holds. */
export function parseRefusal(text: string): Result<RefusalEvidence> {
    const none = malformed("this is no file of a refusal");
    const file = parseJson(text);
    const [electionId, body, replyKey, signature] = ["election", "ballot", "reply_key", "signature"].map(
        (key) => hexMember(file, key),
    );
    const reason = member(file, "reason");
    if (!body || electionId?.length !== 32 || replyKey?.length !== 32 || signature?.length !== 64)
        return none;
    if (typeof reason !== "number" || !(reason in Reason)) return none;
    if (
        Object.keys(file as object)
            .sort()
            .join() !== keys.join()
    )
        return none;
    if (body.length > entryBytesMax) return refuse(Reason.tooLarge, none.detail);
    return ok({ electionId, body, replyKey, reason, signature });
}

/** Judges by a log that was read after the refusal. Bad signature where the key that the manifest names did not refuse just
    this ballot for just this reason, so that nothing is shown; not fitting for another election; too early where the log
    holds no open. */
export function judgeRefusal(state: State, evidence: RefusalEvidence): Result<JudgedRefusal> {
    const { body, reason } = evidence;
    if (!equal(evidence.electionId, state.electionId))
        return refuse(Reason.notFitting, "refusal: of another election");
    if (!state.opening) return refuse(Reason.tooEarly, "refusal: the log holds no open");
    const signed = checkSignature(state, evidence);
    if (!signed.ok) return signed;
    const judged = (standing: RefusalStanding, fault?: Rejection) => ok({ standing, reason, fault });
    const [found] = verifyBallots(state.opening, [body]);
    if (!found?.ok) return judged("right", found);
    if (state.leafHashes.has(toHex(leafHash(carriedEntry(Kind.ballot, body, []))))) return judged("recorded");
    return judged(standingOf(state, evidence));
}

function checkSignature(state: State, { body, replyKey, reason, signature }: RefusalEvidence): Status {
    const vkey = parseVkey(state.manifest.logVkey, NoteKeyType.log);
    if (!vkey.ok) return vkey;
    const envelope = wiping(() => sealEnvelope(state.manifest.boxKey, SecretBytes.copyOf(replyKey), body));
    if (!envelope.ok) return envelope;
    const refusal = {
        kind: "refusal",
        rejection: { reason, detail: "" },
        retryAfterMs: 0,
        signature,
    } as const;
    if (refusalHolds(vkey.value.key, state.electionId, envelope.value, refusal)) return accepted;
    return refuse(Reason.badSignature, "refusal: not signed for this ballot");
}

/** Of a good ballot that the log does not hold. */
function standingOf(state: State, { body, reason }: RefusalEvidence): RefusalStanding {
    switch (reason) {
        case Reason.wrongPhase:
            return state.closeIndex > 0 || state.phase === "annulled" ? "cannot be told" : "wrong";
        case Reason.wrongRevision:
            return revisionRefused(state, tagOfBody(body) ?? new Uint8Array(), readLe32(body, revisionAt));
        case Reason.tooEarly:
        case Reason.overCapacity:
        case Reason.puzzleNeeded:
            return "cannot be told";
        default:
            return "wrong";
    }
}
function revisionRefused(state: State, tag: Uint8Array, revision: number): RefusalStanding {
    if (revision > state.manifest.revotes) return "right";
    const last = state.ballots.get(toHex(tag));
    const logged = last ? last.revision + 1 : 0;
    if (revision > logged) return "right";
    return logged === 0 ? "wrong" : "cannot be told";
}
