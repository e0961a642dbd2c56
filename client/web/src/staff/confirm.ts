// Confirming an open or a close: what a trustee looks at, and its signature, once. docs/protocol.md, section 5.
import { equal, toHex } from "../crypto/bytes";
import { accepted, ok, type Result, type Status } from "../crypto/result";
import { confirmerNames, isConfirmer } from "../election/apply";
import { type Fraction, Kind, QuorumMeasured } from "../election/bodies";
import { makeEntry } from "../election/entry";
import { type Coin, makeCoin, openingNumber } from "../election/fingerprint";
import { quorumMet, quorumOf } from "../election/outcome";
import { type State } from "../election/state";
import { secretShare } from "./ceremony";
import { type SigningKey } from "../crypto/signature";
import { type Folder } from "./folder";
import { stopped } from "./problems";
import { numberOnBoard, type TrusteeKeys } from "./trustee_keys";

/** What a confirmer looks at before it signs, drawn from a state that it replayed itself. */
export interface ConfirmationSheet {
    readonly ofClose: boolean; // else of the open
    readonly digest: Uint8Array; // leaf hash of the open or the close
    readonly openingNumber: string; // of the open, in sixteen characters
    readonly summoned: number;
    readonly present: number;
    readonly quorum: Fraction;
    readonly quorumLeast: number; // the fewest people that are one
    readonly quorumMet: boolean;
    readonly overrideReason: string; // why it was opened without one; empty where there was one
    readonly papers: number; // issued
    readonly ballots: number; // counted by tag, so far
    readonly confirmedBy: readonly string[];
    readonly needed: number;
    readonly trusteesNeeded: number; // t: how many of them have to be of the board
    readonly byMe: boolean; // this confirmer's signature is in the log
}

/** Not fitting before the open, where nothing is left to be confirmed, and for a key that is no confirmer's. */
export function toConfirm(state: State, confirmer: Uint8Array): Result<ConfirmationSheet> {
    const ofClose = state.phase === "counting";
    if (!ofClose && state.phase !== "voting") return stopped("nothingToConfirm");
    if (!isConfirmer(state, confirmer)) return stopped("notAConfirmer");
    const { rules } = state.manifest;
    const atClose = (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atClose;
    const present = !ofClose ? state.presentAtOpen : atClose ? state.collected : state.present;
    const confirmers = ofClose ? state.closeConfirmers : state.openConfirmers;
    return ok({
        ofClose,
        digest: ofClose ? state.closeDigest : state.openDigest,
        openingNumber: openingNumber(state.openDigest),
        summoned: state.summoned,
        present,
        quorum: rules.quorum,
        quorumLeast: quorumOf(rules, state.summoned),
        quorumMet: quorumMet(rules, present, state.summoned),
        overrideReason: state.overrideReason,
        papers: state.papersIssued,
        ballots: state.ballots.size,
        confirmedBy: confirmerNames(state, confirmers),
        needed: state.confirmationsNeeded,
        trusteesNeeded: state.manifest.threshold,
        byMe: confirmers.has(toHex(confirmer)),
    });
}

/** Who confirms: a trustee, whose confirmation of the open carries a coin, or a witness. */
export interface Confirmer {
    readonly sign: SigningKey;
    /** A trustee's; nothing for a witness. */
    readonly trustee: TrusteeKeys | undefined;
}

/** The confirmation's entry, of the open or close whose digest its sheet showed: not fitting where the log has gone on to
    another one meanwhile. What is confirmed is on stable storage before coin or signature are made; not fitting where another open, or
    another close, of this election was confirmed on this device before. */
export async function confirm(
    state: State,
    { sign, trustee }: Confirmer,
    folder: Folder,
    digestSeen: Uint8Array,
): Promise<Result<Uint8Array>> {
    const sheet = toConfirm(state, sign.publicKey);
    if (!sheet.ok) return sheet;
    const { digest, ofClose } = sheet.value;
    if (!equal(digest, digestSeen)) return stopped("logMovedOn");
    const recorded = await record(state, folder, ofClose);
    if (!recorded.ok) return recorded;
    const coin = ofClose || !trustee ? ok(undefined) : coinOf(state, trustee);
    if (!coin.ok) return coin;
    return ok(makeEntry(state.electionId, Kind.confirmation, { digest, coin: coin.value }, [sign]));
}

/** This trustee's coin for the open that it replayed. Which one that is stands in its records by now. */
function coinOf(state: State, keys: TrusteeKeys): Result<Coin> {
    const number = numberOnBoard(state, keys.card);
    if (!number.ok) return number;
    const s = secretShare(state, keys);
    if (!s.ok) return s;
    const { electionId, openDigest } = state;
    const trustee = number.value;
    const V = state.publicShare(trustee);
    const coin = makeCoin({ electionId, openDigest, trustee, V }, s.value);
    s.value.wipe();
    return ok(coin);
}

function recordName(state: State, ofClose: boolean): string {
    return `confirmed-${ofClose ? "close" : "open"}-${toHex(state.electionId)}`;
}

/** Never a second open or close of one election, nor the close of another open: the first one is never replaced. */
async function record(state: State, folder: Folder, ofClose: boolean): Promise<Status> {
    const open = toHex(state.openDigest);
    const opened = ofClose
        ? ((await folder.recorded(recordName(state, false))) ?? open)
        : await folder.once(recordName(state, false), open);
    if (opened !== open) return stopped("anotherOpenConfirmed");
    if (!ofClose) return accepted;
    const close = toHex(state.closeDigest);
    const closed = await folder.once(recordName(state, true), close);
    return closed === close ? accepted : stopped("anotherCloseConfirmed");
}

/** Not fitting where this device confirmed another close of the election than the log has. */
export async function confirmedNoOtherClose(state: State, folder: Folder): Promise<Status> {
    const close = toHex(state.closeDigest);
    const recorded = (await folder.recorded(recordName(state, true))) ?? close;
    return recorded === close ? accepted : stopped("anotherCloseConfirmed");
}
