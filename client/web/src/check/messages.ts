// What the check page and its worker tell each other. Nothing here is secret: a challenged ballot is never cast.
import { type Rejection } from "../crypto/result";
import { type ConferenceView } from "../participant/messages";
import { type Level } from "../ui/level_choice";

/** How the fragment of a challenge's code begins. */
export const challengePrefix = "challenge.";

export interface CheckRequest {
    readonly conference: string;
    readonly origin: string;
    /** The tracker as it was noted: 26 characters, or 64 hexadecimal digits. */
    readonly noted: string;
    /** What the challenge's QR code says, or its file. */
    readonly challenge: string;
}
export type CheckAnswer =
    | { readonly what: "reading"; readonly done: number; readonly total: number }
    | {
          readonly what: "levels";
          readonly conference: ConferenceView;
          readonly fingerprint: string;
          readonly levels: readonly Level[];
      }
    | { readonly what: "refused"; readonly why: Rejection }
    | { readonly what: "failed" };
