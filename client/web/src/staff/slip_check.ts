// A member of the board looks whether slips name this conference and this board. A slip shows its code: nothing of what was
// read is kept, and nothing is sent. docs/protocol.md, section 5.

import { type Bytes, equal } from "../crypto/bytes";
import { type ConferenceAddress, parseSlipLink } from "../service/conference_address";

/** "other" leads to another server, or is of another conference or another board: stop. "nameless" was printed before there was a board. */
export type SlipCheckAnswer = "good" | "other" | "nameless" | "noSlip";

/** `text` is what a slip's QR code says; `here` and all 32 bytes of `anchor` are compared. */
export function checkSlip(text: string, here: ConferenceAddress, anchor: Bytes): SlipCheckAnswer {
    const slip = parseSlipLink(text.trim());
    if (!slip.ok) return "noSlip";
    slip.value.code.wipe();
    slip.value.rollKey.wipe();
    const { conference } = slip.value;
    if (hostOf(conference) !== hostOf(here) || conference.id !== here.id) return "other";
    if (slip.value.anchor.length === 0) return "nameless";
    return equal(slip.value.anchor, anchor) ? "good" : "other";
}

/** With the port, where it is not the ordinary one. */
function hostOf({ server }: ConferenceAddress): string {
    return new URL(server).host;
}
