// What pages offer, phase by phase, role by role.
import { describe, expect, it } from "vitest";
import { Reason } from "../../src/crypto/result";
import type { LogView, ObserverState } from "../../src/observer/views";
import { offerOf as offerToParticipant, stepOf, steps, type Visit } from "../../src/pages/participant/offer";
import { followingOf, offerOf } from "../../src/pages/public/offer";
import { type Stage } from "../../src/participant/messages";
import { inEach } from "../support/texts";

const tracker = { hex: "1f".repeat(32), characters: "K94DAX0M7QZ3RT8VW2YB5CE6HJ" };
const why = { reason: Reason.badProof, detail: "ballot: equation 3" };
const noSlip: Stage = { at: "no-slip", problem: undefined };
const sealed: Stage = { at: "sealed", tracker };
const casting: Stage = { at: "casting", tracker, waiting: false, sendsAt: undefined };
const cast: Stage = { at: "cast", ballots: [], receipt: "", changesLeft: 1 };
const stop: Stage = { at: "stop", why };
const fresh = { suspicion: false, forgotten: "no" } as const;

describe("a participant", () => {
    it.each([
        [noSlip, false, "none"],
        [{ at: "checked-in" }, false, "due"],
        [sealed, true, "losing"],
        [casting, true, "none"],
        [cast, true, "due"],
        [stop, false, "allowed"],
    ] as const)("at %o: last call %s, the tablet's end %s", (stage, lastCall, turnEnd) => {
        expect(offerToParticipant(stage, false, fresh)).toMatchObject({ lastCall, turnEnd, shown: stage });
        expect(offerToParticipant(stage, true, fresh)).toMatchObject({ lastCall, turnEnd: "none" });
    });
    it("is told on a tablet alone that the one before is forgotten, before a slip", () => {
        const says = (stage: Stage, own: boolean, forgotten: Visit["forgotten"]) =>
            offerToParticipant(stage, own, { suspicion: false, forgotten }).saysForgotten;
        expect(says(noSlip, false, "done")).toBe("done");
        expect(says(noSlip, false, "notCast")).toBe("notCast");
        expect(says(noSlip, false, "no")).toBe("no");
        expect(says(noSlip, true, "done")).toBe("no");
        expect(says(sealed, false, "done")).toBe("no");
    });
    it("may still choose another browser until a credential is kept, on a device of its own", () => {
        const offer = (stage: Stage, own = true) => offerToParticipant(stage, own, fresh);
        expect(offer(noSlip)).toMatchObject({ otherBrowser: true, needsStorage: false });
        expect(offer(cast)).toMatchObject({ otherBrowser: false, needsStorage: true });
        expect(offer(noSlip, false).otherBrowser).toBe(false);
        expect(offer(cast, false).needsStorage).toBe(false);
    });
    it("can save what shows a refusal, on a device of its own, where the log signed it", () => {
        const refused = (refusal?: string): Stage => ({ at: "refused", why, again: false, refusal });
        const saved = (stage: Stage, own: boolean) => offerToParticipant(stage, own, fresh).refusal;
        expect(saved(refused("{}"), true)).toBe("{}");
        expect(saved(refused("{}"), false)).toBeUndefined();
        expect(saved(refused(), true)).toBeUndefined();
        expect(saved(cast, true)).toBeUndefined();
    });
    it("waits and marks before a screen that stays on", () => {
        const awake = (stage: Stage) => offerToParticipant(stage, true, fresh).awake;
        expect([{ at: "checked-in" } as const, sealed, casting].map(awake)).toEqual([true, true, true]);
        expect([noSlip, cast, stop].map(awake)).toEqual([false, false, false]);
    });
    it("is at one of four steps until the ballot is cast", () => {
        const opening = { digest: "aa", fingerprint: "0719482635501293" };
        const ballot: Stage = { at: "ballot", opening, changing: false, compared: false, asks: false };
        const step = (stage: Stage, marking?: Parameters<typeof stepOf>[1]) =>
            steps[stepOf(stage, marking) ?? steps.length];
        expect([noSlip, { at: "checked-in" } as const].map((stage) => step(stage))).toEqual([
            "checkIn",
            "checkIn",
        ]);
        expect([step(ballot), step(ballot, "compare"), step(ballot, "marking")]).toEqual([
            "mark",
            "mark",
            "mark",
        ]);
        expect(step(ballot, "review")).toBe("seal");
        expect([sealed, casting].map((stage) => step(stage))).toEqual(["cast", "cast"]);
        expect([cast, stop].map((stage) => step(stage))).toEqual([undefined, undefined]);
        expect(stepOf({ at: "suspicion" }, "compare")).toBeUndefined();
    });
    it("who says that the fingerprint differs is shown nothing else", () => {
        expect(offerToParticipant(sealed, true, { ...fresh, suspicion: true }).shown.at).toBe("suspicion");
    });
});

