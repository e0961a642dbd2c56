// A participant's device, from slip to receipt. It keeps nothing on stable storage itself: its owner is told what must be
// there before anything leaves. docs/protocol.md, sections 5, 7 and 9.
import { type Bytes, equal, le32, readLe32 } from "../crypto/bytes";
import { NonceSource } from "../crypto/random";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import { kept, SecretBytes, SecretScalar, wiping } from "../crypto/secret";
import { decodeBallot, type Opening } from "../election/ballot";
import { Kind, type Level } from "../election/bodies";
import { codeKey, codePublicKey, makeEnrolment } from "../election/enrolment";
import { makeEntry } from "../election/entry";
import { isInTheLog, type NamedPerson, openNamedRoll } from "../election/named_roll";
import {
    type Credential,
    dropPrepared,
    locate,
    type PreparedSealing,
    prepareSealing,
    type SealedBallot,
    sealBallot,
} from "../election/seal";
import { castBallot, type Receipt } from "./cast";
import { DeviceView } from "./device_view";
import type { ProgressCall, Seen } from "./follow";
import { browserNetwork, getFile, logOf, type Network } from "./network";
import type { Place, SlipLink } from "./place";
import { Session } from "./session";

/** What a participant has from check-in on; whoever has it votes in its place. */
export interface DeviceCredential {
    readonly electionId: Bytes;
    readonly number: number;
    readonly sk: SecretScalar;
}
const payloadBytes = 100; // sk, a vault's key, election_id, le32(roll number)

/** What a key file of purpose "participant" holds, as the native client writes it. */
export function credentialPayload({ electionId, number, sk }: DeviceCredential): SecretBytes {
    const vault = SecretBytes.draw(32); // for what a native client keeps beside it
    const payload = SecretBytes.concat([sk.bytes, vault.bytes, electionId, le32(number)]);
    vault.wipe();
    return payload;
}
export function readCredentialPayload(payload: SecretBytes): Result<DeviceCredential> {
    if (payload.size !== payloadBytes) return malformed("credential: length");
    const sk = SecretScalar.decode(payload.bytes.subarray(0, 32));
    if (!sk.ok) return sk;
    const electionId = payload.bytes.slice(64, 96);
    return ok({ electionId, number: readLe32(payload.bytes, 96), sk: sk.value });
}

/** Told before what is named leaves the device; resolves once it is kept. */
export interface Keep {
    credential(credential: DeviceCredential): Promise<void>;
    ballot(body: Bytes): Promise<void>;
    receipt(receipt: Receipt): Promise<void>;
}

const namedRollBytesMax = 64 << 20;
const revisionMax = 0xffff_ffff;

export class Device {
    readonly view: DeviceView;
    #slip: SlipLink | undefined;
    #credential: DeviceCredential | undefined;
    #nonces: NonceSource | undefined; // of the credential; one, so that its counter never starts again
    #prepared: { opening: Opening; located: Credential; sealing: Promise<PreparedSealing> } | undefined;
    #lastCast: number | undefined; // revision

    private constructor(
        readonly place: Place,
        electionId: Bytes,
        private readonly keep: Keep,
        private readonly network: Network,
        earlier?: Seen,
    ) {
        this.view = new DeviceView(logOf(network, place), electionId, earlier);
    }

    /** Follows the conference's log up to now and checks the slip against it: election, number, code. Number taken where it
        is enrolled or has paper. `credential` is one that was kept by a check-in that broke off: it is enrolled instead of a
        new one, and may be enrolled already. */
    static async scan(
        slip: SlipLink,
        keep: Keep,
        credential?: DeviceCredential,
        network: Network = browserNetwork,
    ): Promise<Result<Device>> {
        const device = new Device(slip.place, slip.electionId, keep, network);
        device.#slip = slip;
        if (credential) device.hold(credential);
        const updated = await device.update();
        if (!updated.ok) return updated;
        const fits = device.checkedIn ? accepted : device.checkSlip(slip);
        return fits.ok ? ok(device) : fits;
    }
    /** A device that has its credential already. */
    static async resume(
        place: Place,
        credential: DeviceCredential,
        keep: Keep,
        earlier?: Seen,
        network: Network = browserNetwork,
    ): Promise<Result<Device>> {
        const device = new Device(place, credential.electionId, keep, network, earlier);
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
        const place = this.#credential && this.view.state.place(this.#credential.number);
        return pk !== undefined && place?.pk !== undefined && equal(place.pk, pk);
    }

    private checkSlip({ number, code }: SlipLink): Status {
        const { state } = this.view;
        const place = state.place(number);
        if (!place) return refuse(Reason.notOnTheRoll, "slip: the number is not on the roll");
        if (!equal(codePublicKey(state.manifest.nonce, number, code), place.codeKey))
            return refuse(Reason.badSignature, "slip: not the one in force for its number");
        if (place.pk || place.paper) return refuse(Reason.numberTaken, "slip: the number is taken");
        return this.mayCheckIn();
    }
    private mayCheckIn(): Status {
        if (this.view.state.phase === "setup") return accepted;
        return refuse(Reason.wrongPhase, "slip: too late to check in");
    }

