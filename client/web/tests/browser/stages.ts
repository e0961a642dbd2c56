// Every stage of the participant's page, as states that the worker might tell: for looking at pages, not at the protocol.
import { Reason } from "../../src/crypto/result";
import { type ConferenceView } from "../../src/participant/conference_view";
import { type DeviceState, type HelpDeskFacts, type Stage } from "../../src/participant/messages";

const official = (name: string, vi: string, en: string) => ({
    name,
    position: [vi, en],
    dossier: "ab".repeat(32),
});

export const conference: ConferenceView = {
    electionId: "00".repeat(32),
    languages: ["vi", "en"],
    title: [
        "Hội nghị lấy phiếu tín nhiệm đối với lãnh đạo Bảo hiểm xã hội Việt Nam",
        "Confidence vote conference on the leaders of Viet Nam Social Security",
    ],
    body: ["Bảo hiểm xã hội Việt Nam", "Viet Nam Social Security"],
    place: ["Hội trường lớn, Hà Nội", "Main hall, Hanoi"],
    date: "2024-12-06",
    rehearsal: true,
    officials: [
        official("Nguyễn Văn Thí Dụ", "Tổng Giám đốc", "Director General"),
        official(
            "Trần Thị Minh Họa",
            "Phó Tổng Giám đốc phụ trách thu và phát triển người tham gia",
            "Deputy Director General, contributions and coverage",
        ),
        official(
            "Lê Văn Giả Định",
            "Phó Tổng Giám đốc phụ trách chính sách bảo hiểm y tế",
            "Deputy Director General, health insurance",
        ),
    ],
    levelNames: [
        ["tín nhiệm thấp", "low confidence"],
        ["tín nhiệm", "confidence"],
        ["tín nhiệm cao", "high confidence"],
    ],
    profile: "state",
    revotes: 100,
};

const tracker = { hex: "1f".repeat(32), characters: "K94DAX0M7QZ3RT8VW2YB5CE6HJT8" };
const earlier = { hex: "2e".repeat(32), characters: "5CE6HJK94DAX0M7QZ3RT8VW2YB7W" };
const opening = { digest: "aa".repeat(32), fingerprint: "0719482635501293" };

/** 09:42 of whatever clock. */
export const castAt = new Date(2024, 11, 6, 9, 42).getTime();
const facts: HelpDeskFacts = { number: 17, typed: false, moment: "setup", taken: "no", since: 0 };

function castOnce(changesLeft: number): Stage {
    const ballots = [{ tracker, index: 1412, superseded: false, castAt }];
    return { at: "cast", ballots, receipt: "{}", changesLeft };
}

const stages: Record<string, Stage> = {
    reading: { at: "reading", done: 120, total: 480 },
    "no-slip": { at: "no-slip", problem: undefined },
    "bad-link": { at: "no-slip", problem: "badLink" },
    greeting: {
        at: "greeting",
        number: 17,
        person: { name: "Phạm Thị Ví Dụ", unit: "Bảo hiểm xã hội tỉnh Hà Giang" },
    },
    "greeting-typed": { at: "greeting", number: 17, person: undefined },
    "checked-in": { at: "checked-in" },
    "other-board": { at: "desk", why: "otherBoard", facts: undefined },
    ballot: { at: "ballot", opening, changing: false, compared: false, asks: false },
    asked: { at: "ballot", opening, changing: false, compared: false, asks: true },
    changing: { at: "ballot", opening, changing: true, compared: true, asks: false },
    sealed: { at: "sealed", tracker },
    challenged: {
        at: "challenged",
        tracker,
        link: `https://vote.example:8443/c/0123456789abcdef/check#${"A".repeat(264)}`,
        file: "{}",
    },
    casting: { at: "casting", tracker, waiting: false, sendsAt: undefined },
    offline: { at: "casting", tracker, waiting: true, sendsAt: undefined },
    "too-soon": { at: "casting", tracker, waiting: false, sendsAt: Date.now() + 3_600_000 },
    refused: {
        at: "refused",
        why: { reason: Reason.wrongRevision, detail: "ballot: revision" },
        again: false,
        refusal: "{}",
    },
    cast: {
        at: "cast",
        ballots: [
            { tracker: earlier, index: 1203, superseded: true, castAt: undefined },
            { tracker, index: 1412, superseded: false, castAt },
        ],
        receipt: "{}",
        changesLeft: 99,
    },
    "changes-left": castOnce(2),
    "used-up": castOnce(0),
    closing: {
        at: "closed",
        ballot: { tracker, index: 1412, superseded: false, castAt },
        confirmed: false,
        unsent: false,
        refusal: undefined,
    },
    counted: {
        at: "closed",
        ballot: { tracker, index: 1412, superseded: false, castAt },
        confirmed: true,
        unsent: false,
        refusal: undefined,
    },
    unsent: { at: "closed", ballot: undefined, confirmed: true, unsent: true, refusal: undefined },
    "refused-then-closed": {
        at: "closed",
        ballot: undefined,
        confirmed: true,
        unsent: true,
        refusal: "{}\n",
    },
    taken: { at: "desk", why: "taken", facts: { ...facts, taken: "checkedIn", since: 1387 } },
    "taken-opened": {
        at: "desk",
        why: "taken",
        facts: { ...facts, moment: "voting", taken: "checkedIn", since: 1387 },
    },
    "taken-paper": { at: "desk", why: "taken", facts: { ...facts, taken: "paper", since: 1387 } },
    late: { at: "desk", why: "late", facts: { ...facts, moment: "voting" } },
    over: { at: "desk", why: "late", facts: { ...facts, moment: "over" } },
    replaced: { at: "desk", why: "replaced", facts },
    "other-code": { at: "desk", why: "otherCode", facts: { ...facts, typed: true } },
    "not-on-roll": { at: "desk", why: "notOnRoll", facts: { ...facts, typed: true } },
    annulled: { at: "desk", why: "annulled", facts: undefined },
    stop: {
        at: "stop",
        why: {
            reason: Reason.notFitting,
            detail: "the log no longer holds what this device saw before; stop, and tell the counting board",
        },
    },
};

