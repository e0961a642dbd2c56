// Where a conference is, and what a slip's QR code says. docs/protocol.md, section 5.
import { type Bytes, fromBase64url, toBase64url } from "../crypto/bytes";
import { malformed, ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { readCode } from "../election/enrolment";

/** A conference on a tally server. */
export interface Place {
    readonly server: string; // "https://HOST[:PORT]"
    readonly id: string; // 16 hex digits
}

const conferencePath = /^\/c\/([0-9a-f]{16})(?:\/|$)/;

/** From an address at or under https://HOST/c/ID; what follows the ID or a "#" does not matter. */
export function placeOf(url: string): Result<Place> {
    const parsed = readUrl(url);
    const id = parsed && conferencePath.exec(parsed.pathname)?.[1];
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
export function pathOf({ id }: Place): string {
    return `/c/${id}`;
}
/** "https://HOST/c/ID", and with `path` what lies under it. */
export function addressOf(place: Place, path = ""): string {
    return `${place.server}${pathOf(place)}${path}`;
}

/** What a slip's QR code says. */
export interface SlipLink {
    readonly place: Place;
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
export function slipLink({ place, anchor, number, code, rollKey }: SlipLink): string {
    const letters = String.fromCharCode(...code.bytes);
    return `${addressOf(place)}#${toBase64url(anchor)}.${number}.${letters}.${toBase64url(rollKey.bytes)}`;
}
/** Malformed for anything else. What to do about the anchor, of whatever length,
    is the device's to say once it has replayed the log. */
export function parseSlipLink(text: string): Result<SlipLink> {
    const [address, fragment, ...more] = text.split("#");
    if (!address || fragment === undefined || more.length > 0 || text.length > linkCharactersMax)
        return malformed("slip: not https://HOST/c/ID#…");
    const place = placeOf(address);
    if (!place.ok) return place;
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
        place: place.value,
        anchor: anchor.value,
        number,
        code: code.value,
        rollKey: SecretBytes.take(rollKey.value),
    });
}