const confirmed = { by: [], confirmed: true, index: 9 };
const digits = { number: "", fingerprint: "0719482635501293", fingerprintHash: "" };
const opening = { ...confirmed, ...digits, statedAt: 1 };
const unconfirmed = { ...opening, confirmed: false, fingerprint: undefined };
const closing = { ...confirmed, index: 20, statedAt: 2 };
const result = {
    lines: [],
    base: 0,
    baseIs: "summoned",
    announced: false,
    csv: "",
    spreadsheets: inEach(() => ""),
} as const;
const log = (parts: Partial<LogView>) =>
    ({ opening: undefined, closing: undefined, result: undefined, ...parts }) as LogView;

describe("anyone", () => {
    it("is offered the quorum until the vote opens, and the fingerprint from its confirmation on", () => {
        expect(offerOf(log({ phase: "setup" }))).toMatchObject({
            phase: "setup",
            quorum: true,
            fingerprint: undefined,
        });
        expect(offerOf(log({ phase: "voting", opening: unconfirmed }))).toMatchObject({
            phase: "opening",
            quorum: false,
            fingerprint: undefined,
        });
        expect(offerOf(log({ phase: "voting", opening }))).toMatchObject({
            phase: "voting",
            fingerprint: opening.fingerprint,
            fingerprintAtFoot: undefined,
            stillVoting: true,
        });
        expect(offerOf(log({ phase: "counting", opening, closing }))).toMatchObject({
            phase: "counting",
            fingerprintAtFoot: opening.fingerprint,
            stillVoting: false,
            result: undefined,
        });
    });
    it("is told of a result that it is not announced", () => {
        const published = log({ phase: "published", opening, closing, result });
        expect(offerOf(published)).toMatchObject({ phase: "published", result, awaitsAnnouncement: true });
        const announced = log({ ...published, result: { ...result, announced: true } });
        expect(offerOf(announced)).toMatchObject({ phase: "announced", awaitsAnnouncement: false });
    });
    const state = (parts: Partial<ObserverState>): ObserverState => ({
        reading: { done: 1, total: 2 },
        log: undefined,
        hall: undefined,
        hallScreen: undefined,
        connected: true,
        refusal: undefined,
        ...parts,
    });
    it("is told once what is wrong with how the log is followed", () => {
        const reading = { done: 1, total: 2 };
        const shown = log({ phase: "setup" });
        const nothing = { lost: undefined, refusal: undefined, reading: undefined };
        expect(followingOf(state({}))).toEqual({ ...nothing, reading });
        expect(followingOf(state({ connected: false }))).toEqual({ ...nothing, lost: "noLog" });
        expect(followingOf(state({ refusal: why }))).toEqual({ ...nothing, lost: "noLog" });
        expect(followingOf(state({ log: shown, connected: false }))).toEqual({ ...nothing, lost: "offline" });
        expect(followingOf(state({ log: shown, refusal: why }))).toEqual({ ...nothing, refusal: why });
    });
});
