// The order in which an entry is looked at: docs/protocol.md, section 3. Size and form are decodeEntry's; the conditions
// and proofs of each kind are in the admit files.
import { type Bytes, compare, equal, toHex } from "../crypto/bytes";
import { NoteKeyType, parseVkey, type Vkey } from "../crypto/note";
import { accepted, Reason, refuse, type Result, type Status } from "../crypto/result";
import { signatureHolds } from "../crypto/signature";
import { admitAcknowledgement, admitAnswer, admitComplaint, admitDealing } from "./admit_ceremony";
import { admitAnnouncement, admitAnnulment, admitPaperCount, admitShares } from "./admit_counting";
import {
    admitBoard,
    admitEnrolment,
    admitManifest,
    admitOpen,
    admitPaper,
    admitRevocation,
    admitRoll,
} from "./admit_setup";
import { admitBallot, admitClose, admitConfirmation } from "./admit_voting";
import { type Entry, type EntryOf, Kind, type Manifest } from "./bodies";
import { kindName, signingMessage } from "./entry";
import { decodeEntry } from "./entry_decode";
import { type Phase, type State, trusteeOf } from "./state";
import type { VerifiedBallot } from "./verify";

/** The phases in which a kind is admitted. docs/protocol.md, section 3. */
const phasesOf: Record<Kind, readonly Phase[]> = {
    [Kind.manifest]: ["first"],
    [Kind.roll]: ["setup"],
    [Kind.board]: ["setup"],
    [Kind.dealing]: ["setup"],
    [Kind.acknowledgement]: ["setup"],
    [Kind.complaint]: ["setup"],
    [Kind.answer]: ["setup"],
    [Kind.enrolment]: ["setup"],
    [Kind.revocation]: ["setup"],
    [Kind.open]: ["setup"],
    [Kind.confirmation]: ["voting", "counting"],
    [Kind.ballot]: ["voting"],
    [Kind.close]: ["voting"],
    [Kind.decryptionShares]: ["counting"],
    [Kind.paper]: ["setup", "voting"],
    [Kind.paperCount]: ["counting"],
    [Kind.annulment]: ["setup", "voting", "counting"],
    [Kind.announcement]: ["published"],
};

function checkPhase(state: State, kind: Kind): Status {
    const tooLate = kind === Kind.annulment && state.shares.size > 0; // "before the first share"
    if (phasesOf[kind].includes(state.phase) && !tooLate) return accepted;
    const when = tooLate ? ", after the first share" : "";
    return refuse(Reason.wrongPhase, `${kindName(kind)} while ${state.phase}${when}`);
}

const badSigners = (what: string) => refuse(Reason.badSignature, `signers: ${what}`);

/** Who signs a kind: the table's second column. Looks at the keys only; the signatures come after. */
function checkSigners(state: State, entry: Entry): Status {
    const { signatures } = entry;
    const signedBy = (key: Bytes) =>
        signatures.length === 1 && signatures.every((signature) => equal(signature.key, key));
    const organizer = (manifest: Manifest): Status =>
        manifest.organizers.some(signedBy) ? accepted : badSigners("not exactly one organizer");
    const trustee = (number: number): Status => {
        const found = trusteeOf(state.ceremony, number);
        if (!found) return badSigners("no such trustee");
        return signedBy(found.signKey) ? accepted : badSigners("not exactly that trustee");
    };
    switch (entry.kind) {
        case Kind.manifest:
            return organizer(entry.body); // who it names itself
        case Kind.roll:
        case Kind.board:
        case Kind.open:
        case Kind.close:
        case Kind.annulment:
        case Kind.announcement:
            return organizer(state.manifest);
        case Kind.dealing:
        case Kind.acknowledgement:
        case Kind.complaint:
        case Kind.decryptionShares:
            return trustee(entry.body.trustee);
        case Kind.answer:
            return trustee(entry.body.dealer);
        case Kind.enrolment: {
            const record = state.rollRecord(entry.body.rollNumber);
            if (!record) return refuse(Reason.notOnTheRoll, "roll number");
            return signedBy(record.codeKey) ? accepted : badSigners("not exactly the number's code key");
        }
        case Kind.revocation:
        case Kind.paper:
            if (!state.rollRecord(entry.body.rollNumber)) return refuse(Reason.notOnTheRoll, "roll number");
            return organizer(state.manifest);
        case Kind.confirmation: {
            const [first, ...others] = signatures;
            if (first && others.length === 0 && isConfirmer(state, first.key)) return accepted;
            return badSigners("not exactly one confirmer");
        }
        case Kind.ballot:
            return signatures.length === 0 ? accepted : badSigners("an unsigned kind");
        case Kind.paperCount: {
            const ascending = signatures.every(({ key }, i) => {
                const before = signatures[i - 1];
                return !before || compare(before.key, key) < 0;
            });
            const trustees = signatures.every(({ key }) => isTrustee(state, key));
            if (signatures.length === state.manifest.threshold && ascending && trustees) return accepted;
            return badSigners("not exactly t trustees in order of key");
        }
    }
}

