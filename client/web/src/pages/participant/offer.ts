// What the participant's page offers: a pure function of the stage, of whose device it is, and of what happened in this visit.
import { type Stage } from "../../participant/messages";

/** What the worker does not know. */
export interface Visit {
    /** The person says that the fingerprint differs. */
    readonly suspicion: boolean;
    /** A shared tablet has forgotten whoever was there before. */
    readonly forgotten: boolean;
}

export interface Offer {
    readonly shown: Stage | { readonly at: "suspicion" };
    /** The device is the person's: marks, receipts and copies may stay on it. On a shared tablet nothing does. */
    readonly ownDevice: boolean;
    /** A ballot can be cast or changed, so that the page says how long there is for it. */
    readonly lastCall: boolean;
    /** How a person's turn at a shared tablet ends: it may end now, or there is nothing left to be done. */
    readonly turnEnd: "none" | "allowed" | "due";
    /** The page says to the next person that the one before is forgotten. */
    readonly saysForgotten: boolean;
}

const turnEnds: Record<Stage["at"], Offer["turnEnd"]> = {
    reading: "none",
    "no-slip": "none",
    greeting: "allowed",
    "checked-in": "due",
    ballot: "allowed",
    sealed: "allowed",
    challenged: "allowed",
    casting: "none", // a ballot on its way is not given up
    refused: "allowed",
    cast: "due",
    closed: "due",
    desk: "due",
    stop: "allowed",
};
const whileVoting: readonly Stage["at"][] = ["ballot", "sealed", "challenged", "casting", "refused", "cast"];

export function offerOf(stage: Stage, ownDevice: boolean, { suspicion, forgotten }: Visit): Offer {
    return {
        shown: suspicion ? { at: "suspicion" } : stage,
        ownDevice,
        lastCall: whileVoting.includes(stage.at),
        turnEnd: ownDevice ? "none" : turnEnds[stage.at],
        saysForgotten: !ownDevice && forgotten && stage.at === "no-slip",
    };
}
