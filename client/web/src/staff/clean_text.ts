// Texts that people type or import: normalization form C, trimmed, no control characters.

const space = String.raw`[\p{Zs}\ufeff\t-\r]`;
const edges = new RegExp(`^${space}+|${space}+$`, "gu");

export function cleanText(text: string): string {
    return text.normalize("NFC").replace(edges, "");
}
/** Holds a control character or a line break, so that it could not stand on one line. */
export function hasControl(text: string): boolean {
    return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}
