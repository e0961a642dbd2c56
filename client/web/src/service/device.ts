// A participant's device, from slip to receipt. It keeps nothing on stable storage itself: its owner is told what must be
// there before anything leaves. docs/protocol.md, sections 5, 7 and 9.
import { type Bytes, equal, toHex } from "../crypto/bytes";
import {
    accepted,
    malformed,
    ok,
    Reason,
    refuse,
    type Refused,
    type Rejection,
    type Result,
    type Status,
} from "../crypto/result";
import { readTyped, typedForms } from "../crypto/typed";
import { decodeBallot, type Opening } from "../election/ballot";
import { Kind, type Level } from "../election/bodies";
import { codeKey, codePublicKey, drawCredential, makeEnrolment } from "../election/enrolment";
import { type AnchorAnswer, answerToAnchor, fingerprint } from "../election/fingerprint";
import { makeEntry } from "../election/entry";
import { type MineKey, type MineProof, proveMine } from "../election/mine";
import { isInTheLog, type NamedPerson, openNamedRoll } from "../election/named_roll";
import {
    dropPrepared,
    locate,
    type PlacedCredential,
    type PreparedSealing,
    prepareSealing,
    type SealedBallot,
    sealBallot,
} from "../election/seal";
import { type BallotReceipt, castBallot, type CastHooks } from "./cast";
import { type ConferenceAddress, namedRollBytesMax, type SlipLink } from "./conference_address";
import { type DeviceCredential, isSameCredential } from "./device_credential";
import { DeviceView } from "./device_view";
import type { ProgressCall, Seen } from "./follow";
import { browserNetwork, getFile, logOf, type Network } from "./network";
import { patienceMs, Session } from "./session";

/** A device's stable storage. It is told before what is named leaves the device, and resolves once that is kept. Another page
    of the same device may have kept something in its place: then that is what it resolves with, and what counts. */
export interface DeviceStorage {
    credential(credential: DeviceCredential): Promise<DeviceCredential>;
    /** A number that was raised on stable storage for this sealing alone, under a lock. */
    nextSealing(): Promise<bigint>;
    ballot(body: Bytes): Promise<Bytes>;
    receipt(receipt: BallotReceipt): Promise<void>;
}

/** The detail of a check-in's refusal: this device is another number's. */
export const anotherIsKept = "check-in: this device keeps the credential of another number";

/** The detail of a cast's refusal: nothing was sent. */
export const anotherOnItsWay = "cast: another page of this device has a ballot on its way";

/** The slow part of a sealing that is being made. */
interface Preparation {
    readonly opening: Opening;
    readonly placed: PlacedCredential;
    readonly revision: number;
    readonly sealing: Promise<PreparedSealing>;
}

export type SlipRefusedFor = "notOnRoll" | "otherCode" | "replaced" | "otherBoard" | "taken" | "late";

/** A slip that cannot check in, and the log that says so. */
export interface SlipRefusal extends Refused {
    readonly slip: { readonly why: SlipRefusedFor; readonly number: number; readonly view: DeviceView };
}
export function isSlipRefusal(why: Rejection): why is SlipRefusal {
    return "slip" in why;
}
const slipReasons: Record<SlipRefusedFor, Reason> = {
    notOnRoll: Reason.notOnTheRoll,
    otherCode: Reason.badSignature,
    replaced: Reason.badSignature,
    otherBoard: Reason.notFitting,
    taken: Reason.numberTaken,
    late: Reason.wrongPhase,
};

export class Device {
    readonly view: DeviceView;
    #slip: SlipLink | undefined;
    #credential: DeviceCredential | undefined;
    #prepared: Preparation | undefined;
    #given = false; // whoever holds this device has given it the fingerprint
    #lastCast: number | undefined; // revision

    private constructor(
        readonly address: ConferenceAddress,
        electionId: Bytes | undefined,
        private readonly storage: DeviceStorage,
        private readonly network: Network,
        earlier?: Seen,
    ) {
        this.view = new DeviceView(logOf(network, address), electionId, earlier);
    }

    /** Follows the conference's log up to now and checks the slip against it: anchor, number, code. Number taken where it is
        enrolled or has paper. `credential` is one that this device has kept: by a check-in that broke off, and then it is
        enrolled instead of a new one; or enrolled already, and then the slip gives it its anchor. `earlier` is what this device
        saw of the log before. */
    static async scan(
        slip: SlipLink,
        storage: DeviceStorage,
        credential?: DeviceCredential,
        earlier?: Seen,
        network: Network = browserNetwork,
    ): Promise<Result<Device>> {
        const device = new Device(slip.conference, credential?.electionId, storage, network, earlier);
        device.#slip = slip;
        if (credential) device.hold(credential);
        const updated = await device.update();
        if (!updated.ok) return updated;
        const fits = device.checkSlip(slip);
        if (!fits.ok) return fits;
        if (credential && slip.anchor.length > 0) await device.takeAnchor(slip.anchor);
        return ok(device);
    }
    /** A device that has its credential already. */
    static async resume(
        address: ConferenceAddress,
        credential: DeviceCredential,
        storage: DeviceStorage,
        earlier?: Seen,
        network: Network = browserNetwork,
    ): Promise<Result<Device>> {
        const device = new Device(address, credential.electionId, storage, network, earlier);
        device.hold(credential);
        const updated = await device.update();
        return updated.ok ? ok(device) : updated;
    }

