// What the participant's page offers: a pure function of the stage, of whose device it is, and of what happened in this visit.
import { type Stage } from "../../participant/messages";
import { type Marks } from "./use_marks";

/** What the worker does not know. */
export interface Visit {
    /** The person says that the fingerprint differs. */
    readonly suspicion: boolean;
    /** A shared tablet has forgotten whoever was there before, who left a ballot that was not cast or did not. */
    readonly forgotten: "no" | "done" | "notCast";
}

export interface Offer {
    readonly shown: Stage | { readonly at: "suspicion" };
    /** The device is the person's: marks, receipts and copies may stay on it. On a shared tablet nothing does. */
    readonly ownDevice: boolean;
    /** The file that shows a refusal. It says whose the ballot is, and would stay on a shared tablet. */
    readonly refusal: string | undefined;
    /** A ballot can be cast or changed, so that the page says how long there is for it. */
    readonly lastCall: boolean;
    /** How a person's turn at a shared tablet ends: it may end now, at the price of a ballot that is not cast, or there is
        nothing left to be done. */
    readonly turnEnd: "none" | "allowed" | "losing" | "due";
    /** The device keeps nothing of the person yet, so that another browser can still be chosen. */
    readonly otherBrowser: boolean;
    /** The device keeps a credential of its person. */
    readonly needsStorage: boolean;
    /** People wait here, or mark: the screen is to stay on. */
    readonly awake: boolean;
    /** The page says to the next person that the one before is forgotten. */
    readonly saysForgotten: Visit["forgotten"];
}

/** The four steps of a vote, from check-in to cast. */
export const steps = ["checkIn", "mark", "seal", "cast"] as const;

/** The place in `steps`; undefined once nothing is left to be done, and where the way leads elsewhere. */
export function stepOf(stage: Offer["shown"], marking: Marks["at"] | undefined): number | undefined {
    switch (stage.at) {
        case "no-slip":
        case "greeting":
        case "checked-in":
            return 0;
        case "ballot":
            return marking === "review" ? 2 : 1;
        case "sealed":
        case "casting":
        case "refused":
            return 3;
        default:
            return undefined;
    }
}

const turnEnds: Record<Stage["at"], Offer["turnEnd"]> = {
    reading: "none",
    "no-slip": "none",
    greeting: "allowed",
    "checked-in": "due",
    ballot: "losing",
    sealed: "losing",
    challenged: "losing",
    casting: "none", // a ballot on its way is not given up
    refused: "losing",
    cast: "due",
    closed: "due",
    desk: "due",
    stop: "allowed",
};
const beforeCheckIn: readonly Stage["at"][] = ["no-slip", "greeting"];
const awake: readonly Stage["at"][] = ["checked-in", "ballot", "sealed", "casting"];
const whileVoting: readonly Stage["at"][] = ["ballot", "sealed", "challenged", "casting", "refused", "cast"];

export function offerOf(stage: Stage, ownDevice: boolean, { suspicion, forgotten }: Visit): Offer {
    return {
        shown: suspicion ? { at: "suspicion" } : stage,
        ownDevice,
        refusal: ownDevice && (stage.at === "refused" || stage.at === "closed") ? stage.refusal : undefined,
        lastCall: whileVoting.includes(stage.at),
        otherBrowser: ownDevice && beforeCheckIn.includes(stage.at),
        needsStorage: ownDevice && (stage.at === "checked-in" || whileVoting.includes(stage.at)),
        awake: awake.includes(stage.at),
        turnEnd: ownDevice ? "none" : turnEnds[stage.at],
        saysForgotten: !ownDevice && stage.at === "no-slip" ? forgotten : "no",
    };
}
