// The small parts of the log's text formats: lines and decimal numbers. Texts come from UTF-8 that was decoded
// strictly, so that their characters stand for their bytes.
import { malformed, ok, type Result } from "./result";

/** Takes line after line off a text. */
export class Lines {
    #rest: string;
    constructor(text: string) {
        this.#rest = text;
    }
    /** The next line without its "\n"; nothing, and nothing taken, where no "\n" is left. */
    take(): string | undefined {
        const end = this.#rest.indexOf("\n");
        if (end < 0) return undefined;
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return line;
    }
    get rest(): string {
        return this.#rest;
    }
}

/** One spelling only: digits without sign or leading zeros, below 2^64. Otherwise malformed. */
export function parseDecimal(digits: string): Result<bigint> {
    if (!/^(0|[1-9][0-9]{0,19})$/.test(digits)) return malformed("decimal number");
    const value = BigInt(digits);
    return value < 1n << 64n ? ok(value) : malformed("decimal number");
}

/** No control characters below 0x20 other than "\n". */
export function isPlainText(text: string): boolean {
    // eslint-disable-next-line no-control-regex
    return !/[\x00-\x09\x0b-\x1f]/.test(text);
}

/** As above, not empty, and without "\n", any other white space of Unicode, or "+": the name of a note key. */
export function isKeyName(name: string): boolean {
    // eslint-disable-next-line no-control-regex
    return name !== "" && !/[\x00-\x1f+\p{Z}\x85]/u.test(name);
}

/** Without leading and trailing characters of Unicode's White_Space, which are others than those that trim() takes. */
export function trimmed(text: string): string {
    return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
}

/** Normalization form C, and then trimmed: how names are hashed. docs/protocol.md, section 3. */
export function inOneForm(text: string): string {
    return trimmed(text.normalize("NFC"));
}
