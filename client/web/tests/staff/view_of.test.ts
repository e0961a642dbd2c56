// What staff's pages are told, over the recorded log at each of its moments.
import { beforeAll, describe, expect, test } from "vitest";
import { logEntries, logVector } from "../support/log";
import { type StaffViews, viewsOfLog } from "../support/staff_views";

let views: StaffViews;
beforeAll(() => {
    views = viewsOfLog();
});
const organizerAt = (size: number) => views.organizer[size];
const memberAt = (size: number) => views.member[size];

test("is plain data at every moment, so that it can leave the worker", () => {
    for (const view of [...views.organizer, ...views.member, ...views.witness])
        expect(structuredClone(view)).toEqual(view);
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
