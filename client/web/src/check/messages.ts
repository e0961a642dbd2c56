// What the check page and its worker tell each other. Nothing here is secret: a challenged ballot is never cast, and whose a
// ballot is convinces nobody but this device.
import { type Rejection } from "../crypto/result";
import type { ConferenceView } from "../participant/conference_view";
import { type Level } from "../election/bodies";

/** How the fragment of a challenge's code begins. */
export const challengePrefix = "challenge.";
/** How the texts of "it is mine" begin: the checking device's key, and the answer. */
export const mineKeyPrefix = "vouch:mine-key:";
export const mineProofPrefix = "vouch:mine:";

interface Conference {
    readonly conference: string;
    readonly origin: string;
    /** The tracker as it was noted: 28 characters, or 64 hexadecimal digits. */
    readonly noted: string;
}
/** `challenge` is what the QR code of the challenge says, or its file. */
export interface ChallengeRequest extends Conference {
    readonly what: "challenge";
    readonly challenge: string;
}
/** Asks whether the ballot of the tracker is that of the roll number. */
export interface MineRequest extends Conference {
    readonly what: "mine";
    readonly number: number;
}
export type CheckRequest =
    | ChallengeRequest
    | MineRequest
    /** What the person's device answered to the key. */
    | { readonly what: "answer"; readonly text: string };

interface Reading {
    readonly what: "reading";
    readonly done: number;
    readonly total: number;
}
interface Stopped {
    readonly what: "refused";
    readonly why: Rejection;
}
interface Failed {
    readonly what: "failed";
}
/** The log in which the answer was found. */
interface ByLog {
    readonly conference: ConferenceView;
    readonly fingerprint: string;
}

export type ChallengeAnswer =
    Reading | (ByLog & { readonly what: "levels"; readonly levels: readonly Level[] }) | Stopped | Failed;

export type MineQuestionWrong = "notOpen" | "notCheckedIn" | "noBallot" | "severalBallots";
export type MineAnswer =
    | Reading
    /** The question cannot be asked of this log. */
    | { readonly what: "wrong-question"; readonly why: MineQuestionWrong }
    /** The key that the person's device is to answer. */
    | { readonly what: "key"; readonly text: string }
    /** The text was no answer. The key still waits for one. */
    | { readonly what: "no-answer" }
    | (ByLog & {
          readonly what: "whose";
          readonly number: number;
          readonly proven: boolean;
          readonly superseded: boolean;
          readonly index: number;
      })
    | Stopped
    | Failed;
export type CheckAnswer = ChallengeAnswer | MineAnswer;
