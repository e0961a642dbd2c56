// What a participant's device knows, in its worker, and what of it the page is told.
import { type Rejection } from "../crypto/result";
import { anchorMark } from "../election/fingerprint";
import { type SealedBallot } from "../election/seal";
import { type Receipt } from "../service/cast";
import { type Device } from "../service/device";
import { type Place, type SlipLink } from "../service/place";
import { viewOfConference, viewOfTracker } from "./conference_view";
import { evidenceText } from "./evidence";
import { type Home, type Pending } from "./kept";
import {
    type DeskReason,
    type DeviceState,
    type HallView,
    type OpeningView,
    type SlipProblem,
    type Stage,
} from "./messages";
import { stageOf } from "./stage";

export class Known {
    slip: SlipLink | undefined;
    typed = false; // nothing but the fingerprint ties this device to the election
    scanned: Device | undefined;
    person: { readonly name: string; readonly unit: string } | undefined;
    opening: OpeningView | undefined;
    sealed: SealedBallot | undefined;
    challenged: Extract<Stage, { at: "challenged" }> | undefined;
    pending: Pending | undefined;
    casting = false;
    refused: Rejection | undefined;
    receipts: readonly Receipt[] = [];
    changing = false;
    desk: DeskReason | undefined;
    stop: Rejection | undefined;
    problem: SlipProblem | undefined;
    reading = false;
    hall: HallView | undefined;
    connected = true;
    sendsAt: number | undefined;

    constructor(
        readonly place: Place,
        readonly home: Home,
    ) {}

    /** For what needs one. */
    get device(): Device {
        if (!this.scanned) throw new Error("internal check failed: a command before there is a device");
        return this.scanned;
    }

    get state(): DeviceState {
        const state = this.scanned?.view.state;
        const { opening, hall, connected } = this;
        const replayed = state !== undefined && state.phase !== "first";
        const conference = replayed ? viewOfConference(state.manifest, state.electionId) : undefined;
        return { stage: this.stage, conference, opening, hall, boardMark: this.boardMark, connected };
    }
    private get boardMark(): string | undefined {
        const anchor = this.slip?.anchor ?? this.scanned?.credential?.anchor;
        const named = anchor !== undefined && anchor.length > 0 && this.scanned?.anchorAnswer === "good";
        return named ? anchorMark(anchor) : undefined;
    }
    private get stage(): Stage {
        const { person, opening, desk, stop, problem, reading, challenged, pending } = this;
        const { casting, sendsAt, refused, receipts, changing, connected } = this;
        return stageOf({
            ...{ person, opening, desk, stop, problem, reading, challenged, pending },
            ...{ casting, sendsAt, refused, receipts, changing, connected },
            device: this.scanned,
            number: this.slip?.number,
            sealed: this.sealed && viewOfTracker(this.sealed.tracker.tracker),
        });
    }
    /** For the counting board to look at. */
    get evidence(): string {
        const { place, opening, receipts, stop } = this;
        return evidenceText({ place, view: this.scanned?.view, opening, receipts, stop });
    }
}
