// The envelope a ballot travels in, and the sealed reply. docs/protocol.md, section 7. Both are padded to 1,024 bytes, so
// that their length tells nothing but the size class of the ballot.
//   envelope = crypto_box_seal(box key, le32(length of body) ‖ reply key ‖ ballot body ‖ zeros)
//              with the ephemeral secret Hb("envelope/key"; reply key, box key, ballot body)
//   reply    = crypto_secretbox(reply key, le32(length) ‖ CastReply ‖ zeros)
// So an envelope follows from box key, reply key and body, and whoever was refused can show what the server was sent.
import { type Bytes, concat, isZero, le32, readLe32, utf8 } from "../crypto/bytes";
import {
    accepted,
    check,
    malformed,
    ok,
    Reason,
    refuse,
    reasonOf,
    type Rejection,
    type Result,
    type Status,
} from "../crypto/result";
import { SecretBytes, wiping } from "../crypto/secret";
import { secretHb } from "../crypto/secret_hash";
import { openSecretbox, sealBoxWith, secretboxOverheadBytes, signatureHolds } from "../crypto/signature";
import { frame, Transcript } from "../crypto/transcript";
import { CastReplySchema, type Refusal } from "../gen/service_pb";
import { entryBytesMax } from "./limits";
import { parseMessage } from "./messages";

const paddedTo = 1024;
const lengthBytes = 4;
const replyKeyBytes = 32;
const headBytes = lengthBytes + replyKeyBytes;
const castReplyBytesMax = 64 << 10;

function padded(size: number): number {
    return Math.ceil(size / paddedTo) * paddedTo;
}
/** Whether the content (what stands before it included) ends `used` bytes in, and exactly its padding follows. */
function checkPadding(plaintext: Bytes, used: number): Status {
    if (plaintext.length !== padded(used)) return malformed("envelope: length");
    return isZero(plaintext.subarray(used)) ? accepted : malformed("envelope: padding");
}

/** Seals a ballot's body for the server. The reply key is drawn for this envelope and kept for its reply; a retry sends
    the stored envelope. The same three give the same bytes. Malformed for a box key that cannot be used. */
export function sealEnvelope(boxKey: Bytes, replyKey: SecretBytes, ballotBody: Bytes): Result<Bytes> {
    check(ballotBody.length <= entryBytesMax, "a ballot's body that no entry holds");
    const used = headBytes + ballotBody.length;
    return wiping(() => {
        const zeros = new Uint8Array(padded(used) - used);
        const plaintext = SecretBytes.concat([le32(ballotBody.length), replyKey.bytes, ballotBody, zeros]);
        const ephemeral = secretHb("envelope/key", replyKey.bytes, boxKey, ballotBody);
        return sealBoxWith(ephemeral, boxKey, plaintext.bytes);
    });
}

/** A refused cast as it is signed with the log's key. */
export interface CastRefusal {
    readonly kind: "refusal";
    readonly rejection: Rejection;
    readonly retryAfterMs: number; // 0: no use in trying again
    readonly signature: Bytes;
}
/** What casting gave: the tracker and a tlog-proof, not yet verified. */
export interface Receipt {
    readonly kind: "receipt";
    readonly tracker: Bytes;
    readonly proof: string;
}
export type CastReply = CastRefusal | Receipt;

/** frame("vouch/1/refusal") ‖ election_id ‖ Hb("envelope"; envelope) ‖ le32(reason's number) */
function refusalMessage(electionId: Bytes, envelope: Bytes, reason: Reason): Bytes {
    const digest = Transcript.of("envelope").add(envelope).hb();
    return concat([frame(utf8("vouch/1/refusal")), electionId, digest, le32(reason)]);
}
/** Whether the log's key refused just this envelope for just this reason. */
export function refusalHolds(
    logKey: Bytes,
    electionId: Bytes,
    envelope: Bytes,
    { rejection, signature }: CastRefusal,
): boolean {
    return signatureHolds(logKey, refusalMessage(electionId, envelope, rejection.reason), signature);
}

const unsigned = new Uint8Array(64);

/** Malformed for a reason that nobody knows: its signature could not be held against it. */
export function readCastRefusal(refusal: Refusal): Result<CastRefusal> {
    const { reason, detail, retryAfterMs } = refusal;
    const signature = refusal.signature.length === 0 ? unsigned : refusal.signature;
    if (signature.length !== 64) return malformed("reply: signature");
    if (reasonOf(reason) !== (reason as Reason)) return malformed("reply: no such reason");
    return ok({ kind: "refusal", rejection: { reason, detail }, retryAfterMs, signature });
}

/** Malformed unless sealed under this key, padded as said, and one of the two. */
export function openReply(replyKey: SecretBytes, sealed: Bytes): Result<CastReply> {
    if (sealed.length > castReplyBytesMax + secretboxOverheadBytes) return refuse(Reason.tooLarge, "reply");
    return wiping((): Result<CastReply> => {
        const opened = openSecretbox(replyKey, sealed);
        if (!opened.ok) return opened;
        const plaintext = opened.value.bytes;
        if (plaintext.length < lengthBytes) return malformed("reply: length");
        const end = lengthBytes + readLe32(plaintext);
        const padding = checkPadding(plaintext, end);
        if (!padding.ok) return padding;
        const message = parseMessage(CastReplySchema, plaintext.slice(lengthBytes, end));
        if (!message.ok) return message;
        const { what } = message.value;
        if (what.case === "refusal") return readCastRefusal(what.value);
        if (what.case !== "receipt") return malformed("reply: neither receipt nor refusal");
        const { tracker, proof } = what.value;
        if (tracker.length !== 32) return malformed("reply: tracker");
        return ok({ kind: "receipt", tracker, proof });
    });
}