    update(progress?: ProgressCall): Promise<Status> {
        return this.view.update(progress);
    }
    get credential(): DeviceCredential | undefined {
        return this.#credential;
    }
    /** Whether the log holds this device's enrolment. */
    get checkedIn(): boolean {
        const { pk } = this.view;
        const record = this.#credential && this.view.state.rollRecord(this.#credential.number);
        return pk !== undefined && record?.pk !== undefined && equal(record.pk, pk);
    }

    private checkSlip(slip: SlipLink): Status {
        const why = this.slipProblem(slip);
        return why ? this.refuseSlip(slip, why) : accepted;
    }
    private slipProblem({ number, code, anchor }: SlipLink): SlipRefusedFor | undefined {
        const { state } = this.view;
        const record = state.rollRecord(number);
        if (!record) return "notOnRoll";
        const key = codePublicKey(state.manifest.nonce, number, code);
        // The number is hashed into the key: one that the log has seen before was this number's.
        if (!equal(key, record.codeKey)) return state.codeKeys.has(toHex(key)) ? "replaced" : "otherCode";
        if (answerToAnchor(anchor, state.electionId, state.ceremony?.digest) === "stop") return "otherBoard";
        if (this.checkedIn) return undefined;
        if (this.isTaken(number)) return "taken";
        return state.phase === "setup" ? undefined : "late";
    }
    private refuseSlip({ number }: SlipLink, why: SlipRefusedFor): SlipRefusal {
        const refused = refuse(slipReasons[why], `slip: ${why}`);
        return { ...refused, slip: { why, number, view: this.view } };
    }

    private async takeAnchor(anchor: Bytes): Promise<void> {
        const { credential } = this;
        if (!credential) return;
        const named = { ...credential, anchor };
        const kept = await this.storage.credential(named);
        // Another page has kept another key meanwhile: this one goes on with its own, and the log says which is in force.
        this.#credential = isSameCredential(kept, named) ? kept : named;
    }

    /** What the anchor of this device's slip comes to, against the last board that the log has: at sealing, the last before
        the open. */
    get anchorAnswer(): AnchorAnswer {
        const { electionId, ceremony } = this.view.state;
        const anchor = this.#credential?.anchor ?? this.#slip?.anchor ?? new Uint8Array();
        return answerToAnchor(anchor, electionId, ceremony?.digest);
    }
    /** Whether the fingerprint has to be given before anything is sealed. */
    get asksForFingerprint(): boolean {
        return this.anchorAnswer === "ask" && !this.#given;
    }
    /** The fingerprint as it was read out (sixteen digits), or the 32 bytes of a trustee's QR code. Bad proof where it is
        another election's than this device replayed. */
    giveFingerprint(given: string | Bytes): Status {
        const own = this.view.state.fingerprintHash;
        if (!own) return refuse(Reason.tooEarly, "device: the vote is not open yet");
        const same =
            typeof given === "string"
                ? readTyped(given, typedForms.fingerprint).characters === fingerprint(own)
                : equal(given, own);
        if (!same) return refuse(Reason.badProof, "device: another fingerprint");
        this.#given = true;
        return accepted;
    }

    /** The participant's own line of the named roll: what it is greeted with. Not fitting where that is not whom the log has
        under this number. */
    async who(): Promise<Result<NamedPerson>> {
        const slip = this.#slip;
        if (!slip) return refuse(Reason.notFitting, "device: no slip was scanned");
        const box = await getFile(this.network, this.address, "/named-roll", namedRollBytesMax);
        if (!box) return refuse(Reason.notFitting, "named roll: not there");
        const roll = openNamedRoll(slip.rollKey, box);
        if (!roll.ok) return roll;
        const person = roll.value.find(({ number }) => number === slip.number);
        if (!person || !isInTheLog(this.view.state, person))
            return refuse(Reason.notFitting, "named roll: not the log's");
        return ok(person);
    }

    /** Whether the log has an enrolment of that number, with whichever key, or its paper. */
    isTaken(number: number): boolean {
        const record = this.view.state.rollRecord(number);
        return record?.pk !== undefined || record?.paper === true;
    }

