// The paper count: its figures are entered by one, looked at and signed by t members apart, and submitted by one. Figures and
// signatures go from member to member as bulletins. docs/protocol.md, section 3.5, kind 16.
import { type Bytes, compare, equal, toHex } from "../crypto/bytes";
import { ok, type Result, type Status } from "../crypto/result";
import { signatureHolds } from "../crypto/signature";
import { Kind, type PaperCount, type Signature } from "../election/bodies";
import { carriedEntry, encodeBody, signingMessage } from "../election/entry";
import { decodeEntry } from "../election/entry_decode";
import { type State } from "../election/state";
import { type Desk } from "./desk";
import { stopped } from "./problems";
import { type TrusteeKeys } from "./trustee_keys";

/** Figures that members of the board have signed, each the last that it signed. */
export interface SignedFigures {
    readonly count: PaperCount;
    readonly body: Bytes;
    readonly signatures: readonly { readonly member: number; readonly signature: Signature }[];
}

function messageOf(state: State, body: Bytes): Bytes {
    return signingMessage(state.electionId, Kind.paperCount, body);
}

/** Different ones in the order in which they came: where there are two, two members read the sheet differently. */
export function signedFigures(desk: Desk): SignedFigures[] {
    const out = new Map<string, SignedFigures>();
    for (const { key, value } of desk.bulletins.all("paperFigures")) {
        const member = memberWith(desk.state, key);
        const signature = { key, signature: value.signature };
        if (member === undefined || signature.signature.length !== 64) continue;
        const read = decodeEntry(carriedEntry(Kind.paperCount, value.count, [signature]));
        if (!read.ok || read.value.kind !== Kind.paperCount) continue;
        if (!signatureHolds(key, messageOf(desk.state, value.count), signature.signature)) continue;
        const name = toHex(value.count);
        const { signatures } = out.get(name) ?? { signatures: [] };
        out.set(name, {
            count: read.value.body,
            body: value.count,
            signatures: [...signatures, { member, signature }],
        });
    }
    return [...out.values()];
}
function memberWith(state: State, key: Bytes): number | undefined {
    const trustees = state.ceremony?.board.trustees ?? [];
    const place = trustees.findIndex(({ signKey }) => equal(signKey, key));
    return place < 0 ? undefined : place + 1;
}

/** This member signs the figures, in the place of any that it signed before, and the others see it. */
export function signFigures(desk: Desk, { sign }: TrusteeKeys, count: PaperCount): Promise<Status> {
    const body = encodeBody(Kind.paperCount, count);
    const signature = sign.sign(messageOf(desk.state, body));
    return desk.post(sign, { case: "paperFigures", value: { count: body, signature } });
}

/** The entry of those figures under t of their signatures, in the order of the keys; not fitting while there are fewer. */
export function paperCountEntry(desk: Desk, count: PaperCount): Result<Uint8Array> {
    const { threshold } = desk.state.manifest;
    const body = encodeBody(Kind.paperCount, count);
    const signed = signedFigures(desk).find((one) => equal(one.body, body))?.signatures ?? [];
    if (signed.length < threshold) return stopped("paperSignaturesMissing");
    const signatures = signed.slice(0, threshold).map(({ signature }) => signature);
    signatures.sort((a, b) => compare(a.key, b.key));
    return ok(carriedEntry(Kind.paperCount, body, signatures));
}
