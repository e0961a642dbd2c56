// What a participant's device knows of the log: all that it must check itself before it seals, and of the rest what
// concerns it. docs/protocol.md, sections 5.4 and 7.
import { type Bytes, equal, toHex } from "../crypto/bytes";
import type { Credential } from "../crypto/credential";
import { isIdentity, type Point } from "../crypto/group";
import { at } from "../crypto/matrix_statement";
import { accepted, ok, Reason, refuse, type Refused, type Result, type Status } from "../crypto/result";
import { untilTheNextTask } from "../crypto/ring_sums";
import { signatureHolds } from "../crypto/signature";
import type { FetchFile } from "../crypto/tiles";
import { checkFree } from "../election/admit_setup";
import { apply, isConfirmer } from "../election/apply";
import { type Opening, tagOfBody } from "../election/ballot";
import { type Entry, type EntryOf, Kind } from "../election/bodies";
import { kindName, signingMessage } from "../election/entry";
import { decodeEntry } from "../election/entry_decode";
import { State } from "../election/state";
import { verifyBallots } from "../election/verify";
import { LogFollower, OneAtATime, type ProgressCall, type Seen } from "./follow";

/** One of this participant's ballots in the log. */
export interface OwnBallot {
    readonly index: number;
    readonly revision: number;
    readonly tracker: Bytes;
}

const entriesBetweenPauses = 32;

export class DeviceView {
    readonly log: LogFollower;
    /** As of the confirmed open; earlier, while there is none. */
    readonly state = new State();
    readonly ownBallots: OwnBallot[] = []; // in log order
    closeIndex: number | undefined; // where the close stands, once it is there

    readonly #one = new OneAtATime();
    #refusal: Refused | undefined; // once an entry did not hold, nothing more is looked at
    #pk: Point | undefined;
    #credential: Credential | undefined; // the device's own, to make the tag from
    #tag: Point | undefined; // once U and U' are known
    #closeDigest: Bytes = new Uint8Array();
    readonly #closeConfirmers = new Set<string>();
    #annulled = false;

    /** `ballotSeen` is told of every ballot between the confirmed open and the close, as it stands in the log: unverified. */
    constructor(
        log: FetchFile,
        electionId?: Bytes,
        earlier?: Seen,
        private readonly ballotSeen?: (body: Bytes, index: number) => void,
    ) {
        this.log = new LogFollower(log, electionId, earlier);
    }

