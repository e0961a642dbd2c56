// The figures of the paper count as they are typed.
import type { Counts, PaperCount } from "../election/bodies";

export type PaperMistake =
    | { readonly kind: "number"; readonly at: string }
    | { readonly kind: "issued"; readonly issued: number }
    | { readonly kind: "collected" }
    | { readonly kind: "invalid" }
    | { readonly kind: "sum"; readonly official: number; readonly sum: number; readonly valid: number };

/** The fields as typed: issued, collected, invalid, and four a line. */
export interface PaperForm {
    readonly issued: string;
    readonly collected: string;
    readonly invalid: string;
    readonly lines: readonly Readonly<Record<keyof Counts, string>>[];
}
const marks = ["high", "medium", "low", "blank"] as const;

/** The count, or every mistake in it. */
export function readPaperForm(form: PaperForm, issuedInLog: number): PaperCount | readonly PaperMistake[] {
    const mistakes: PaperMistake[] = [];
    const number = (text: string, at: string) => {
        if (/^[0-9]{1,5}$/.test(text.trim())) return Number(text.trim());
        mistakes.push({ kind: "number", at });
        return 0;
    };
    const totals = {
        issued: number(form.issued, "issued"),
        collected: number(form.collected, "collected"),
        invalid: number(form.invalid, "invalid"),
    };
    const lines = form.lines.map((line, j) => {
        const [high, medium, low, blank] = marks.map((mark) => number(line[mark], `${mark}/${j}`)) as [
            number,
            number,
            number,
            number,
        ];
        return { high, medium, low, blank };
    });
    if (mistakes.length > 0) return mistakes;
    if (totals.issued !== issuedInLog) mistakes.push({ kind: "issued", issued: issuedInLog });
    if (totals.collected > totals.issued) mistakes.push({ kind: "collected" });
    if (totals.invalid > totals.collected) mistakes.push({ kind: "invalid" });
    const valid = totals.collected - totals.invalid;
    lines.forEach(({ high, medium, low, blank }, official) => {
        const sum = high + medium + low + blank;
        if (sum !== valid) mistakes.push({ kind: "sum", official, sum, valid });
    });
    return mistakes.length > 0 ? mistakes : { ...totals, lines };
}
