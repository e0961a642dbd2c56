// The paper count: entered by one, signed by t members apart, submitted by one. docs/protocol.md, section 3, kind 16.
import { compare, fromHex, toHex } from "../crypto/bytes";
import { malformed, ok, Reason, type Result } from "../crypto/result";
import { signatureHolds, type SigningKey } from "../crypto/signature";
import { Kind, type PaperCount, type Signature } from "../election/bodies";
import { carriedEntry, encodeBody, signingMessage } from "../election/entry";
import { trusteeOf, type State } from "../election/state";
import { stopped } from "./problems";

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
