// Crockford's base32, as people read and hear it. docs/protocol.md, section 2.
import { type Bytes } from "./bytes";
import { checkCharacters, codeAlphabet } from "./check_characters";
import { check } from "./result";

/** The first characters that spell the bytes, most significant bit first. Zero bits follow where the bytes end. */
export function crockford(bytes: Bytes, characters: number): string {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const fives = bits.padEnd(5 * characters, "0").match(/.{5}/g) ?? [];
    check(fives.length >= characters, "more characters than there are bits");
    return fives
        .slice(0, characters)
        .map((five) => codeAlphabet.charAt(parseInt(five, 2)))
        .join("");
}

/** Turns each byte in place into a character of the alphabet. 256 is a multiple of 32, so that each character is as likely. */
export function toCharacters(bytes: Bytes): void {
    bytes.forEach((byte, i) => {
        bytes[i] = codeAlphabet.charCodeAt(byte % codeAlphabet.length);
    });
}

/** In groups of four: digits with spaces, characters with "-". */
export function inGroupsOfFour(text: string, separator = " "): string {
    return (text.match(/.{1,4}/g) ?? []).join(separator);
}

const spokenCharacters = 26;
const spokenBytes = 16;
/** What people hear of an anchor: the 26 characters of its first 16 bytes. */
export function spoken(bytes: Bytes): string {
    return crockford(bytes.subarray(0, spokenBytes), spokenCharacters);
}
/** What people see of a tracker: the same, and behind them their two check characters. */
export function trackerCharacters(tracker: Bytes): string {
    const characters = spoken(tracker);
    return characters + checkCharacters(characters);
}
