// The participant's device in its worker: takes the page's commands, and tells after each change where things stand. It alone
// holds the credential. What a device checks before it trusts anything is in service/device.
import { ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { type ConferenceAddress } from "../service/conference_address";
import { browserNetwork, type Network } from "../service/network";
import { Arrival } from "./arrival";
import { Following } from "./following";
import { PhoneHome, TabletHome } from "./kept";
import { Known } from "./known";
import { type Command, type DeviceState, nothing, type Outcome } from "./messages";
import { stateOf } from "./stage";
import { Voting } from "./voting";

/** The parts of a device whose page has named its conference. */
interface Opened {
    readonly known: Known;
    readonly following: Following;
    readonly arrival: Arrival;
    readonly voting: Voting;
}

export class ParticipantHost {
    #opened: Opened | undefined;

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
        if (command.what === "open")
            return this.open({ server: command.origin, id: command.conference }, command.kiosk);
        const { known, following, arrival, voting } = this.opened;
        switch (command.what) {
            case "slip":
                return arrival.takeLink(command.link);
            case "typed":
                return arrival.takeTyped(command.number, command.code);
            case "check-in":
                return arrival.checkIn();
            case "fingerprint":
                return arrival.takeFingerprint(command.given);
            case "seal":
                return voting.seal(command.levels);
            case "cast":
                return voting.castSealed();
            case "retry":
                known.refused = undefined;
                if (known.casting || known.reading) following.wake();
                else void voting.cast();
                return nothing;
            case "challenge":
                return voting.challenge();
            case "afresh":
                return voting.afresh();
            case "keep-cast":
                return voting.dropChange();
            case "save-copy":
                return arrival.saveCopy(SecretBytes.take(command.passphrase));
            case "open-copy":
                return arrival.openCopy(command.file, SecretBytes.take(command.passphrase));
            case "mine":
                return voting.proveMine(command.key);
            case "evidence":
                return ok({ text: known.evidence });
        }
    }

    private async open(address: ConferenceAddress, kiosk: boolean): Promise<Result<Outcome>> {
        const home = kiosk ? new TabletHome(address.id) : new PhoneHome(address.id);
        const known = new Known(address, home);
        const tell = () => {
            this.tellAll();
        };
        const following: Following = new Following(
            known,
            this.network,
            tell,
            () => void voting.cast(),
            (waits) => {
                voting.clock.inForce(waits);
            },
            () => arrival.goOnWithKept(),
        );
        const voting = new Voting(known, following, tell);
        const arrival: Arrival = new Arrival(known, following, this.network);
        this.#opened = { known, following, arrival, voting };
        const kept = await home.credential(undefined);
        if (!kept.ok) return kept;
        known.receipts = await home.receipts();
        known.pending = await home.pending();
        if (kept.value) await arrival.resume(kept.value);
        return nothing;
    }
    private get opened(): Opened {
        if (!this.#opened) throw new Error("internal check failed: a command before open");
        return this.#opened;
    }
    private tellAll(): void {
        this.tell(stateOf(this.opened.known));
    }
}
