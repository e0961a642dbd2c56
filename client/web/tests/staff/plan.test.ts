// The plan at every moment of the vectors' log: one step is now, those before it are done.
import { expect, test } from "vitest";
import { applyCarried } from "../../src/election/apply";
import { State } from "../../src/election/state";
import { nextStep } from "../../src/staff/next_step";
import { planOf } from "../../src/staff/plan";
import { logEntries } from "../support/log";
import { must } from "../support/vectors";

test("goes through a conference from its first entry to its last", () => {
    const state = new State();
    const steps: string[] = [];
    for (const entry of logEntries) {
        must(applyCarried(state, entry));
        const lines = planOf(nextStep(state), state.papersIssued);
        const now = lines.filter(({ standing }) => standing === "now");
        expect(now).toHaveLength(1);
        const at = lines.findIndex(({ standing }) => standing === "now");
        expect(lines.map(({ standing }) => standing)).toEqual(
            lines.map((_, place) => (place < at ? "done" : place === at ? "now" : "later")),
        );
        const said = `${now[0]?.step ?? ""}: ${now[0]?.who ?? ""}`;
        if (steps.at(-1) !== said) steps.push(said);
    }
    expect(steps).toEqual([
        "roll: organizer",
        "board: organizer",
        "ceremony: board",
        "checkIn: hall",
        "open: organizer",
        "confirmOpen: board",
        "close: organizer",
        "confirmClose: board",
        "paperCount: board",
        "shares: board",
        "announce: organizer",
        "minutes: organizer",
    ]);
});
test("has no paper to count where none was issued, and nothing of a vote that has ended", () => {
    expect(planOf("shares", 0).some(({ step }) => step === "paperCount")).toBe(false);
    expect(planOf("ended", 1)).toEqual([]);
});
