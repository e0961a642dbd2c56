// What the name, the unit and the hall of a person on the roll, or the position of an official, may be, and what makes one
// doubtful. The native client judges the roll's the same: client/cli/shared/roll_text.h, and tests/data/tables.json holds both to it.
import { utf8 } from "../crypto/bytes";
import { nameBytesMax, stringBytesMax } from "../election/limits";
import { hasControl } from "./clean_text";

export type ImportField = "name" | "unit" | "hall" | "position";
export type TextMistake = "control" | "empty" | "long" | "replaced" | "format" | "noLetter";

/** UTF-8 that was read as an encoding of single bytes ("Nguyá»…n"); TCVN3 that was read as Latin letters ("NguyÔn V¨n"); a
    question mark where a letter was ("Nguy?n"). */
export type TextDoubt = "mojibake" | "tcvn3" | "question";

const bytesMax = { name: nameBytesMax, unit: 400, hall: 400, position: stringBytesMax };

/** Why a text in its one form cannot be imported. A name has a letter; no field has U+FFFD or format characters, but for
    joiners inside a word. */
export function wrongInImport(text: string, field: ImportField): TextMistake | undefined {
    if (hasControl(text)) return "control";
    if (field === "name" && text === "") return "empty";
    if (utf8(text).length > bytesMax[field]) return "long";
    if (text.includes("\ufffd")) return "replaced";
    if (/\p{Cf}/u.test(text.replace(/([\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])/gu, "$1"))) return "format";
    if (field === "name" && !/\p{L}/u.test(text)) return "noLetter";
    return undefined;
}

// A sign that Windows-1252 shows for a byte from 80 to BF, as every byte of UTF-8 after the first is.
const laterByte = "\\xa0-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

// What the letters of Vietnamese and the signs of typography are in UTF-8, each byte read as a letter: Ã or the like and one
// sign (C2 to C6 and CC), á from ¸ to » and one sign (E1 B8 to E1 BB), â€ and one sign (E2 80). A no-break space after two
// bytes says nothing: names in capitals end in Ã, too.
const mojibake = new RegExp(`[ÂÃĂÄÅÆÌ](?!\\xa0)[${laterByte}]|(?:á[\\xb8-\\xbb]|â€)[${laterByte}]`, "u");

// TCVN3 has letters where Latin-1 has signs (A1 to AE, B5 to B9, BB to BE), so that signs stand in a word; « and » also stand
// around one. Its other letters look like capitals inside a word.
const signInWord =
    /\p{L}[\xa1-\xae\xb5-\xb9\xbc-\xbe]|[\xa1-\xaa\xac-\xae\xb5-\xb9\xbb-\xbe](?=\p{L})|[a-z][\xc0-\xd6\xd8-\xde]/u;

const questioned = /\?(?=[\p{L}?])|\p{L}\?/u;

/** Whether a person has to look at the text. */
export function doubtOf(text: string): TextDoubt | undefined {
    if (mojibake.test(text)) return "mojibake";
    if (signInWord.test(text)) return "tcvn3";
    return questioned.test(text) ? "question" : undefined;
}
