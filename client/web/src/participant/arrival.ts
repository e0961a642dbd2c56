// How a device learns whose it is (from a slip that is scanned or typed, a saved copy, or an earlier visit), and checks in.
import { type Bytes, equal, fromHex, toHex } from "../crypto/bytes";
import { openKeyFile, sealKeyFile } from "../crypto/key_file";
import { ok, Reason, refuse, type Rejection, type Result, type Status } from "../crypto/result";
import { SecretBytes, wiping } from "../crypto/secret";
import { decodeBallot, trackerOf } from "../election/ballot";
import { readTypedCode } from "../election/enrolment";
import { parseSlipLink, type SlipLink } from "../service/conference_address";
import { anotherIsKept, Device, isSlipRefusal, type SlipRefusal } from "../service/device";
import {
    credentialPayload,
    type DeviceCredential,
    isSameCredential,
    readCredentialPayload,
} from "../service/device_credential";
import { type Network, pause } from "../service/network";
import { viewOfConference } from "./conference_view";
import { type Following } from "./following";
import { helpDeskFacts } from "./help_desk";
import { storage } from "./kept";
import { type Known } from "./known";
import { nothing, type Outcome, type SlipProblem } from "./messages";

const keyFilePurpose = "participant";
const publishTimeMs = 30_000;
const lookEveryMs = 200;

export class Arrival {
    constructor(
        private readonly known: Known,
        private readonly following: Following,
        private readonly network: Network,
    ) {}

    async takeLink(link: string): Promise<Result<Outcome>> {
        const slip = parseSlipLink(link);
        if (!slip.ok) return this.problem("badLink");
        const { conference } = slip.value;
        if (conference.id !== this.known.address.id || conference.server !== this.known.address.server)
            return this.problem("otherConference");
        this.known.typed = false;
        return await this.takeSlip(slip.value);
    }

    async takeTyped(number: number, typed: string): Promise<Result<Outcome>> {
        const code = readTypedCode(typed);
        if (!code.ok) return code;
        this.known.typed = true;
        const rollKey = SecretBytes.take(new Uint8Array(32)); // whoever types a code has none
        return await this.takeSlip({
            conference: this.known.address,
            anchor: new Uint8Array(), // a typed code names no board
            number,
            code: code.value,
            rollKey,
        });
    }

    private async takeSlip(slip: SlipLink): Promise<Result<Outcome>> {
        const kept = await this.known.home.credential(slip);
        if (!kept.ok) return kept;
        const mine = kept.value;
        if (mine && mine.number !== slip.number) return this.problem("otherPerson");
        this.known.problem = undefined;
        this.known.helpDesk = undefined;
        this.known.slip = slip;
        await this.following.reading(async () => {
            let scanned = await this.following.untilReached(() => this.scan(slip, mine));
            // The enrolment was revoked. The log never accepts its key again, so the new slip gets a new one.
            if (scanned.ok && mine && wasRevoked(scanned.value))
                scanned = await this.following.untilReached(() => this.scan(slip, undefined, mine));
            if (!scanned.ok) {
                this.scanRefused(scanned);
                return;
            }
            this.known.scanned = scanned.value;
            if (!scanned.value.checkedIn && !this.known.typed) await this.greet(scanned.value);
            await this.following.looked();
        });
        this.following.followLog();
        return nothing;
    }

    private async scan(
        slip: SlipLink,
        credential: DeviceCredential | undefined,
        outOfForce?: DeviceCredential,
    ): Promise<Result<Device>> {
        const seen = await this.known.home.seen();
        return await Device.scan(slip, this.storage(slip, outOfForce), credential, seen, this.network);
    }

    private scanRefused(why: Rejection): void {
        // What is not said of a slip is said of the log.
        if (isSlipRefusal(why)) this.toTheHelpDesk(why.slip);
        else this.known.stop = why;
    }

    private toTheHelpDesk({ why, number, view }: SlipRefusal["slip"]): void {
        this.known.helpDesk = {
            why,
            facts: helpDeskFacts(view, number, this.known.typed),
            conference: viewOfConference(view.state.manifest, view.state.electionId),
        };
    }

    /** Learns who the slip is for. If the named roll has somebody else there, or a false line, the device stops. */
    private async greet(device: Device): Promise<void> {
        const person = await this.following.untilReached(() => device.who());
        if (person.ok) this.known.person = person.value;
        else this.known.stop = person;
    }

    async resume(credential: DeviceCredential): Promise<void> {
        const seen = await this.known.home.seen();
        await this.following.reading(async () => {
            const resumed = await this.following.untilReached(() =>
                Device.resume(this.known.address, credential, this.storage(undefined), seen, this.network),
            );
            if (resumed.ok) this.known.scanned = resumed.value;
            else this.known.stop = resumed;
            await this.following.looked();
        });
        this.following.followLog();
    }