    /** The device's credential, which stays its owner's: from then on its own enrolment is checked in full and its own
        ballots are found. Given before the view has come to the open. */
    hold(credential: Credential): void {
        this.#credential = credential;
        this.#pk = credential.publicKey();
    }
    get pk(): Point | undefined {
        return this.#pk;
    }
    get closeConfirmed(): boolean {
        return this.closeIndex !== undefined && this.state.areEnough(this.#closeConfirmers);
    }
    get annulled(): boolean {
        return this.#annulled || this.state.phase === "annulled";
    }

    /** Takes what is new. Up to the confirmed open every entry goes through the election's rules, except that others'
        enrolments are taken without their signatures and proofs, which the confirmers have checked: their keys are points,
        new, and on the roll. After it, the own ballots, the close and its confirmations are looked for; everything else is
        for auditors. Throws NetworkError. */
    update(progress?: ProgressCall): Promise<Status> {
        return this.#one.run(() => this.takeNew(progress));
    }

    private async takeNew(progress?: ProgressCall): Promise<Status> {
        if (this.#refusal) return this.#refusal;
        const before = this.log.seen.size;
        const fresh = await this.log.next();
        if (!fresh.ok) return fresh;
        for (const [i, carried] of fresh.value.entries()) {
            const index = before + i;
            const status = this.takeOne(carried, index);
            if (!status.ok)
                return (this.#refusal = refuse(status.reason, `entry ${index}: ${status.detail}`));
            progress?.(index + 1, before + fresh.value.length);
            if (i % entriesBetweenPauses === entriesBetweenPauses - 1) await untilTheNextTask();
        }
        return accepted;
    }

    private takeOne(carried: Bytes, index: number): Status {
        const entry = decodeEntry(carried);
        if (!entry.ok) return entry;
        if (this.state.phase === "voting" && this.state.openConfirmed) return this.lookAt(entry.value, index);
        const others =
            entry.value.kind === Kind.enrolment && !(this.#pk && equal(entry.value.body.pk, this.#pk));
        if (others) return this.takeEnrolment(entry.value);
        const status = apply(this.state, entry.value);
        if (status.ok) this.#tag ??= this.#credential?.tag(this.state.tagGenerators);
        return status;
    }

    private takeEnrolment({ body, leafHash }: EntryOf<Kind.enrolment>): Status {
        const { state } = this;
        if (state.phase !== "setup") return refuse(Reason.wrongPhase, "enrolment");
        const leaf = toHex(leafHash);
        if (state.leafHashes.has(leaf)) return refuse(Reason.duplicate, "enrolment");
        const record = state.rollRecord(body.rollNumber);
        if (!record) return refuse(Reason.notOnTheRoll, "enrolment");
        const free = checkFree(record, "enrolment");
        if (!free.ok) return free;
        if (isIdentity(body.pk)) return refuse(Reason.badProof, "enrolment: identity key");
        const pk = toHex(body.pk);
        if (state.pks.has(pk)) return refuse(Reason.notFitting, "enrolment: key used before");
        record.pk = body.pk;
        record.takenAt = state.log.size;
        state.pks.add(pk);
        state.leafHashes.add(leaf);
        state.log.append(leafHash);
        return accepted;
    }

    /** After the confirmed open. */
    private lookAt(entry: Entry, index: number): Status {
        switch (entry.kind) {
            case Kind.ballot:
                if (this.closeIndex === undefined) this.ballotSeen?.(entry.body.bytes, index);
                return this.lookAtBallot(entry.body.bytes, index);
            case Kind.close: {
                if (this.closeIndex !== undefined) return accepted;
                const signed = this.byAnOrganizer(entry);
                if (!signed.ok) return signed;
                this.closeIndex = index;
                this.#closeDigest = entry.leafHash;
                return accepted;
            }
            case Kind.confirmation:
                this.lookAtConfirmation(entry);
                return accepted;
            case Kind.annulment: {
                const signed = this.byAnOrganizer(entry);
                this.#annulled ||= signed.ok;
                return signed;
            }
            default:
                return accepted;
        }
    }
    private lookAtBallot(body: Bytes, index: number): Status {
        const tag = tagOfBody(body);
        if (!this.#tag || !tag || !equal(tag, this.#tag)) return accepted;
        // The tag is public once it was used, so that anybody could put junk beside it.
        const verified = at(verifyBallots(this.state.opened, [body]), 0);
        if (!verified.ok) return verified;
        const { ballot, tracker } = verified.value;
        this.ownBallots.push({ index, revision: ballot.revision, tracker });
        return accepted;
    }
    private byAnOrganizer(entry: Entry): Status {
        const [signature, ...others] = entry.signatures;
        const named = this.state.manifest.organizers.some((key) => signature && equal(key, signature.key));
        if (signature && others.length === 0 && named && this.isSigned(entry)) return accepted;
        return refuse(Reason.badSignature, `${kindName(entry.kind)}: not signed by an organizer`);
    }
    private lookAtConfirmation(entry: EntryOf<Kind.confirmation>): void {
        if (this.closeIndex === undefined || !equal(entry.body.digest, this.#closeDigest)) return;
        const [signature, ...others] = entry.signatures;
        if (!signature || others.length > 0 || !isConfirmer(this.state, signature.key)) return;
        if (this.isSigned(entry)) this.#closeConfirmers.add(toHex(signature.key));
    }
    private isSigned(entry: Entry): boolean {
        const message = signingMessage(this.state.electionId, entry.kind, entry.bodyBytes);
        return entry.signatures.every(({ key, signature }) => signatureHolds(key, message, signature));
    }

    /** The opening to seal under. Too early before it is confirmed; not fitting where this device's key is not enrolled. */
    opening(): Result<Opening> {
        const { opening } = this.state;
        if (!opening || !this.state.openConfirmed)
            return refuse(Reason.tooEarly, "device: the vote is not open yet");
        const pk = this.#pk;
        const enrolled = pk && this.state.roll.some((record) => record.pk && equal(record.pk, pk));
        return enrolled ? ok(opening) : refuse(Reason.notFitting, "device: not checked in");
    }
}