const hall = {
    summoned: 485,
    enrolled: 431,
    confirmations: 2,
    confirmationsNeeded: 3,
    lastCallEndsAt: undefined,
    mixBallots: 8,
    mixWaitMs: 3_000,
};
/** Where the device has no slip that names the board. */
const unmarked: readonly string[] = [
    "reading",
    "no-slip",
    "bad-link",
    "greeting-typed",
    "other-board",
    "asked",
];

export const states: Record<string, DeviceState> = Object.fromEntries(
    Object.entries(stages).map(([name, stage]) => [
        name,
        {
            ...{ stage, conference, opening, hall },
            boardMark: unmarked.includes(name) ? undefined : "J6H8PCZ2",
            connected: name !== "offline",
            straight: false,
        },
    ]),
);

states["last-call"] = {
    ...{
        stage: { at: "ballot", opening, changing: false, compared: true, asks: false },
        conference,
        opening,
    },
    hall: { ...hall, lastCallEndsAt: Date.now() + 118_000 },
    boardMark: "J6H8PCZ2",
    connected: true,
    straight: false,
};
states["no-change"] = {
    ...{ stage: castOnce(0), conference: { ...conference, revotes: 0 }, opening, hall },
    ...{ boardMark: "J6H8PCZ2", connected: true, straight: false },
};

/** Texts from outside that were made to break a page. */
const hostile = "<img src=x onerror=alert(1)>\u202Eabc\u0301\u0301\u0301 👩‍⚖️ " + "x".repeat(480);
export const hostileState: DeviceState = {
    stage: { at: "ballot", opening, changing: true, compared: true, asks: false },
    conference: {
        ...conference,
        title: [hostile, hostile],
        officials: conference.officials.map((one) => ({
            ...one,
            name: hostile,
            position: [hostile, hostile],
        })),
        levelNames: [[hostile], [hostile], [hostile]],
    },
    opening,
    hall,
    boardMark: undefined,
    connected: true,
    straight: false,
};

/** What the worker below answers to a checking device's key, and the keys that it takes for none and for a bad one. */
export const mineAnswer = `vouch:mine:${"A".repeat(299)}`;
export const mineKeys = {
    good: `vouch:mine-key:${"B".repeat(128)}`,
    bad: "vouch:mine-key:bad",
    none: "none",
};

/** A worker that tells one state and takes every command without doing anything but to answer keys. */
export function workerTelling(state: DeviceState): string {
    const refusals = {
        [mineKeys.bad]: { reason: Reason.badProof, detail: "mine: bad proof of the key" },
        [mineKeys.none]: { reason: Reason.malformed, detail: "mine: length" },
    };
    return `onmessage = ({ data: { id, call, args: [command] } }) => {
        if (call !== "run") return postMessage({ id, value: undefined });
        if (command.what === "open") postMessage({ event: ${JSON.stringify(state)} });
        const refusal = (${JSON.stringify(refusals)})[command.key];
        if (refusal) return postMessage({ id, value: { ok: false, ...refusal } });
        const outcome = command.key ? { text: "${mineAnswer}" } : {};
        postMessage({ id, value: { ok: true, value: outcome } });
    };`;
}
