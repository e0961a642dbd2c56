// What people type from paper or by ear. One reader takes it all, and says by place what is wrong with it. It never mends
// anything: the person looks again. docs/protocol.md, section 2. Pages read with it too, so it stands on nothing else.
import { checkTyped, codeAlphabet } from "./check_characters";

/** What is typed: how many characters, and whether the last two are the check characters of the others. */
export interface TypedForm {
    readonly characters: number;
    readonly checked: boolean;
}
export const typedForms = {
    code: { characters: 22, checked: true },
    tracker: { characters: 28, checked: true },
    readOut: { characters: 26, checked: false }, // an anchor
    keyCard: { characters: 8, checked: false }, // a member's comparison characters
    fingerprint: { characters: 16, checked: false },
    codeInLink: { characters: 20, checked: false },
} satisfies Record<string, TypedForm>;

export type Mistyped =
    /** No character of the alphabet, or one with an accent. Places count from 0. */
    | { readonly kind: "foreign"; readonly place: number }
    | { readonly kind: "count"; readonly typed: number; readonly form: TypedForm }
    /** The check characters point to it. */
    | { readonly kind: "oneWrong"; readonly place: number }
    /** Or two have changed places. */
    | { readonly kind: "severalWrong" };

export type Typed =
    | { readonly characters: string; readonly wrong?: undefined }
    | { readonly characters?: undefined; readonly wrong: Mistyped };

const dropped = /[\s\x85\p{Z}\p{Cf}\p{Pd}\u2043\u2212]/u; // spaces, hyphens and dashes, and what nobody sees
const accent = /\p{M}/u; // that stands for itself, behind its letter
const fullWidth = /[\uff01-\uff5e]/;
const fullWidthBy = 0xfee0;

/** The character of the alphabet that is meant, or nothing. */
function meant(typed: string): string | undefined {
    const narrow = fullWidth.test(typed) ? String.fromCharCode(typed.charCodeAt(0) - fullWidthBy) : typed;
    const upper = /[a-z]/.test(narrow) ? narrow.toUpperCase() : narrow;
    if (upper === "O") return "0";
    if (upper === "I" || upper === "L") return "1";
    return codeAlphabet.includes(upper) ? upper : undefined;
}

/** Takes lower case and full-width characters for the plain upper ones, O for 0, and I and L for 1. */
export function readTyped(typed: string, form: TypedForm): Typed {
    const characters: string[] = [];
    let foreign: number | undefined;
    for (const one of typed) {
        if (dropped.test(one)) continue;
        if (accent.test(one)) {
            foreign ??= Math.max(0, characters.length - 1);
            continue;
        }
        const character = meant(one);
        if (character === undefined) foreign ??= characters.length;
        characters.push(character ?? "?");
    }
    // Behind the last group there is no place to look at on the paper.
    if (foreign !== undefined && foreign < form.characters)
        return { wrong: { kind: "foreign", place: foreign } };
    if (characters.length !== form.characters)
        return { wrong: { kind: "count", typed: characters.length, form } };
    const whole = characters.join("");
    const checked = form.checked ? checkTyped(whole) : "holds";
    if (checked === "holds") return { characters: whole };
    return { wrong: checked === undefined ? { kind: "severalWrong" } : { kind: "oneWrong", place: checked } };
}

/** What a QR code says of a tracker or an anchor: all 32 bytes in hex. */
export function isWholeHex(text: string): boolean {
    return /^[0-9a-f]{64}$/i.test(text);
}
