// Which numbers of the moment staff's pages show: a pure function of what the conference's log says.
import { type DeskView } from "../../staff/desk_view";

export interface NumbersOffer {
    readonly quorum: boolean;
    readonly openConfirmations: boolean;
    /** The server's word, while ballots come in. */
    readonly ballotsTold: boolean;
    /** From the log: ballots, the close's confirmations, the shares. */
    readonly count: boolean;
    readonly boardMark: boolean;
}

export function numbersOf({ phase, summoned, closed, anchor }: DeskView): NumbersOffer {
    return {
        quorum: summoned > 0,
        openConfirmations: phase !== "setup",
        ballotsTold: phase === "voting",
        count: closed,
        boardMark: anchor !== undefined,
    };
}
