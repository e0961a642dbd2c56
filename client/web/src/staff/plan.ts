// The whole of a conference as steps, each with who has to act: what is done, what is now, what is still to come.
import { type NextStep } from "./next_step";

export type PlanStep = Exclude<NextStep, "ended">;
/** Who has to act. The hall is everybody with a slip. */
export type Actor = "organizer" | "board" | "hall";

export interface PlanLine {
    readonly step: PlanStep;
    readonly who: Actor;
    readonly standing: "done" | "now" | "later";
}

const steps: readonly (readonly [PlanStep, Actor])[] = [
    ["roll", "organizer"],
    ["board", "organizer"],
    ["ceremony", "board"],
    ["checkIn", "hall"],
    ["open", "organizer"],
    ["confirmOpen", "board"],
    ["close", "organizer"],
    ["confirmClose", "board"],
    ["paperCount", "board"],
    ["shares", "board"],
    ["announce", "organizer"],
    ["minutes", "organizer"],
];

/** Nothing of a vote that has ended without a result. Papers are counted where one was issued. */
export function planOf(next: NextStep, papersIssued: number): PlanLine[] {
    if (next === "ended") return [];
    const now = steps.findIndex(([step]) => step === next);
    const lines = steps.map(([step, who], at): PlanLine => {
        const standing = at < now ? "done" : at === now ? "now" : "later";
        return { step, who, standing };
    });
    return lines.filter(({ step }) => step !== "paperCount" || papersIssued > 0);
}
