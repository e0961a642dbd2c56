// Texts that people type or import.

/** Holds a control character or a line break, so that it could not stand on one line. */
export function hasControl(text: string): boolean {
    return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}
