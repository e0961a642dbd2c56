// What the participant's pages and their worker tell each other. The worker holds the credential, reads the log, seals
// and casts; a page shows where things stand and passes on what was pressed. No secret comes this way but the marks, the
// slip's code as it is entered, and a passphrase.
import { ok, type Rejection, type Result } from "../crypto/result";
import { type Level } from "../election/bodies";
import { type Progress } from "../gen/service_pb";
import type { SlipRefusedFor } from "../service/device";
import type { ConferenceView, TrackerView } from "./conference_view";

/** What the server says. Nobody has checked it: it is only shown. Ballots wait until those of `mixBallots` participants can be
    recorded together, or for `mixWaitMs`. */
export const shownOfHall = [
    "summoned",
    "enrolled",
    "confirmations",
    "confirmationsNeeded",
    "mixBallots",
    "mixWaitMs",
] as const;
export interface HallView extends Readonly<Pick<Progress, (typeof shownOfHall)[number]>> {
    /** Of the last call, by this device's clock. */
    readonly lastCallEndsAt: number | undefined;
}

/** Whom the named roll greets. */
export interface PersonView {
    readonly name: string;
    readonly unit: string;
}

export interface CastBallotView {
    readonly tracker: TrackerView;
    readonly index: number;
    readonly superseded: boolean;
    /** By this device's clock, in milliseconds since 1970. Undefined where another device, or an earlier visit to a tablet, cast it. */
    readonly castAt: number | undefined;
}

export interface OpeningView {
    readonly digest: string;
    /** Sixteen digits. */
    readonly fingerprint: string;
}

export type HelpDeskReason = SlipRefusedFor | "revoked" | "annulled";

/** What the log says of a number that cannot check in. */
export interface HelpDeskFacts {
    readonly number: number;
    /** Number and code were typed, and can be typed again. */
    readonly typed: boolean;
    /** Slips are replaced in setup alone, and paper is given until the close. */
    readonly moment: "setup" | "voting" | "over";
    readonly taken: "no" | "checkedIn" | "paper";
    /** The place in the log of what took the number. */
    readonly since: number;
}

/** What is wrong with a slip that was scanned. */
export type SlipProblem = "badLink" | "otherConference" | "otherPerson";

/** Where a participant stands with this conference on this device. */
export type Stage =
    | { readonly at: "reading"; readonly done: number; readonly total: number }
    | { readonly at: "no-slip"; readonly problem: SlipProblem | undefined }
    | {
          readonly at: "greeting";
          readonly number: number;
          readonly person: PersonView | undefined;
      }
    | { readonly at: "checked-in" }
    | {
          readonly at: "ballot";
          readonly opening: OpeningView;
          /** A ballot that was cast is being changed. */
          readonly changing: boolean;
          /** The fingerprint was compared before an earlier sealing. */
          readonly compared: boolean;
          /** The fingerprint has to be given before anything is sealed: no slip of this device names the board. */
          readonly asks: boolean;
      }
    | { readonly at: "sealed"; readonly tracker: TrackerView }
    | {
          readonly at: "challenged";
          readonly tracker: TrackerView;
          readonly link: string;
          readonly file: string;
      }
    | {
          readonly at: "casting";
          readonly tracker: TrackerView;
          /** The network is gone. */
          readonly waiting: boolean;
          /** A replacement that came too soon is sent then, by this device's clock. */
          readonly sendsAt: number | undefined;
      }
    | {
          readonly at: "refused";
          readonly why: Rejection;
          /** The same ballot may be sent once more. */
          readonly again: boolean;
          /** The file that shows the refusal to anybody; nothing where the log did not sign it. */
          readonly refusal: string | undefined;
      }
    | {
          readonly at: "cast";
          readonly ballots: readonly CastBallotView[];
          readonly receipt: string;
          readonly changesLeft: number;
      }
    | {
          readonly at: "closed";
          readonly ballot: CastBallotView | undefined;
          readonly confirmed: boolean;
          readonly unsent: boolean;
          /** The file that shows why the last ballot was refused; nothing where it was not, or because of the close. */
          readonly refusal: string | undefined;
      }
    /** No facts where it is not about a number. */
    | { readonly at: "desk"; readonly why: HelpDeskReason; readonly facts: HelpDeskFacts | undefined }
    | { readonly at: "stop"; readonly why: Rejection };

export interface DeviceState {
    readonly stage: Stage;
    readonly conference: ConferenceView | undefined;
    readonly opening: OpeningView | undefined;
    readonly hall: HallView | undefined;
    /** Eight characters of the board that this device's slip names; nothing where none was scanned, or it does not fit. */
    readonly boardMark: string | undefined;
    readonly connected: boolean;
    /** There are relays, and the last ballot went through none of them. */
    readonly straight: boolean;
}

export type Command =
    | { readonly what: "open"; readonly conference: string; readonly origin: string; readonly kiosk: boolean }
    | { readonly what: "slip"; readonly link: string }
    | { readonly what: "typed"; readonly number: number; readonly code: string }
    | { readonly what: "check-in" }
    /** Sixteen digits as they were read out, or 64 hex digits of a trustee's QR code. */
    | { readonly what: "fingerprint"; readonly given: string }
    | { readonly what: "seal"; readonly levels: readonly Level[] }
    | { readonly what: "cast" }
    | { readonly what: "retry" }
    | { readonly what: "challenge" }
    /** Drops what was sealed or challenged, or begins to change a ballot that was cast. */
    | { readonly what: "afresh" }
    /** Ends a change: the ballot that was cast stays. */
    | { readonly what: "keep-cast" }
    | { readonly what: "save-copy"; readonly passphrase: Uint8Array }
    | { readonly what: "open-copy"; readonly file: Uint8Array; readonly passphrase: Uint8Array }
    /** What a checking device shows. The outcome's text is the answer to it. */
    | { readonly what: "mine"; readonly key: string }
    | { readonly what: "evidence" };

/** What a command hands back, beside the state that follows from it. */
export interface Outcome {
    /** The wrapped copy of the credential. */
    readonly file?: Uint8Array;
    /** The evidence, or the answer to a checking device. */
    readonly text?: string;
}

export const nothing: Result<Outcome> = ok({});
