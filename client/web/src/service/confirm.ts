// Confirming an open or a close: what a trustee or a witness looks at, and its signature, once. docs/protocol.md, section 5,
// "Confirmation".
import { type Bytes, equal, fromUtf8, toHex, utf8 } from "../crypto/bytes";
import { accepted, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import type { SigningKey } from "../crypto/signature";
import { isConfirmer } from "../election/apply";
import { Kind, QuorumMeasured } from "../election/bodies";
import { fingerprint, inGroupsOfFour } from "../election/enrolment";
import { makeEntry } from "../election/entry";
import { quorumMet } from "../election/outcome";
import type { State } from "../election/state";

/** Stable storage: what was put there is there after a restart, before the promise resolves. */
export interface Records {
    get(name: string): Promise<Bytes | undefined>;
    /** False, and nothing changed, where there is one of that name. */
    putNew(name: string, content: Bytes): Promise<boolean>;
}

/** What a confirmer looks at before it signs, from a state that it replayed itself. */
export interface ConfirmationSheet {
    readonly ofClose: boolean; // else of the open
    readonly digest: Bytes; // leaf hash of the open or the close
    readonly fingerprint: string; // in groups of four
    readonly summoned: number;
    readonly present: number;
    readonly quorumMet: boolean;
    readonly papers: number; // issued
    readonly ballots: number; // counted by tag, so far
    readonly confirmedBy: readonly string[]; // names
    readonly needed: number;
    readonly byMe: boolean; // this confirmer's signature is in the log
}

/** Names of these confirmers (hex of their keys): trustees by their own, witnesses by their vkey's. */
export function confirmerNames(state: State, keys: ReadonlySet<string>): string[] {
    const trustees = (state.ceremony?.board.trustees ?? []).map(({ name, signKey }) => ({
        name,
        key: signKey,
    }));
    const witnesses = state.manifest.witnessKeys.map((key, i) => ({
        name: state.manifest.witnesses[i]?.split("+")[0] ?? "",
        key,
    }));
    return [...trustees, ...witnesses].filter(({ key }) => keys.has(toHex(key))).map(({ name }) => name);
}

/** Whether it is the open or the close that a confirmer may sign now. */
function isCloseNext(state: State): Result<boolean> {
    if (state.phase === "voting") return ok(false);
    if (state.phase === "counting") return ok(true);
    return refuse(Reason.notFitting, `confirm: nothing to confirm while ${state.phase}`);
}

/** Not fitting before the open, where nothing is left to be confirmed, and for a key that is no confirmer's. */
export function toConfirm(state: State, confirmer: Bytes): Result<ConfirmationSheet> {
    const closeNext = isCloseNext(state);
    if (!closeNext.ok) return closeNext;
    if (!isConfirmer(state, confirmer)) return refuse(Reason.notFitting, "confirm: not a confirmer's key");
    const ofClose = closeNext.value;
    const { rules } = state.manifest;
    const atClose = (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atClose;
    const presentAtClose = atClose ? state.collected : state.present;
    const present = ofClose ? presentAtClose : state.presentAtOpen;
    const keys = ofClose ? state.closeConfirmers : state.openConfirmers;
    return ok({
        ofClose,
        digest: ofClose ? state.closeDigest : state.openDigest,
        fingerprint: inGroupsOfFour(fingerprint(state.electionId, state.openDigest)),
        summoned: state.summoned,
        present,
        quorumMet: quorumMet(rules, present, state.summoned),
        papers: state.papersIssued,
        ballots: state.ballots.size,
        confirmedBy: confirmerNames(state, keys),
        needed: state.confirmationsNeeded,
        byMe: keys.has(toHex(confirmer)),
    });
}

/** The confirmation's entry, of the open or close whose digest its sheet showed: not fitting where the log has gone on to
    another one meanwhile. What is confirmed is in `records` before this returns; not fitting where another open, or another
    close, of this election was confirmed there before. */
export async function confirm(
    state: State,
    confirmer: SigningKey,
    records: Records,
    digestSeen: Bytes,
): Promise<Result<Bytes>> {
    const ofClose = isCloseNext(state);
    if (!ofClose.ok) return ofClose;
    if (!isConfirmer(state, confirmer.publicKey))
        return refuse(Reason.notFitting, "confirm: not a confirmer's key");
    const digest = ofClose.value ? state.closeDigest : state.openDigest;
    if (!equal(digest, digestSeen)) return refuse(Reason.notFitting, "confirm: the log has gone on");
    const recorded = await record(records, state, ofClose.value, digest);
    if (!recorded.ok) return recorded;
    return ok(makeEntry(state.electionId, Kind.confirmation, { digest }, [confirmer]));
}

/** Never a second open or close of one election, nor the close of another open: the first one stands in a record that is
    never replaced. */
async function record(records: Records, state: State, ofClose: boolean, digest: Bytes): Promise<Status> {
    const name = (close: boolean) => `confirmed-${close ? "close" : "open"}-${toHex(state.electionId)}`;
    const opened = await records.get(name(false));
    if (ofClose && opened && !says(opened, state.openDigest))
        return refuse(Reason.notFitting, "confirm: another open was confirmed before");
    if (await records.putNew(name(ofClose), utf8(toHex(digest) + "\n"))) return accepted;
    const before = await records.get(name(ofClose));
    if (before && says(before, digest)) return accepted;
    return refuse(Reason.notFitting, `confirm: another ${ofClose ? "close" : "open"} was confirmed before`);
}
function says(content: Bytes, digest: Bytes): boolean {
    const text = fromUtf8(content);
    return text.ok && text.value === toHex(digest) + "\n";
}
