// A refusal that can be shown: what anybody needs, beside the log, to judge whether the server refused rightly. docs/protocol.md,
// section 7.
import { type Bytes, toHex } from "../crypto/bytes";
import { type Reason } from "../crypto/result";

/** The reply key is no secret any more: it has opened the one reply that there is, and the envelope follows from it. */
export interface RefusalEvidence {
    readonly electionId: Bytes;
    readonly body: Bytes; // of the ballot
    readonly replyKey: Bytes;
    readonly reason: Reason;
    readonly signature: Bytes; // the log's, over the envelope and the reason
}

/** One file: JSON, bytes in hex, as the native client writes it. */
export function refusalText({ electionId, body, replyKey, reason, signature }: RefusalEvidence): string {
    const evidence = {
        election: toHex(electionId),
        ballot: toHex(body),
        reply_key: toHex(replyKey),
        reason,
        signature: toHex(signature),
    };
    return JSON.stringify(evidence, null, 2) + "\n";
}
