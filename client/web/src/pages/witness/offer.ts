// What a witness's page offers: a pure function of what the conference's log says.
import { type WitnessView } from "../../staff/desk_view";
import { offeredParts } from "../staff/parts";

/** What there is to do or to see. */
export type Part = "notNamed" | "beforeOpening" | "confirming" | "nothingNow" | "annulled" | "published";

export interface Offer {
    /** In the order in which they stand. */
    readonly parts: readonly Part[];
    /** The numbers of the moment stand beside them. */
    readonly numbersBeside: boolean;
}

/** A key that the conference does not name has nothing to do there. */
export function offerOf({ named, sheet, phase, result }: WitnessView): Offer {
    const annulled = phase === "annulled";
    const published = result !== undefined;
    const idle = named && sheet === undefined && !annulled && !published;
    const offered: Record<Part, boolean> = {
        notNamed: !named,
        beforeOpening: idle && phase === "setup",
        confirming: named && sheet !== undefined,
        nothingNow: idle && phase !== "setup",
        annulled: named && annulled,
        published: named && published,
    };
    return { parts: offeredParts(offered), numbersBeside: named };
}
