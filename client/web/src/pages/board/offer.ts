// What the page of a member of the counting board offers: a pure function of what the conference's log says.
import { type BoardMemberView } from "../../staff/desk_view";
import { offeredParts } from "../staff/parts";

/** What there is to do or to see, each part a card of its own. */
export type Part =
    | "notOnBoard"
    | "ceremony"
    | "readiness"
    | "confirming"
    | "paperCount"
    | "shares"
    | "slipCheck"
    | "annulled"
    | "published";

export interface Offer {
    /** In the order in which they stand. */
    readonly parts: readonly Part[];
    /** The characters of this member's key card are still compared by people. */
    readonly characters: boolean;
}

export function offerOf(view: BoardMemberView): Offer {
    const { phase, board, result } = view;
    const setup = phase === "setup";
    const member = view.number !== undefined;
    const counting = member && phase === "counting";
    const made = member && board?.made === true;
    const offered: Record<Part, boolean> = {
        notOnBoard: board !== undefined && !member,
        ceremony: setup,
        readiness: setup && made,
        confirming: member && view.sheet !== undefined,
        paperCount: counting && view.wantsPaperCount,
        shares: counting && view.closeConfirmed,
        slipCheck: (setup || phase === "voting") && made && view.anchor !== undefined,
        annulled: phase === "annulled",
        published: result !== undefined,
    };
    return { parts: offeredParts(offered), characters: setup };
}
