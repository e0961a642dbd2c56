// What staff's pages offer, role by role, at every moment of the log of tests/vectors and where a vote goes otherwise.
import { beforeAll, describe, expect, it } from "vitest";
import { QuorumMeasured } from "../../src/election/bodies";
import { offerOf as offerToMember } from "../../src/pages/board/offer";
import { offerFor, offerOf as offerToOrganizer } from "../../src/pages/organizer/offer";
import { numbersOf } from "../../src/pages/staff/offer";
import { offerOf as offerToWitness } from "../../src/pages/witness/offer";
import type { OrganizerView } from "../../src/staff/desk_view";
import { type StaffViews, viewsOfLog } from "../support/staff_views";

let views: StaffViews;
beforeAll(() => {
    views = viewsOfLog();
});

/** The different answers over the log, each with the size at which it comes. */
function overTheLog<View>(moments: readonly View[], answerTo: (view: View) => readonly string[]): string[] {
    const answers: string[] = [];
    let last = "";
    for (const [size, view] of moments.entries()) {
        if (size === 0) continue;
        const answer = answerTo(view).join(", ");
        if (answer !== last) answers.push(`${size}: ${answer}`);
        last = answer;
    }
    return answers;
}

const last = <View>(moments: readonly View[]): View => moments[moments.length - 1] as View;

describe("an organizer", () => {
    it("is offered what the moment allows, what is next first", () => {
        expect(overTheLog(views.organizer, (view) => offerToOrganizer(view).parts)).toEqual([
            "1: roll, board, opening, annulling",
            "2: board, slips, opening, annulling",
            "12: slips, board, opening, annulling",
            "22: opening, slips, board, annulling",
            "24: confirming, slips, annulling",
            "27: voting, slips, annulling",
            "38: counting, annulling",
            "43: counting",
            "44: announcing",
        ]);
    });
    it("hands slips out until the vote opens, and steers the hall once the result is announced", () => {
        expect(
            overTheLog(views.organizer, (view) => {
                const { slips, hallScreen } = offerToOrganizer(view);
                return [slips ? "slips" : "", hallScreen ? "hall" : ""];
            }),
        ).toEqual(["1: slips, ", "24: , ", "45: , hall"]);
    });
    const [setup, voting] = [22, 27].map((size) => () => views.organizer[size] as OrganizerView) as [
        () => OrganizerView,
        () => OrganizerView,
    ];
    const measured = (view: OrganizerView, quorumMeasured: QuorumMeasured): OrganizerView => {
        const rules = { ...view.manifest.rules, quorumMeasured };
        return { ...view, manifest: { ...view.manifest, rules } };
    };
    it("cannot open without a key, nor with fewer people than a secret takes", () => {
        const view = setup();
        expect(offerToOrganizer(view).opensNotYet).toBeUndefined();
        expect(offerToOrganizer({ ...view, board: undefined }).opensNotYet).toBe("noKey");
        expect(offerToOrganizer({ ...view, enrolled: view.manifest.smallestSet - 1 }).opensNotYet).toBe(
            "tooFew",
        );
    });
    it("gives a reason for opening without a quorum, where it is measured then", () => {
        const missed = { ...setup(), quorumMet: false };
        const gives = (view: OrganizerView) => offerToOrganizer(view).opensWithoutQuorum;
        expect(gives(measured(missed, QuorumMeasured.atOpen))).toBe(true);
        expect(gives(measured(missed, QuorumMeasured.atClose))).toBe(false);
        expect(gives(measured({ ...missed, quorumMet: true }, QuorumMeasured.atOpen))).toBe(false);
    });
    it("is warned of a close that ends the vote without a result", () => {
        const view = { ...measured(voting(), QuorumMeasured.atClose), papersIssued: 0 };
        const { quorumLeast, manifest } = view;
        const enough = Math.max(quorumLeast, manifest.smallestSet);
        const into = (parts: Partial<OrganizerView>) => offerToOrganizer({ ...view, ...parts }).closesInto;
        expect(into({ ballotsTold: manifest.smallestSet - 1 })).toBe("tooFew");
        expect(into({ ballotsTold: enough })).toBeUndefined();
        expect(into({ ballotsTold: enough, quorumLeast: enough + 1 })).toBe("noQuorum");
        expect(into({ ballotsTold: enough, quorumLeast: enough + 1, papersIssued: 1 })).toBeUndefined();
    });
    it("gives a person who is there neither paper nor, once the vote is open, a slip", () => {
        const [before, open] = [{ slips: true }, { slips: false }];
        expect(offerFor("absent", before)).toEqual({ slip: true, paper: "yes" });
        expect(offerFor("revoked", before)).toEqual({ slip: true, paper: "yes" });
        expect(offerFor("checkedIn", before)).toEqual({ slip: true, paper: "notNow" });
        expect(offerFor("paper", before)).toEqual({ slip: false, paper: "no" });
        expect(offerFor("absent", open)).toEqual({ slip: false, paper: "yes" });
        expect(offerFor("checkedIn", open)).toEqual({ slip: false, paper: "notNow" });
    });
});

describe("a member of the board", () => {
    it("is offered one thing after the other", () => {
        expect(overTheLog(views.member, (view) => offerToMember(view).parts)).toEqual([
            "1: ceremony",
            "12: ceremony, readiness, slipCheck",
            "24: confirming, slipCheck",
            "38: confirming, paperCount",
            "41: confirming, paperCount, shares",
            "42: confirming, shares",
            "44: published",
        ]);
    });
    it("who is not on the board is told so, and offered nothing of a member's", () => {
        const parts = overTheLog(
            views.member,
            (view) => offerToMember({ ...view, number: undefined, sheet: undefined }).parts,
        );
        expect(parts).toEqual([
            "1: ceremony",
            "4: notOnBoard, ceremony",
            "24: notOnBoard",
            "44: notOnBoard, published",
        ]);
    });
    it("compares the characters of the key card until the vote opens", () => {
        const shows = overTheLog(views.member, (view) => [String(offerToMember(view).characters)]);
        expect(shows).toEqual(["1: true", "24: false"]);
    });
});

describe("a witness", () => {
    it("waits, and confirms", () => {
        expect(overTheLog(views.witness, (view) => offerToWitness(view).parts)).toEqual([
            "1: beforeOpening",
            "24: confirming",
            "44: published",
        ]);
    });
    it("whom the conference does not name is offered its key alone", () => {
        expect(offerToWitness({ ...last(views.witness), named: false })).toEqual({
            parts: ["notNamed"],
            numbersBeside: false,
        });
    });
});

describe("everybody of the staff", () => {
    it("sees that a vote was annulled", () => {
        const annulled = { phase: "annulled", result: undefined, sheet: undefined } as const;
        const [organizer, member, witness] = [last(views.organizer), last(views.member), last(views.witness)];
        expect(offerToOrganizer({ ...organizer, ...annulled }).parts).toEqual(["annulled"]);
        expect(offerToMember({ ...member, ...annulled }).parts).toEqual(["annulled"]);
        expect(offerToWitness({ ...witness, ...annulled }).parts).toEqual(["annulled"]);
    });
    it("sees the numbers of the moment", () => {
        const shown = overTheLog(views.organizer, (view) =>
            Object.entries(numbersOf(view)).flatMap(([name, is]) => (is ? [name] : [])),
        );
        expect(shown).toEqual([
            "2: quorum",
            "4: quorum, boardMark",
            "24: quorum, openConfirmations, ballotsTold, boardMark",
            "38: quorum, openConfirmations, count, boardMark",
        ]);
    });
});