    /** Draws the credential, has it kept, and enrols; goes on with what another page of this device has kept before. The log
        holds the enrolment when it returns. Not fitting where what is kept is another number's, and number taken where the log
        has an enrolment of it already. */
    async checkIn(): Promise<Status> {
        const slip = this.#slip;
        if (this.checkedIn) return accepted;
        if (!slip) return refuse(Reason.notFitting, "device: no slip was scanned");
        const { state } = this.view;
        const { electionId } = state;
        const fits = this.checkSlip(slip); // the board may have been replaced since the slip was scanned
        if (!fits.ok) return fits;
        if (!this.#credential) {
            const { number, anchor, code } = slip;
            const secret = drawCredential(code, electionId, number);
            const drawn = { electionId, number, secret, anchor };
            const kept = await this.storage.credential(drawn);
            if (kept !== drawn) secret.wipe();
            if (kept.number !== number || !equal(kept.electionId, electionId))
                return refuse(Reason.notFitting, anotherIsKept);
            // The view has not checked an enrolment that came before the credential. Whoever scans anew has it checked.
            if (this.isTaken(number)) return this.refuseSlip(slip, "taken");
            this.hold(kept);
        }
        const enrolment = makeEnrolment(electionId, slip.number, this.holding().secret);
        const key = codeKey(state.manifest.nonce, slip.number, slip.code);
        const entry = makeEntry(electionId, Kind.enrolment, enrolment, [key]);
        key.wipe();
        const session = Session.withConference(this.address, this.network);
        try {
            const submitted = await session.submit(entry);
            return submitted.ok ? accepted : submitted;
        } finally {
            session.close();
        }
    }

    /** Makes the slow part of the next sealing, which needs no choices: while the participant reads. */
    prepare(): Status {
        const prepared = this.preparation();
        return prepared.ok ? accepted : prepared;
    }
    private preparation(): Result<Preparation> {
        const opening = this.view.opening();
        if (!opening.ok) return opening;
        if (this.anchorAnswer === "stop")
            return refuse(Reason.notFitting, "device: not the conference, or not the board, of your slip");
        const revision = this.nextRevision();
        if (!revision.ok) return revision;
        const ready = this.#prepared;
        if (ready?.opening === opening.value && ready.revision === revision.value) return ok(ready);
        this.drop();
        const placed = locate(opening.value, this.holding().secret);
        if (!placed.ok) return placed;
        const sealing = this.storage
            .nextSealing()
            .then((number) => prepareSealing(opening.value, placed.value, revision.value, number));
        sealing.catch(() => undefined); // whoever seals is told
        this.#prepared = {
            opening: opening.value,
            placed: placed.value,
            revision: revision.value,
            sealing,
        };
        return ok(this.#prepared);
    }
    /** Wipes what was prepared and will not be used. */
    private drop(): void {
        const unused = this.#prepared;
        this.#prepared = undefined;
        if (unused) void unused.sealing.then(dropPrepared, () => undefined);
    }

    /** Seals these levels, one per official, under the confirmed opening, as the revision after the last one in the log or
        cast from here. Too early before the fingerprint was given, where it has to be. All randomness is drawn afresh. */
    async seal(levels: readonly Level[]): Promise<Result<SealedBallot>> {
        const prepared = this.preparation();
        if (!prepared.ok) return prepared;
        if (this.asksForFingerprint) return refuse(Reason.tooEarly, "seal: the fingerprint was not given");
        const { opening, placed, sealing } = prepared.value;
        if (levels.length !== opening.officials) return malformed("seal: not one mark per official");
        this.#prepared = undefined; // one use
        const sealed = sealBallot(opening, placed, levels, await sealing);
        for (const digit of placed.digits) digit.wipe();
        return ok(sealed);
    }

    /** Has the ballot kept, casts it over a connection of its own, checks the receipt and has it kept. Duplicate where another
        page of this device has another ballot on its way. */
    async cast(body: Bytes, hooks?: CastHooks): Promise<Result<BallotReceipt>> {
        const opening = this.view.opening();
        if (!opening.ok) return opening;
        const ballot = decodeBallot(opening.value, body);
        if (!ballot.ok) return ballot;
        if (!equal(await this.storage.ballot(body), body)) return refuse(Reason.duplicate, anotherOnItsWay);
        const { address, network } = this;
        const receipt = await castBallot(address, this.view.state, body, network, patienceMs, hooks);
        if (!receipt.ok) return receipt;
        this.#lastCast = ballot.value.revision;
        await this.storage.receipt(receipt.value);
        return receipt;
    }

    /** "It is mine": the answer to a checking device's key, whose proof is checked first. Bad proof, and no answer, where that
        does not hold. docs/protocol.md, section 9. */
    proveMine(key: MineKey): Result<MineProof> {
        const opening = this.view.opening();
        return opening.ok ? proveMine(opening.value, this.holding().secret, key) : opening;
    }

    /** Forgets the credential and all that was made with it: for a shared tablet. */
    forget(): void {
        this.drop();
        this.#credential?.secret.wipe();
        this.#slip?.code.wipe();
        this.#slip?.rollKey.wipe();
        this.#credential = this.#slip = undefined;
    }

    private hold(credential: DeviceCredential): void {
        this.view.hold(credential.secret);
        this.#credential = credential;
    }
    private holding(): DeviceCredential {
        if (!this.#credential) throw new Error("internal check failed: a device without a credential");
        return this.#credential;
    }
    private nextRevision(): Result<number> {
        const revisions = this.view.ownBallots.map(({ revision }) => revision);
        const last = Math.max(-1, this.#lastCast ?? -1, ...revisions);
        if (last >= 0 && last >= this.view.state.manifest.revotes)
            return refuse(Reason.wrongRevision, "seal: the vote cannot be changed any more");
        return ok(last + 1);
    }
}
