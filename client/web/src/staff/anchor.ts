// The anchor names the election and its board. The head of the board shows it; every other member compares it with what its own
// page sees, before it acknowledges: that makes it one board. docs/protocol.md, sections 4 and 5.
import { type Bytes, concat, equal, fromHex } from "../crypto/bytes";
import { spoken } from "../crypto/crockford";
import { malformed, ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { readTyped, typedForms } from "../crypto/typed";
import { type Vault } from "./vault";

const anchorBytes = 32;

/** How what a member was given compares with its own anchor. "unreadable" is neither a QR code's 64 digits nor 26 characters. */
export type Comparison = "same" | "other" | "unreadable";

/** `given` is what the head's QR code says, of which all 32 bytes are compared, or the 26 characters as they were typed. */
export function compareAnchor(anchor: Bytes, given: string): Comparison {
    const scanned = fromHex(given.trim());
    if (scanned.ok && scanned.value.length === anchorBytes)
        return equal(scanned.value, anchor) ? "same" : "other";
    const typed = readTyped(given, typedForms.readOut);
    if (typed.wrong) return "unreadable";
    return typed.characters === spoken(anchor) ? "same" : "other";
}

/** Which anchor this member compared, or shows to the others as the head. */
export interface Compared {
    readonly anchor: Bytes;
    readonly asHead: boolean;
}
const file = "compared-anchor"; // sealed, so that nobody else can say that a comparison was made

/** On stable storage when it returns. It takes the place of what was compared of an earlier board. */
export async function keepCompared(vault: Vault, { anchor, asHead }: Compared): Promise<void> {
    const content = SecretBytes.take(concat([anchor, Uint8Array.of(asHead ? 1 : 0)]));
    await vault.put(file, content);
    content.wipe();
}
/** Nothing where no anchor was compared yet. */
export async function keptCompared(vault: Vault): Promise<Result<Compared | undefined>> {
    const kept = await vault.get(file);
    if (!kept.ok) return kept;
    if (!kept.value) return ok(undefined);
    const content = kept.value.bytes.slice();
    kept.value.wipe();
    if (content.length !== anchorBytes + 1) return malformed("compared anchor: another length");
    return ok({ anchor: content.subarray(0, anchorBytes), asHead: content[anchorBytes] === 1 });
}
