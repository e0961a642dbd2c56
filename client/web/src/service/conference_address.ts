// Where a conference is, and what a slip's QR code says. docs/protocol.md, section 5.
import { type Bytes, fromBase64url, toBase64url } from "../crypto/bytes";
import { malformed, ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { readCode } from "../election/enrolment";

/** A conference on a tally server. */
export interface ConferenceAddress {
    readonly server: string; // "https://HOST[:PORT]"
    readonly id: string; // 16 hex digits
}

const conferencePathPattern = /^\/c\/([0-9a-f]{16})(?:\/|$)/;

/** From a URL at or under https://HOST/c/ID; what follows the ID or a "#" does not matter. */
export function conferenceAddress(url: string): Result<ConferenceAddress> {
    const parsed = readUrl(url);
    const id = parsed && conferencePathPattern.exec(parsed.pathname)?.[1];
    if (parsed?.protocol !== "https:" || parsed.username !== "" || !id)
        return malformed("a conference's address is https://HOST/c/ID");
    return ok({ server: parsed.origin, id });
}
function readUrl(text: string): URL | undefined {
    try {
        return new URL(text);
    } catch {
        return undefined;
    }
}
/** "/c/ID" */
export function conferencePath({ id }: ConferenceAddress): string {
    return `/c/${id}`;
}
/** "https://HOST/c/ID", and with `path` what lies under it. */
export function urlOf(address: ConferenceAddress, path = ""): string {
    return `${address.server}${conferencePath(address)}${path}`;
}

/** What a slip's QR code says. */
export interface SlipLink {
    readonly conference: ConferenceAddress;
    readonly anchor: Bytes; // 32 bytes of an honest one; empty on a slip that names no board
    readonly number: number;
    readonly code: SecretBytes;
    readonly rollKey: SecretBytes;
}

const linkCharactersMax = 2_500;
/** What stands behind the "#": anchor, number, code, roll key. */
export const slipFragment = /^([^.]*)\.([^.]+)\.([^.]+)\.([^.]+)$/;
/** Of the file that the roll key opens. */
export const namedRollBytesMax = 64 << 20;

/** https://HOST/c/ID#anchor.number.code.rollkey; for paper and device alone. */
export function slipLink({ conference, anchor, number, code, rollKey }: SlipLink): string {
    const letters = String.fromCharCode(...code.bytes);
    return `${urlOf(conference)}#${toBase64url(anchor)}.${number}.${letters}.${toBase64url(rollKey.bytes)}`;
}
/** Malformed for anything else. What to do about the anchor, of whatever length,
    is the device's to say once it has replayed the log. */
export function parseSlipLink(text: string): Result<SlipLink> {
    const [url, fragment, ...more] = text.split("#");
    if (!url || fragment === undefined || more.length > 0 || text.length > linkCharactersMax)
        return malformed("slip: not https://HOST/c/ID#…");
    const conference = conferenceAddress(url);
    if (!conference.ok) return conference;
    const parts = slipFragment.exec(fragment);
    if (!parts) return malformed("slip: four parts after the #");
    const [, named = "", digits = "", letters = "", key = ""] = parts;
    const anchor = fromBase64url(named);
    if (!anchor.ok) return malformed("slip: anchor");
    const number = Number(digits);
    if (!/^[1-9][0-9]{0,9}$/.test(digits) || number > 0xffff_ffff) return malformed("slip: number");
    const code = readCode(letters);
    if (!code.ok) return code;
    const rollKey = fromBase64url(key);
    if (!rollKey.ok || rollKey.value.length !== 32) return malformed("slip: roll key");
    return ok({
        conference: conference.value,
        anchor: anchor.value,
        number,
        code: code.value,
        rollKey: SecretBytes.take(rollKey.value),
    });
}
