// What the organizer's page offers while a conference is led: a pure function of what its log says.
import { QuorumMeasured } from "../../election/bodies";
import { type Presence } from "../../staff/attendance";
import { type OrganizerView } from "../../staff/desk_view";
import { type NextStep } from "../../staff/next_step";
import { offeredParts } from "../staff/parts";

/** What can be worked on, each part a card of its own. */
export type Part =
    | "roll"
    | "slips"
    | "board"
    | "opening"
    | "confirming"
    | "voting"
    | "counting"
    | "announcing"
    | "annulled"
    | "annulling";

export interface Offer {
    /** In the order in which they stand: what is to be done next comes first. */
    readonly parts: readonly Part[];
    /** Slips are handed out: to everybody at once, and to a person anew. */
    readonly slips: boolean;
    /** What still keeps the vote from being opened. */
    readonly opensNotYet: "noKey" | "tooFew" | undefined;
    /** A quorum is measured at the open and is not there: opening takes a reason. */
    readonly opensWithoutQuorum: boolean;
    /** What a close now would end the vote with, in place of a result, as far as the server's word on ballots goes. */
    readonly closesInto: "tooFew" | "noQuorum" | undefined;
    /** What every screen of the hall shows is chosen here. */
    readonly hallScreen: boolean;
}

export function offerOf(view: OrganizerView): Offer {
    const { phase, summoned, announced } = view;
    const setup = phase === "setup";
    const confirmed = view.opening?.fingerprint !== undefined;
    const offered: Record<Part, boolean> = {
        roll: setup && summoned === 0,
        slips: summoned > 0 && (setup || phase === "voting"),
        board: setup,
        opening: setup,
        confirming: phase === "voting" && !confirmed,
        voting: phase === "voting" && confirmed,
        counting: phase === "counting",
        announcing: phase === "published",
        annulled: phase === "annulled",
        annulling: setup || phase === "voting" || (phase === "counting" && view.shares === 0),
    };
    const parts = offeredParts(offered);
    const first = firstAt[view.next];
    parts.sort((a, b) => Number(b === first) - Number(a === first));
    const atOpen = (view.manifest.rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atOpen;
    return {
        parts,
        slips: setup,
        opensNotYet: opensNotYet(view),
        opensWithoutQuorum: atOpen && !view.quorumMet,
        closesInto: closesInto(view),
        hallScreen: announced,
    };
}

const firstAt: Partial<Record<NextStep, Part>> = {
    board: "board",
    ceremony: "board",
    open: "opening",
    confirmOpen: "confirming",
    close: "voting",
};

function opensNotYet({ board, enrolled, manifest }: OrganizerView): Offer["opensNotYet"] {
    if (!board?.made) return "noKey";
    return enrolled < manifest.smallestSet ? "tooFew" : undefined;
}

function closesInto({
    ballotsTold,
    papersIssued,
    quorumLeast,
    manifest,
}: OrganizerView): Offer["closesInto"] {
    if (ballotsTold < manifest.smallestSet) return "tooFew";
    const atClose = (manifest.rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atClose;
    return atClose && papersIssued === 0 && ballotsTold < quorumLeast ? "noQuorum" : undefined;
}

/** What can be done for one person of the roll. */
export interface PersonOffer {
    /** A slip: printed once more, or a new one in its place. */
    readonly slip: boolean;
    /** A paper ballot; not now where the person would have to give the check-in up first. */
    readonly paper: "no" | "notNow" | "yes";
}

export function offerFor(presence: Presence, { slips }: Pick<Offer, "slips">): PersonOffer {
    if (presence === "paper") return { slip: false, paper: "no" };
    return { slip: slips, paper: presence === "checkedIn" ? "notNow" : "yes" };
}
