// The participant's device in its worker: takes the page's commands, follows the log, and tells after each change where
// things stand. It alone holds the credential. What a device checks before it trusts anything is service/device.
import { type Bytes, toHex, utf8 } from "../crypto/bytes";
import { openKeyFile, sealKeyFile } from "../crypto/key_file";
import { ok, Reason, refuse, type Rejection, type Result } from "../crypto/result";
import { SecretBytes, wiping } from "../crypto/secret";
import { challenge, challengeText } from "../election/challenge";
import { fingerprint, readCode } from "../election/enrolment";
import { decodeBallot, trackerOf } from "../election/ballot";
import { decodeEntry } from "../election/entry_decode";
import { electionIdOf } from "../election/entry";
import { dropSealed, type SealedBallot } from "../election/seal";
import { type Level } from "../election/bodies";
import { type Receipt } from "../service/cast";
import { credentialPayload, Device, type DeviceCredential, readCredentialPayload } from "../service/device";
import { LogFollower } from "../service/follow";
import { browserNetwork, logOf, type Network, NetworkError, pause } from "../service/network";
import { addressOf, parseSlipLink, type Place, type SlipLink } from "../service/place";
import { lastCallEnd, Session } from "../service/session";
import { challengeLink } from "./challenge_link";
import { viewOfConference, viewOfTracker } from "./conference_view";
import { evidenceText } from "./evidence";
import { type Home, keeping, type Pending, PhoneHome, TabletHome } from "./kept";
import {
    type Command,
    type DeskReason,
    type DeviceState,
    type HallView,
    type OpeningView,
    type Outcome,
    type Stage,
} from "./messages";
import { stageOf } from "./stage";

const nothing: Result<Outcome> = ok({});
const keyFilePurpose = "participant";
const retryMs = 2_000;
const publishTimeMs = 30_000;

type Problem = Extract<Stage, { at: "no-slip" }>["problem"];

export class ParticipantHost {
    #place: Place | undefined;
    #home: Home | undefined;
    #session: Session | undefined;

    #slip: SlipLink | undefined;
    #typed = false; // nothing but the fingerprint ties this device to the election
    #device: Device | undefined;
    #person: { readonly name: string; readonly unit: string } | undefined;
    #opening: OpeningView | undefined;
    #sealed: SealedBallot | undefined;
    #challenged: Extract<Stage, { at: "challenged" }> | undefined;
    #pending: Pending | undefined;
    #casting = false;
    #refused: Rejection | undefined;
    #receipts: readonly Receipt[] = [];
    #changing = false;
    #desk: DeskReason | undefined;
    #stop: Rejection | undefined;
    #problem: Problem;
    #reading = false;
    #hall: HallView | undefined;
    #connected = true;
    #wake: () => void = () => undefined;

    constructor(
        private readonly tell: (state: DeviceState) => void,
        private readonly network: Network = browserNetwork,
    ) {}

    async run(command: Command): Promise<Result<Outcome>> {
        const result = await this.obey(command);
        this.tellAll();
        return result;
    }

