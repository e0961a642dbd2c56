// A trustee's share of the result: one decryption of one set of sums per election, ever. docs/protocol.md, section 8.
import { fromBase64, toBase64, toHex } from "../crypto/bytes";
import { accepted, malformed, ok, Reason, type Result, type Status } from "../crypto/result";
import { Transcript } from "../crypto/transcript";
import { Kind } from "../election/bodies";
import { member, parseJson } from "../election/challenge";
import { makeShare } from "../election/count";
import { makeEntry } from "../election/entry";
import { type State } from "../election/state";
import { secretShare } from "./ceremony";
import { confirmedNoOtherClose } from "./confirm";
import { type Folder } from "./folder";
import { stopped } from "./problems";
import { numberOnBoard, type TrusteeKeys } from "./trustee_keys";

/** How many of the board's members have signed the close: each has opened the key file since then. */
function keysOpenAtTheClose(state: State): number {
    const trustees = state.ceremony?.board.trustees ?? [];
    return trustees.filter(({ signKey }) => state.closeConfirmers.has(toHex(signKey))).length;
}

/** Whether a share may be sent now. It can be annulled only before the first share, so none is sent while fewer than t
    members have shown, by signing the close, that their key files open. */
export function mayDecrypt(state: State): Status {
    if (state.phase !== "counting") return stopped("nothingToCount");
    if (!state.closeConfirmed) return stopped("nothingToCount", Reason.tooEarly);
    if (state.papersIssued > 0 && !state.paperCount) return stopped("paperCountMissing");
    if (keysOpenAtTheClose(state) < state.manifest.threshold) return stopped("tooFewKeysOpen");
    return accepted;
}

/** The entry of this trustee's shares; the same bytes again, should it be asked twice. Kept before it returns. */
export async function decrypt(state: State, keys: TrusteeKeys, folder: Folder): Promise<Result<Uint8Array>> {
    const may = mayDecrypt(state);
    if (!may.ok) return may;
    const noOther = await confirmedNoOtherClose(state, folder);
    if (!noOther.ok) return noOther;
    const name = `decrypted-${toHex(state.electionId)}`;
    const sums = sumsDigest(state);
    let before = await folder.recorded(name);
    if (before === undefined) {
        const entry = makeShares(state, keys);
        if (!entry.ok) return entry;
        before = await folder.once(name, JSON.stringify({ sums, entry: toBase64(entry.value) }));
    }
    return readDecrypted(before, sums);
}

/** What is decrypted, in one hash: the close and every α. */
function sumsDigest(state: State): string {
    const alphas = state.sums.map(({ alpha }) => alpha);
    return toHex(
        Transcript.of("decrypted sums")
            .add(state.electionId, state.closeDigest, ...alphas)
            .hb(),
    );
}

function readDecrypted(record: string, sums: string): Result<Uint8Array> {
    const json = parseJson(record);
    const [before, entry] = [member(json, "sums"), member(json, "entry")];
    if (typeof before !== "string" || typeof entry !== "string") return malformed("the record was changed");
    return before === sums ? fromBase64(entry) : stopped("anotherDecrypted");
}

function makeShares(state: State, keys: TrusteeKeys): Result<Uint8Array> {
    const number = numberOnBoard(state, keys.card);
    if (!number.ok) return number;
    const s = secretShare(state, keys);
    if (!s.ok) return s;
    const { electionId, closeDigest } = state;
    const trustee = number.value;
    const V = state.publicShare(trustee);
    const shares = state.sums.map(({ alpha }, official) =>
        makeShare({ electionId, closeDigest, official, trustee, V, alpha }, s.value),
    );
    s.value.wipe();
    return ok(makeEntry(electionId, Kind.decryptionShares, { trustee, shares }, [keys.sign]));
}