function isTrustee(state: State, key: Bytes): boolean {
    return state.ceremony?.board.trustees.some(({ signKey }) => equal(signKey, key)) ?? false;
}
/** Whether that key is a trustee's of the board or a witness's. */
export function isConfirmer(state: State, key: Bytes): boolean {
    return isTrustee(state, key) || state.manifest.witnessKeys.some((witness) => equal(witness, key));
}
/** The name for people: a verifier key cannot hold a space, and has an underscore there. */
export function witnessName({ name }: Vkey): string {
    return name.replaceAll("_", " ");
}
/** Names the confirmers with those keys (hex): trustees in the order of the board, then witnesses in that of the manifest. */
export function confirmerNames(state: State, keys: ReadonlySet<string>): string[] {
    const trustees = (state.ceremony?.board.trustees ?? []).filter(({ signKey }) => keys.has(toHex(signKey)));
    const witnesses = state.manifest.witnesses.flatMap((text) => {
        const vkey = parseVkey(text, NoteKeyType.witness);
        return vkey.ok && keys.has(toHex(vkey.value.key)) ? [witnessName(vkey.value)] : [];
    });
    return [...trustees.map(({ name }) => name), ...witnesses];
}

function checkSignatures(state: State, entry: Entry): Status {
    if (entry.signatures.length === 0) return accepted;
    const message = signingMessage(state.electionId, entry.kind, entry.bodyBytes);
    const good = entry.signatures.every(({ key, signature }) => signatureHolds(key, message, signature));
    return good ? accepted : refuse(Reason.badSignature, "signature");
}

type Admit<K extends Kind> = (state: State, entry: EntryOf<K>, verified?: Result<VerifiedBallot>) => Status;
const admitters: { readonly [K in Kind]: Admit<K> } = {
    [Kind.manifest]: admitManifest,
    [Kind.roll]: admitRoll,
    [Kind.board]: admitBoard,
    [Kind.dealing]: admitDealing,
    [Kind.acknowledgement]: admitAcknowledgement,
    [Kind.complaint]: admitComplaint,
    [Kind.answer]: admitAnswer,
    [Kind.enrolment]: admitEnrolment,
    [Kind.revocation]: admitRevocation,
    [Kind.open]: admitOpen,
    [Kind.confirmation]: admitConfirmation,
    [Kind.ballot]: admitBallot,
    [Kind.close]: admitClose,
    [Kind.decryptionShares]: admitShares,
    [Kind.paper]: admitPaper,
    [Kind.paperCount]: admitPaperCount,
    [Kind.annulment]: admitAnnulment,
    [Kind.announcement]: admitAnnouncement,
};

/** Adds the entry to the log, or says why not and leaves the state as it was. Of a ballot, `verified` is what
    verifyBallots said of it against state.opening; without it, or with a refusal, or with what was said of another body
    or opening, it is checked here. */
export function apply(state: State, entry: Entry, verified?: Result<VerifiedBallot>): Status {
    const leaf = toHex(entry.leafHash);
    if (state.leafHashes.has(leaf))
        return refuse(Reason.duplicate, "an entry of the same bytes is in the log");
    for (const check of [
        () => checkPhase(state, entry.kind),
        () => checkSigners(state, entry),
        () => checkSignatures(state, entry),
        () => (admitters[entry.kind] as Admit<Kind>)(state, entry, verified),
    ]) {
        const status = check();
        if (!status.ok) return status;
    }
    state.leafHashes.add(leaf);
    state.log.append(entry.leafHash);
    return accepted;
}

/** decodeEntry and apply in one. */
export function applyCarried(state: State, carried: Bytes): Status {
    const entry = decodeEntry(carried);
    return entry.ok ? apply(state, entry.value) : entry;
}
