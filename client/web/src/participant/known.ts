// What a participant's device knows, in its worker. What a page is told of it is made in stage.ts.
import { type Rejection } from "../crypto/result";
import { type SealedBallot } from "../election/seal";
import { type ConferenceAddress, type SlipLink } from "../service/conference_address";
import { type Device } from "../service/device";
import { type KeptReceipt } from "../storage/database";
import { type ConferenceView } from "./conference_view";
import { evidenceText } from "./evidence";
import { type Home, type Pending } from "./kept";
import {
    type HallView,
    type HelpDeskFacts,
    type HelpDeskReason,
    type OpeningView,
    type PersonView,
    type SlipProblem,
    type Stage,
} from "./messages";

/** Why the person has to go to the help desk, and the conference where no device stands for it. */
interface HelpDesk {
    readonly why: HelpDeskReason;
    readonly facts: HelpDeskFacts;
    readonly conference: ConferenceView;
}

export class Known {
    slip: SlipLink | undefined;
    typed = false; // the code was typed, so that nothing but the fingerprint ties this device to the election
    scanned: Device | undefined;
    person: PersonView | undefined;
    opening: OpeningView | undefined; // once it is confirmed
    sealed: SealedBallot | undefined;
    challenged: Extract<Stage, { at: "challenged" }> | undefined;
    pending: Pending | undefined;
    casting = false;
    straight = false; // the last ballot went through none of the relays that there are
    refused: Rejection | undefined;
    refusal: string | undefined; // the file that shows it, where the log signed it; never stored
    receipts: readonly KeptReceipt[] = [];
    changing = false; // a ballot is begun afresh, after a cast, a challenge or a refusal
    helpDesk: HelpDesk | undefined;
    stop: Rejection | undefined;
    problem: SlipProblem | undefined;
    reading = false;
    hall: HallView | undefined;
    connected = true;
    sendsAt: number | undefined; // of a replacement that came too soon

    constructor(
        readonly address: ConferenceAddress,
        readonly home: Home,
    ) {}

    /** For commands that need a device. */
    get device(): Device {
        if (!this.scanned) throw new Error("internal check failed: a command before there is a device");
        return this.scanned;
    }

    /** What this device saw, for the counting board. */
    get evidence(): string {
        const { address, opening, receipts, stop } = this;
        return evidenceText({ address, view: this.scanned?.view, opening, receipts, stop });
    }
}
