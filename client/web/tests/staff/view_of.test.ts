// What staff's pages are told, over the recorded log at each of its moments.
import { beforeAll, describe, expect, test } from "vitest";
import { applyCarried } from "../../src/election/apply";
import { State } from "../../src/election/state";
import { BulletinReader } from "../../src/service/bulletins";
import { Session } from "../../src/service/session";
import type { Desk } from "../../src/staff/desk";
import type { BoardMemberView, OrganizerView } from "../../src/staff/desk_view";
import type { Organizer } from "../../src/staff/organizer";
import type { TrusteeAtWork } from "../../src/staff/trustee";
import { viewOfMember, viewOfOrganizer } from "../../src/staff/view_of";
import { logEntries, logVector } from "../support/log";
import { trustee } from "../support/staff";
import { must } from "../support/vectors";

const organizerViews: OrganizerView[] = []; // after so many entries
const memberViews: BoardMemberView[] = []; // of trustee 2

beforeAll(() => {
    const state = new State();
    const place = { server: "https://tally.example", id: "0011223344556677" };
    const bulletins = new BulletinReader(Session.withConference(place)); // of which nothing is read
    const desk = { state, place, bulletins, progress: undefined } as unknown as Desk;
    for (const [at, entry] of logEntries.entries()) {
        must(applyCarried(state, entry));
        organizerViews[at + 1] = viewOfOrganizer({ desk } as Organizer);
        memberViews[at + 1] = viewOfMember({ desk, keys: trustee(2) } as TrusteeAtWork);
    }
});
const organizerAt = (size: number) => organizerViews[size];
const memberAt = (size: number) => memberViews[size];

test("is plain data at every moment, so that it can leave the worker", () => {
    for (const view of [...organizerViews, ...memberViews]) expect(structuredClone(view)).toEqual(view);
});

describe("before the opening", () => {
    test("there is no board, then one whose members deal and acknowledge", () => {
        expect(organizerAt(3)).toMatchObject({
            phase: "setup",
            next: "board",
            board: undefined,
            anchor: undefined,
        });
        expect(organizerAt(4)?.board?.members.map(({ dealt }) => dealt)).toEqual([false, false, false]);
        expect(organizerAt(7)?.board?.members.map(({ dealt }) => dealt)).toEqual([true, true, true]);
        expect(organizerAt(7)?.board?.made).toBe(false);
        expect(organizerAt(12)?.board).toMatchObject({ made: true });
        expect(organizerAt(12)?.anchor).toMatchObject({
            hex: logVector.slip_anchor,
            mark: logVector.slip_mark,
            readOut: logVector.slip_read_out.replaceAll("-", ""),
        });
    });
    test("a complaint is told by name, and whether it was answered", () => {
        expect(organizerAt(8)?.board?.complaints.map(({ answered }) => answered)).toEqual([false]);
        expect(organizerAt(12)?.board?.complaints.map(({ answered }) => answered)).toEqual([true]);
    });
    test("a member has nothing to confirm or to count", () => {
        expect(memberAt(3)).toMatchObject({ number: undefined, sheet: undefined });
        expect(memberAt(12)).toMatchObject({ number: 2, sheet: undefined, mayCount: { ok: false } });
    });
});

describe("from the opening on", () => {
    test("its number is there at once, the fingerprint once it is confirmed", () => {
        expect(organizerAt(23)?.opening).toBe(undefined);
        expect(organizerAt(25)?.opening?.number).toBe(logVector.opening_number);
        expect(memberAt(25)?.sheet).toMatchObject({ ofClose: false, digest: logVector.open_digest });
        expect(organizerAt(25)?.opening?.fingerprint).toBe(undefined);
        expect(organizerAt(36)?.opening?.fingerprint?.digits).toBe(logVector.fingerprint);
    });
    test("who counts is told, and the result with its per cents", () => {
        const last = organizerAt(logEntries.length);
        expect(last?.board?.members.filter(({ counted }) => counted)).toHaveLength(
            last?.manifest.threshold ?? 0,
        );
        expect(last?.result?.lines).toHaveLength(last?.manifest.officials.length ?? 0);
        for (const line of last?.result?.lines ?? []) {
            const { high, medium, low, blank } = line;
            expect(high.count + medium.count + low.count + blank).toBeLessThanOrEqual(
                last?.result?.base ?? 0,
            );
            expect(high.hundredths).toBe(Math.round((high.count / (last?.result?.base ?? 0)) * 10_000));
        }
    });
});
