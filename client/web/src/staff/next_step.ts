// What the organizer does next, or waits for: read off the log.
import { QuorumMeasured } from "../election/bodies";
import { quorumMet } from "../election/outcome";
import { type State } from "../election/state";

export type NextStep =
    | "roll"
    | "board"
    | "ceremony"
    | "checkIn"
    | "open"
    | "confirmOpen"
    | "close"
    | "confirmClose"
    | "paperCount"
    | "shares"
    | "announce"
    | "minutes"
    | "ended";

export function nextStep(state: State): NextStep {
    switch (state.phase) {
        case "first":
        case "setup":
            if (state.summoned === 0) return "roll";
            if (!state.ceremony) return "board";
            if (state.ceremony.acknowledged.size < state.manifest.trustees) return "ceremony";
            return mayOpen(state) ? "open" : "checkIn";
        case "voting":
            return state.openConfirmed ? "close" : "confirmOpen";
        case "counting":
            if (!state.closeConfirmed) return "confirmClose";
            return state.papersIssued > 0 && !state.paperCount ? "paperCount" : "shares";
        case "published":
            return state.announced ? "minutes" : "announce";
        case "too few ballots":
        case "no quorum":
        case "annulled":
            return "ended";
    }
}

/** Enough people are there for a ballot to be secret, and for the quorum where it is measured at the open. */
function mayOpen({ manifest, enrolled, present, summoned }: State): boolean {
    const { rules, smallestSet } = manifest;
    const atOpen = (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atOpen;
    return enrolled >= smallestSet && (!atOpen || quorumMet(rules, present, summoned));
}