    private obey(command: Command): Promise<Result<Outcome>> | Result<Outcome> {
        switch (command.what) {
            case "open":
                return this.open({ server: command.origin, id: command.conference }, command.kiosk);
            case "slip":
                return this.takeLink(command.link);
            case "typed":
                return this.takeTyped(command.number, command.code);
            case "check-in":
                return this.checkIn();
            case "seal":
                return this.seal(command.levels);
            case "cast":
                return this.castSealed();
            case "retry":
                this.#refused = undefined;
                if (this.#casting || this.#reading) this.#wake();
                else void this.cast();
                return nothing;
            case "challenge":
                return this.challenge();
            case "afresh":
                return this.afresh();
            case "save-copy":
                return this.saveCopy(SecretBytes.take(command.passphrase));
            case "open-copy":
                return this.openCopy(command.file, SecretBytes.take(command.passphrase));
            case "evidence":
                return ok({ text: this.evidence() });
        }
    }

    // ---- Coming to know who this is ----

    private async open(place: Place, kiosk: boolean): Promise<Result<Outcome>> {
        this.#place = place;
        this.#home = kiosk ? new TabletHome(place.id) : new PhoneHome(place.id);
        const kept = await this.home.credential(undefined);
        if (!kept.ok) return kept;
        this.#receipts = await this.home.receipts();
        this.#pending = await this.home.pending();
        if (kept.value) await this.resume(kept.value);
        return nothing;
    }

    private async takeLink(link: string): Promise<Result<Outcome>> {
        const slip = parseSlipLink(link);
        if (!slip.ok) return this.problem("badLink");
        const { place } = slip.value;
        if (place.id !== this.place.id || place.server !== this.place.server)
            return this.problem("otherConference");
        this.#typed = false;
        return await this.takeSlip(slip.value);
    }

    private async takeTyped(number: number, typed: string): Promise<Result<Outcome>> {
        const characters = utf8(typed);
        const code = readCode(characters);
        characters.fill(0);
        if (!code.ok) return code;
        const electionId = await this.untilReached(() => this.electionAtItsWord());
        if (!electionId.ok) return electionId;
        this.#typed = true;
        const rollKey = SecretBytes.take(new Uint8Array(32)); // the typed code comes without one
        return await this.takeSlip({
            place: this.place,
            electionId: electionId.value,
            number,
            code: code.value,
            rollKey,
        });
    }

    /** The election that the log here is of: where no QR code says better. */
    private async electionAtItsWord(): Promise<Result<Bytes>> {
        const entries = await new LogFollower(logOf(this.network, this.place), undefined).next();
        if (!entries.ok) return entries;
        const manifest = decodeEntry(entries.value[0] ?? new Uint8Array());
        return manifest.ok ? ok(electionIdOf(manifest.value.bodyBytes)) : manifest;
    }

    private async takeSlip(slip: SlipLink): Promise<Result<Outcome>> {
        const kept = await this.home.credential(slip);
        if (!kept.ok) return kept;
        const mine = kept.value;
        if (mine && (mine.number !== slip.number || toHex(mine.electionId) !== toHex(slip.electionId)))
            return this.problem("otherPerson");
        this.#problem = undefined;
        this.#desk = undefined;
        this.#slip = slip;
        await this.reading(async () => {
            let scanned = await this.untilReached(() => this.scan(slip, mine));
            // An enrolment that was revoked: its key is never taken again, so that the new slip gets a new one.
            if (scanned.ok && mine && wasRevoked(scanned.value))
                scanned = await this.untilReached(() => this.scan(slip, undefined));
            if (!scanned.ok) {
                this.scanRefused(scanned);
                return;
            }
            this.#device = scanned.value;
            if (!scanned.value.checkedIn && !this.#typed) await this.greet(scanned.value);
            await this.looked();
        });
        this.followLog();
        return nothing;
    }

    private scan(slip: SlipLink, credential: DeviceCredential | undefined): Promise<Result<Device>> {
        return Device.scan(slip, this.keep(slip), credential, this.network);
    }

    private scanRefused(why: Rejection): void {
        const desk: Partial<Record<Reason, DeskReason>> = {
            [Reason.notOnTheRoll]: "notOnRoll",
            [Reason.badSignature]: "replaced",
            [Reason.numberTaken]: "taken",
            [Reason.wrongPhase]: "late",
        };
        // What Device says of a slip begins so; everything else was said of the log.
        if (why.detail.startsWith("slip: ")) this.#desk = desk[why.reason];
        if (!this.#desk) this.#stop = why;
    }

    /** Who the slip is for. Somebody else's line in the named roll, or a false one, is a reason to stop. */
    private async greet(device: Device): Promise<void> {
        const person = await this.untilReached(() => device.who());
        if (person.ok) this.#person = person.value;
        else this.#stop = person;
    }

    private async resume(credential: DeviceCredential): Promise<void> {
        const seen = await this.home.seen();
        await this.reading(async () => {
            const resumed = await this.untilReached(() =>
                Device.resume(this.place, credential, this.keep(undefined), seen, this.network),
            );
            if (resumed.ok) this.#device = resumed.value;
            else this.#stop = resumed;
            await this.looked();
        });
        this.followLog();
    }

    private async checkIn(): Promise<Result<Outcome>> {
        const { device } = this;
        const done = await this.untilReached(async () => {
            // A try that broke off may have come through.
            const updated = await device.update();
            return !updated.ok || device.checkedIn ? updated : await device.checkIn();
        });
        const deadline = Date.now() + publishTimeMs;
        while (done.ok && !device.checkedIn && Date.now() < deadline) {
            await this.refresh();
            if (!device.checkedIn) await pause(200);
        }
        if (!done.ok && done.reason === Reason.numberTaken) this.#desk = "taken";
        else if (!done.ok) return done;
        else if (!device.checkedIn) return refuse(Reason.notFitting, "enrolment: not published");
        return nothing;
    }

    // ---- The ballot ----

    private async seal(levels: readonly Level[]): Promise<Result<Outcome>> {
        const sealed = await this.device.seal(levels);
        if (!sealed.ok) return sealed;
        this.#sealed = sealed.value;
        return nothing;
    }

    private castSealed(): Result<Outcome> {
        const sealed = this.#sealed;
        if (!sealed) return refuse(Reason.notFitting, "cast: nothing is sealed");
        this.#sealed = undefined;
        dropSealed(sealed);
        this.#pending = { body: sealed.body, tracker: sealed.tracker.tracker };
        void this.cast();
        return nothing;
    }

    /** Until there is a receipt, or a refusal that the log signed. Over lost networks and restarted servers. */
    private async cast(): Promise<void> {
        const pending = this.#pending;
        if (!pending || this.#casting) return;
        this.#casting = true;
        this.tellAll();
        const receipt = await this.untilReached(() => this.device.cast(pending.body));
        this.#casting = false;
        if (receipt.ok) {
            this.#receipts = await this.home.receipts();
            this.#pending = undefined;
            this.#changing = false;
        } else {
            await this.castRefused(receipt);
        }
        await this.refresh();
        this.tellAll();
    }

    private async castRefused(why: Rejection): Promise<void> {
        await this.refresh(); // the close explains itself
        if (this.#device?.view.closeIndex !== undefined) return;
        this.#refused = why;
        const mayBeSentAgain = why.reason === Reason.badSignature || why.reason === Reason.overCapacity;
        if (mayBeSentAgain) return;
        this.#pending = undefined;
        await this.home.dropPending();
    }

    private challenge(): Result<Outcome> {
        const sealed = this.#sealed;
        if (!sealed) return refuse(Reason.notFitting, "challenge: nothing is sealed");
        this.#sealed = undefined;
        const shown = challenge(sealed);
        this.#challenged = {
            at: "challenged",
            tracker: viewOfTracker(sealed.tracker.tracker),
            link: challengeLink(addressOf(this.place, "/check"), shown),
            file: challengeText(shown),
        };
        return nothing;
    }

    private async afresh(): Promise<Result<Outcome>> {
        if (this.#sealed) dropSealed(this.#sealed);
        else await this.home.dropMarks(); // of a ballot that was shown or cast; what is only sealed may be corrected
        this.#sealed = undefined;
        this.#challenged = undefined;
        this.#refused = undefined;
        this.#changing = true;
        this.prepare();
        return nothing;
    }

    // ---- Copies and evidence ----

    private saveCopy(passphrase: SecretBytes): Result<Outcome> {
        const { credential } = this.device;
        if (!credential) return refuse(Reason.notFitting, "copy: there is no credential");
        const file = wiping(() => sealKeyFile(keyFilePurpose, credentialPayload(credential), passphrase));
        passphrase.wipe();
        return ok({ file });
    }

    private async openCopy(file: Bytes, passphrase: SecretBytes): Promise<Result<Outcome>> {
        const payload = openKeyFile(keyFilePurpose, file, passphrase);
        passphrase.wipe();
        if (!payload.ok) return payload;
        const credential = readCredentialPayload(payload.value);
        payload.value.wipe();
        if (!credential.ok) return credential;
        await this.resume(credential.value);
        if (this.#device) await this.home.putCredential(credential.value, this.#slip);
        return nothing;
    }

    private evidence(): string {
        return evidenceText({
            place: this.place,
            view: this.#device?.view,
            opening: this.#opening,
            receipts: this.#receipts,
            stop: this.#stop,
        });
    }

    // ---- Following ----

    private followLog(): void {
        if (this.#session || !this.#device) return;
        this.#session = Session.withConference(this.place, this.network);
        this.#session.follow({
            progress: (progress) => {
                const { summoned, enrolled, confirmations, confirmationsNeeded } = progress;
                const lastCallEndsAt = lastCallEnd(progress);
                this.#hall = { summoned, enrolled, confirmations, confirmationsNeeded, lastCallEndsAt };
                void this.refresh().then(() => {
                    this.tellAll();
                });
            },
            connected: (connected) => {
                this.#connected = connected;
                if (connected) this.#wake();
                this.tellAll();
            },
        });
    }

    /** Takes what is new in the log. What does not hold stops this device for good. */
    private async refresh(): Promise<void> {
        const device = this.#device;
        if (!device || this.#stop) return;
        try {
            const updated = await device.update();
            if (!updated.ok) this.#stop = updated;
        } catch (error) {
            if (!(error instanceof NetworkError)) throw error;
            return; // the session says when the server is back
        }
        await this.looked();
    }

    /** What follows from the log as it is now. */
    private async looked(): Promise<void> {
        const view = this.#device?.view;
        if (!view || this.#stop) return;
        await this.home.putSeen(view.log.seen);
        if (!this.#opening && view.opening().ok) {
            const { electionId, openDigest } = view.state;
            this.#opening = { digest: toHex(openDigest), fingerprint: fingerprint(electionId, openDigest) };
        }
        if (!this.#opening || view.closeIndex !== undefined) return;
        this.prepare();
        if (this.#pending && !this.#refused) void this.cast();
    }

    /** The slow part of the next sealing is made while the person reads. */
    private prepare(): void {
        if (this.#opening) this.#device?.prepare();
    }

    /** Tries again for as long as the network fails; told in between that it does. */
    private async untilReached<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
        for (;;) {
            try {
                const result = await work();
                this.#connected = true;
                return result;
            } catch (error) {
                if (!(error instanceof NetworkError)) throw error;
            }
            this.#connected = false;
            this.tellAll();
            await Promise.race([
                pause(retryMs),
                new Promise<void>((resolve) => {
                    this.#wake = resolve;
                }),
            ]);
        }
    }

    private async reading(work: () => Promise<void>): Promise<void> {
        this.#reading = true;
        this.tellAll();
        try {
            await work();
        } finally {
            this.#reading = false;
        }
    }

    private keep(slip: SlipLink | undefined) {
        return keeping(this.home, slip, (body) => this.trackerOfBody(body));
    }
    private trackerOfBody(body: Bytes): Bytes {
        const { opened, openDigest } = this.device.view.state;
        const ballot = decodeBallot(opened, body);
        if (!ballot.ok) throw new Error("internal check failed: a ballot of our own does not decode");
        return trackerOf(openDigest, ballot.value.proof.ciphertexts, body).tracker;
    }

    private problem(problem: Problem): Result<Outcome> {
        this.#problem = problem;
        return nothing;
    }
    private get place(): Place {
        if (!this.#place) throw new Error("internal check failed: a command before open");
        return this.#place;
    }
    private get home(): Home {
        if (!this.#home) throw new Error("internal check failed: a command before open");
        return this.#home;
    }
    private get device(): Device {
        if (!this.#device) throw new Error("internal check failed: a command before there is a device");
        return this.#device;
    }

    private tellAll(): void {
        const state = this.#device?.view.state;
        const known = state !== undefined && state.phase !== "first";
        this.tell({
            stage: stageOf({
                device: this.#device,
                number: this.#slip?.number,
                person: this.#person,
                opening: this.#opening,
                desk: this.#desk,
                stop: this.#stop,
                problem: this.#problem,
                reading: this.#reading,
                sealed: this.#sealed && viewOfTracker(this.#sealed.tracker.tracker),
                challenged: this.#challenged,
                pending: this.#pending,
                casting: this.#casting,
                refused: this.#refused,
                receipts: this.#receipts,
                changing: this.#changing,
                connected: this.#connected,
            }),
            conference: known ? viewOfConference(state.manifest, state.electionId) : undefined,
            opening: this.#opening,
            hall: this.#hall,
            connected: this.#connected,
        });
    }
}

function wasRevoked({ view, checkedIn }: Device): boolean {
    return !checkedIn && view.pk !== undefined && view.state.pks.has(toHex(view.pk));
}
