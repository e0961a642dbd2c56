// An anchor as people pass it on: 64 digits of a QR code, or 26 characters that are read out.
import { readSpoken } from "../crypto/crockford";

/** How many characters count of what was typed. */
export function charactersTyped(given: string): number {
    return [...given.replace(/[ -]/g, "")].length;
}
/** Whether it can be compared at all. */
export function isAnchorText(given: string): boolean {
    return /^[0-9a-f]{64}$/i.test(given.trim()) || readSpoken(given).ok;
}
