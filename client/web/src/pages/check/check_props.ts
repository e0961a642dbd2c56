import { type ConferenceView } from "../../participant/conference_view";

export interface CheckProps {
    readonly conference: string;
    /** Told whose log it was, once that is known. */
    readonly onKnown: (conference: ConferenceView | undefined) => void;
    readonly onLeave: () => void;
}