    async checkIn(): Promise<Result<Outcome>> {
        const done = await this.following.untilReached(() => this.submitEnrolment());
        if (!done.ok && done.detail === anotherIsKept) return this.forAnother();
        const taken = !done.ok && (done.reason === Reason.numberTaken || done.reason === Reason.duplicate);
        if (!done.ok && !taken) {
            if (!isSlipRefusal(done)) return done;
            this.toTheHelpDesk(done.slip);
            return nothing;
        }
        await this.untilPublished(); // also where it is taken: perhaps by another page of this device
        const { device, slip, stop } = this.known;
        if (device.checkedIn || stop) return nothing;
        if (!taken && !(slip && device.isTaken(slip.number)))
            return refuse(Reason.notFitting, "enrolment: not published");
        if (slip) this.toTheHelpDesk({ why: "taken", number: slip.number, view: device.view });
        return nothing;
    }

    private async submitEnrolment(): Promise<Status> {
        const { device } = this.known;
        const updated = await device.update(); // an earlier try that broke off may have reached the log
        return !updated.ok || device.checkedIn ? updated : await device.checkIn();
    }

    /** Until the log shows an enrolment of this slip's number: the server publishes a little after it has answered. */
    private async untilPublished(): Promise<void> {
        const deadline = Date.now() + publishTimeMs;
        for (;;) {
            await this.following.refresh();
            const { device, slip, stop } = this.known;
            if (device.checkedIn || stop || (slip && device.isTaken(slip.number))) return;
            if (Date.now() > deadline) return;
            await pause(lookEveryMs);
        }
    }

    /** Another page of this device has checked in with the same slip: the log has its key in force, and this page goes on with
        it. It reads the log anew, so that its own enrolment is checked in full. */
    async goOnWithKept(): Promise<void> {
        const { slip, scanned } = this.known;
        if (!slip || !scanned || scanned.checkedIn || !scanned.isTaken(slip.number)) return;
        const kept = await this.known.home.credential(slip);
        const pk = scanned.view.state.rollRecord(slip.number)?.pk;
        if (!kept.ok || !kept.value || kept.value.number !== slip.number || !pk) return;
        if (equal(kept.value.secret.publicKey(), pk)) await this.takeSlip(slip);
    }

    private forAnother(): Result<Outcome> {
        this.known.slip = this.known.scanned = this.known.person = undefined;
        return this.problem("otherPerson");
    }

    /** `given` was read out in the hall, or scanned from a trustee's page. If it is not this device's own, it is refused. */
    takeFingerprint(given: string): Result<Outcome> {
        const hex = given.trim().length === 64 ? fromHex(given.trim()) : undefined;
        const status = this.known.device.giveFingerprint(hex?.ok ? hex.value : given);
        return status.ok ? nothing : status;
    }

    saveCopy(passphrase: SecretBytes): Result<Outcome> {
        const { credential } = this.known.device;
        if (!credential) return refuse(Reason.notFitting, "copy: there is no credential");
        const file = wiping(() => sealKeyFile(keyFilePurpose, credentialPayload(credential), passphrase));
        passphrase.wipe();
        return ok({ file });
    }

    async openCopy(file: Bytes, passphrase: SecretBytes): Promise<Result<Outcome>> {
        const payload = openKeyFile(keyFilePurpose, file, passphrase);
        passphrase.wipe();
        if (!payload.ok) return payload;
        const credential = readCredentialPayload(payload.value);
        payload.value.wipe();
        if (!credential.ok) return credential;
        const { home, slip } = this.known;
        const before = await home.credential(slip);
        if (!before.ok) return before;
        if (before.value && before.value.number !== credential.value.number)
            return this.problem("otherPerson");
        await this.resume(credential.value);
        if (!this.known.scanned) return nothing;
        // Where the log has the copy's key in force, no other one of this number is.
        const outOfForce = this.known.scanned.checkedIn ? before.value : undefined;
        const kept = await home.keepCredential(credential.value, slip, outOfForce);
        return isSameCredential(kept, credential.value) ? nothing : this.forAnother();
    }

    private storage(slip: SlipLink | undefined, outOfForce?: DeviceCredential) {
        return storage(this.known.home, slip, (body) => this.trackerOfBody(body), outOfForce);
    }
    private trackerOfBody(body: Bytes): Bytes {
        const { opened, openDigest } = this.known.device.view.state;
        const ballot = decodeBallot(opened, body);
        if (!ballot.ok) throw new Error("internal check failed: a ballot of our own does not decode");
        return trackerOf(openDigest, ballot.value.proof.ciphertexts, body).tracker;
    }

    private problem(problem: SlipProblem): Result<Outcome> {
        this.known.problem = problem;
        return nothing;
    }
}

function wasRevoked({ view, checkedIn }: Device): boolean {
    return !checkedIn && view.pk !== undefined && view.state.pks.has(toHex(view.pk));
}
