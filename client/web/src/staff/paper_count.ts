// The paper count: entered by one, signed by t members apart, submitted by one. docs/protocol.md, section 3, kind 16.
import { compare, fromHex, toHex } from "../crypto/bytes";
import { malformed, ok, Reason, type Result } from "../crypto/result";
import { signatureHolds, type SigningKey } from "../crypto/signature";
import { type Counts, Kind, type PaperCount, type Signature } from "../election/bodies";
import { carriedEntry, encodeBody, signingMessage } from "../election/entry";
import { trusteeOf, type State } from "../election/state";
import { stopped } from "./problems";

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

function messageOf(state: State, count: PaperCount): Uint8Array {
    return signingMessage(state.electionId, Kind.paperCount, encodeBody(Kind.paperCount, count));
}

/** One member's signature as a line to be handed over: "key signature", both in hex, as the native client's. */
export function signPaperCount(state: State, count: PaperCount, trustee: SigningKey): string {
    return `${toHex(trustee.publicKey)} ${toHex(trustee.sign(messageOf(state, count)))}`;
}
export function parsePaperSignature(text: string): Result<Signature> {
    const [key, signature, ...more] = text.trim().split(/\s+/);
    const [keyBytes, signatureBytes] = [fromHex(key ?? ""), fromHex(signature ?? "")];
    if (!keyBytes.ok || !signatureBytes.ok || more.length > 0) return malformed("signature: form");
    if (keyBytes.value.length !== 32 || signatureBytes.value.length !== 64)
        return malformed("signature: length");
    return ok({ key: keyBytes.value, signature: signatureBytes.value });
}
/** Whose signature of this count it is. Bad signature where it is of another one. */
export function paperSigner(state: State, count: PaperCount, { key, signature }: Signature): Result<string> {
    const trustees = state.ceremony?.board.trustees ?? [];
    const place = trustees.findIndex(({ signKey }) => compare(signKey, key) === 0);
    const trustee = trusteeOf(state.ceremony, place + 1);
    if (!trustee) return stopped("notOnTheBoard", Reason.badSignature);
    if (!signatureHolds(key, messageOf(state, count), signature))
        return stopped("paperSignatureOfAnother", Reason.badSignature);
    return ok(trustee.name);
}

/** The entry under exactly t signatures, in the order of their keys. */
export function paperCountEntry(
    state: State,
    count: PaperCount,
    signatures: readonly Signature[],
): Result<Uint8Array> {
    const distinct = new Map(signatures.map((one) => [toHex(one.key), one]));
    if (distinct.size !== state.manifest.threshold) return stopped("paperSignaturesMissing");
    const ordered = [...distinct.values()].sort((a, b) => compare(a.key, b.key));
    for (const one of ordered) {
        const signer = paperSigner(state, count, one);
        if (!signer.ok) return signer;
    }
    return ok(carriedEntry(Kind.paperCount, encodeBody(Kind.paperCount, count), ordered));
}
