// Crockford's base32, as people read, hear and type it. docs/protocol.md, section 2.
import { type Bytes, utf8 } from "./bytes";
import { check, malformed, ok, type Result } from "./result";

const alphabet = utf8("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

/** The first characters that spell the bytes, most significant bit first. Zero bits follow where the bytes end. */
export function crockford(bytes: Bytes, characters: number): string {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const fives = bits.padEnd(5 * characters, "0").match(/.{5}/g) ?? [];
    check(fives.length >= characters, "more characters than there are bits");
    return fives
        .slice(0, characters)
        .map((five) => String.fromCharCode(alphabet[parseInt(five, 2)] ?? 0))
        .join("");
}

/** Turns each byte in place into a character of the alphabet. 256 is a multiple of 32, so that each character is as likely. */
export function toCharacters(bytes: Bytes): void {
    bytes.forEach((byte, i) => {
        bytes[i] = alphabet[byte % alphabet.length] ?? 0;
    });
}

/** The character of the alphabet that a typed one stands for, or undefined. */
function meant(character: number): number | undefined {
    const lower = character >= 0x61 && character <= 0x7a;
    const upper = lower ? character - 0x20 : character;
    if (upper === 0x4f) return 0x30; // O as 0
    if (upper === 0x49 || upper === 0x4c) return 0x31; // I and L as 1
    return alphabet.includes(upper) ? upper : undefined;
}

/** As people type them: spaces and hyphens dropped, lower case read as upper, O as 0, I and L as 1. Malformed for anything
    that is not that many characters then. */
export function readCharacters(typed: Bytes, characters: number, what: string): Result<Bytes> {
    const read = new Uint8Array(characters);
    let length = 0;
    for (const character of typed) {
        if (character === 0x20 || character === 0x2d) continue;
        const letter = meant(character);
        if (letter === undefined || length === characters) return malformed(what);
        read[length++] = letter;
    }
    return length === characters ? ok(read) : malformed(what);
}
/** In groups of four: digits with spaces, characters with "-". */
export function inGroupsOfFour(text: string, separator = " "): string {
    return (text.match(/.{1,4}/g) ?? []).join(separator);
}

const spokenCharacters = 26;
const spokenBytes = 16;
/** The 26 characters that people see of a tracker, and hear of an anchor: its first 16 bytes. */
export function spoken(bytes: Bytes): string {
    return crockford(bytes.subarray(0, spokenBytes), spokenCharacters);
}
/** Reads those characters as people type them. Malformed unless 26 are left. */
export function readSpoken(typed: string): Result<string> {
    const read = readCharacters(utf8(typed), spokenCharacters, "26 characters");
    return read.ok ? ok(String.fromCharCode(...read.value)) : read;
}