    /** The participant's own line of the named roll: what it is greeted with. Not fitting where that is not whom the log has
        under this number. */
    async who(): Promise<Result<NamedPerson>> {
        const slip = this.#slip;
        if (!slip) return refuse(Reason.notFitting, "device: no slip was scanned");
        const box = await getFile(this.network, this.place, "/named-roll", namedRollBytesMax);
        if (!box) return refuse(Reason.notFitting, "named roll: not there");
        const roll = openNamedRoll(slip.rollKey, box);
        if (!roll.ok) return roll;
        const person = roll.value.find(({ number }) => number === slip.number);
        if (!person || !isInTheLog(this.view.state, person))
            return refuse(Reason.notFitting, "named roll: not the log's");
        return ok(person);
    }

    /** Draws the credential, has it kept, and enrols. The log holds the enrolment when it returns. */
    async checkIn(): Promise<Status> {
        const slip = this.#slip;
        if (this.checkedIn) return accepted;
        if (!slip) return refuse(Reason.notFitting, "device: no slip was scanned");
        const { state } = this.view;
        const may = this.mayCheckIn();
        if (!may.ok) return may;
        if (!this.#credential) {
            const drawn = { electionId: slip.electionId, number: slip.number, sk: drawSk() };
            await this.keep.credential(drawn);
            this.hold(drawn);
        }
        const { credential, nonces } = this.holding();
        const enrolment = makeEnrolment(slip.electionId, slip.number, credential.sk, nonces);
        const key = codeKey(state.manifest.nonce, slip.number, slip.code);
        const entry = makeEntry(slip.electionId, Kind.enrolment, enrolment, [key]);
        key.wipe();
        const session = Session.withConference(this.place, this.network);
        try {
            const submitted = await session.submit(entry);
            return submitted.ok ? accepted : submitted;
        } finally {
            session.close();
        }
    }

    /** Makes the slow part of the next sealing, which needs no choices: while the participant reads. */
    prepare(): Status {
        const opening = this.view.opening();
        if (!opening.ok) return opening;
        if (this.#prepared?.opening === opening.value) return accepted;
        const { credential, nonces } = this.holding();
        const located = locate(opening.value, credential.sk);
        if (!located.ok) return located;
        const sealing = prepareSealing(opening.value, located.value, nonces);
        this.#prepared = { opening: opening.value, located: located.value, sealing };
        return accepted;
    }

    /** Seals these levels, one per official, under the confirmed opening, as the revision after the last one in the log or
        cast from here. All randomness is drawn afresh. */
    async seal(levels: readonly Level[]): Promise<Result<SealedBallot>> {
        const opening = this.view.opening();
        if (!opening.ok) return opening;
        if (levels.length !== opening.value.officials) return malformed("seal: not one mark per official");
        const revision = this.nextRevision();
        if (!revision.ok) return revision;
        const prepared = this.prepare();
        if (!prepared.ok) return prepared;
        const ready = this.#prepared;
        if (!ready) return refuse(Reason.notFitting, "seal: nothing is prepared");
        this.#prepared = undefined; // one use
        const sealing = await ready.sealing;
        const sealed = sealBallot(ready.opening, ready.located, levels, revision.value, sealing);
        for (const digit of ready.located.digits) digit.wipe();
        return ok(sealed);
    }

    /** Has the ballot kept, casts it over a connection of its own, checks the receipt and has it kept. */
    async cast(body: Bytes): Promise<Result<Receipt>> {
        const opening = this.view.opening();
        if (!opening.ok) return opening;
        const ballot = decodeBallot(opening.value, body);
        if (!ballot.ok) return ballot;
        await this.keep.ballot(body);
        const receipt = await castBallot(this.place, this.view.state, body, this.network);
        if (!receipt.ok) return receipt;
        this.#lastCast = ballot.value.revision;
        await this.keep.receipt(receipt.value);
        return receipt;
    }

    /** Forgets the credential and all that was made with it: for a shared tablet. */
    async forget(): Promise<void> {
        const prepared = this.#prepared;
        this.#prepared = undefined;
        if (prepared) dropPrepared(await prepared.sealing);
        this.#nonces?.wipe();
        this.#credential?.sk.wipe();
        this.#slip?.code.wipe();
        this.#slip?.rollKey.wipe();
        this.#nonces = this.#credential = this.#slip = undefined;
    }

    private hold(credential: DeviceCredential): void {
        this.view.hold(credential.sk);
        this.#nonces = new NonceSource(credential.sk);
        this.#credential = credential;
    }
    private holding(): { credential: DeviceCredential; nonces: NonceSource } {
        const credential = this.#credential;
        const nonces = this.#nonces;
        if (!credential || !nonces) throw new Error("internal check failed: a device without a credential");
        return { credential, nonces };
    }
    private nextRevision(): Result<number> {
        const revisions = this.view.ownBallots.map(({ revision }) => revision);
        const last = Math.max(-1, this.#lastCast ?? -1, ...revisions);
        if (last === revisionMax) return refuse(Reason.wrongRevision, "seal: no revision is left");
        if (last >= 0 && !this.view.state.manifest.revotes)
            return refuse(Reason.wrongRevision, "seal: the vote cannot be changed");
        return ok(last + 1);
    }
}

function drawSk(): SecretScalar {
    // Never zero, but for one in 2^252.
    return wiping(() => {
        const nonces = new NonceSource(SecretBytes.draw(32));
        return kept(nonces.draw());
    });
}
