// What the worker that follows the log might tell, in each phase: for looking at pages, not at the protocol.
import { percentHundredths } from "../../src/election/outcome";
import { inEach } from "../support/texts";
import type { HallView, LogView, ObserverState } from "../../src/observer/views";

const positions: [string, string][] = [
    ["Tổng Giám đốc", "Director General"],
    [
        "Phó Tổng Giám đốc phụ trách thu và phát triển người tham gia",
        "Deputy Director General, contributions",
    ],
    ["Phó Tổng Giám đốc phụ trách chính sách bảo hiểm y tế", "Deputy Director General, health insurance"],
    ["Phó Tổng Giám đốc phụ trách tài chính và đầu tư quỹ", "Deputy Director General, finance and funds"],
    ["Phó Tổng Giám đốc phụ trách công nghệ thông tin", "Deputy Director General, information technology"],
];
const names = ["Nguyễn Văn Thí Dụ", "Trần Thị Minh Họa", "Lê Văn Giả Định", "Phạm Thị Ví Dụ", "Vũ Quang Mẫu"];
const lowConfidence = ["tín nhiệm thấp", "low confidence"];

const setup: LogView = {
    size: 61,
    root: "qciUMsmo+DX5m2AxF37Sh3T8akq6D2PNv3x1bRSnVz0=",
    electionId: "ab".repeat(32),
    logVkey: "vote.example/c/0123456789abcdef/log+dae23ecc+AZSc8OqjwTxwEUTLD+K71jcG1EK2wDjPSZW8c+irUds8",
    phase: "setup",
    languages: ["vi", "en"],
    title: [
        "Hội nghị lấy phiếu tín nhiệm đối với lãnh đạo Bảo hiểm xã hội Việt Nam",
        "Confidence vote conference on the leaders of Viet Nam Social Security",
    ],
    body: ["Bảo hiểm xã hội Việt Nam", "Viet Nam Social Security"],
    place: ["Hội trường lớn, Hà Nội", "Main hall, Hanoi"],
    date: "2024-12-06",
    rehearsal: true,
    officials: Array.from({ length: 17 }, (_, i) => ({
        name: names[i % 5] ?? "",
        position: positions[i % 5] ?? [],
    })),
    levels: [["tín nhiệm cao", "high confidence"], ["tín nhiệm", "confidence"], lowConfidence],
    trustees: ["Đỗ Thị Kiểm", "Hoàng Văn Đếm", "Bùi Minh Xác"],
    anchorMark: "YDXVBKW5",
    trusteesOf: 3,
    threshold: 2,
    confirmers: 4,
    confirmationsNeeded: 3,
    summoned: 485,
    enrolled: 312,
    papers: 2,
    present: 314,
    quorum: { share: { numerator: 2, denominator: 3 }, measured: "open", least: 324, met: false },
    profile: "state",
    opening: undefined,
    ballotsAdmitted: 0,
    ballotsCounted: 0,
    closing: undefined,
    collected: 0,
    invalid: 0,
    shares: [],
    result: undefined,
    annulmentReason: "",
    overrideReason: "",
};

const met: LogView = { ...setup, enrolled: 478, present: 480, quorum: { ...setup.quorum, met: true } };
const open = { by: ["Đỗ Thị Kiểm", "Hoàng Văn Đếm"], confirmed: false, index: 500 };
const openedAt = Date.UTC(2024, 11, 6, 1, 30) / 1000;
const unknown = {
    ...{ number: "FSENSARVS4NZ4AQJ", fingerprint: undefined, fingerprintHash: undefined },
    statedAt: openedAt,
};
const known = { ...unknown, fingerprint: "2566079553170085", fingerprintHash: "ab".repeat(32) };
const opening: LogView = {
    ...met,
    phase: "voting",
    size: 503,
    opening: { ...open, ...unknown },
};
const confirmed = { by: [...open.by, "Bùi Minh Xác"], confirmed: true };
const voting: LogView = {
    ...opening,
    size: 700,
    opening: { ...confirmed, ...known, index: 500 },
    ballotsAdmitted: 190,
    ballotsCounted: 188,
};
const closing: LogView = {
    ...voting,
    phase: "counting",
    size: 1020,
    ballotsAdmitted: 513,
    ballotsCounted: 473,
    collected: 475,
    closing: { ...open, index: 1018, statedAt: openedAt + 2_700 },
};
const counting: LogView = {
    ...closing,
    closing: { ...confirmed, index: 1018, statedAt: openedAt + 2_700 },
    shares: ["Đỗ Thị Kiểm"],
};

const base = 485;
function line(i: number): NonNullable<LogView["result"]>["lines"][number] {
    const low = i === 4 ? 250 : 3 + (i % 17);
    const blank = i % 3;
    const medium = 30 + 7 * (i % 17);
    const counts = { high: 475 - low - blank - medium, medium, low, blank };
    const of = (count: number) => percentHundredths(count, base);
    const threshold = {
        name: "more_than_half_low",
        share: { numerator: 1, denominator: 2 },
        strictlyMore: true,
        level: lowConfidence,
        consequence: [
            "Có thể xin từ chức; nếu không, bỏ phiếu tín nhiệm tại kỳ họp đó hoặc kỳ họp kế tiếp",
            "may resign; otherwise a two-level vote of confidence at that session or the next",
        ],
    };
    const percent = { high: of(counts.high), medium: of(medium), low: of(low), blank: of(blank) };
    return { counts, percent, threshold: i === 4 ? threshold : undefined };
}
const announced: LogView = {
    ...counting,
    phase: "published",
    size: 1024,
    shares: ["Đỗ Thị Kiểm", "Bùi Minh Xác"],
    result: {
        lines: setup.officials.map((_, i) => line(i)),
        base,
        baseIs: "summoned",
        announced: true,
        csv: "position,high\n",
        spreadsheets: inEach(() => "Position,high\r\n"),
    },
};

/** With so many officials, of these names. */
export function announcedWith(officials: number, nameOf?: (i: number) => string): LogView {
    const rated = Array.from({ length: officials }, (_, i) => ({
        name: nameOf?.(i) ?? names[i % 5] ?? "",
        position: positions[i % 5] ?? [],
    }));
    const { result } = announced;
    return {
        ...announced,
        officials: rated,
        result: result && { ...result, lines: rated.map((_, i) => line(i)) },
    };
}

export const logs: Record<string, LogView> = {
    setup,
    met,
    opening,
    voting,
    closing,
    counting,
    published: {
        ...announced,
        result: announced.result && { ...announced.result, announced: false },
    },
    announced,
    annulled: { ...voting, phase: "annulled", annulmentReason: "Mất điện trong hội trường" },
    tooFew: { ...closing, phase: "too few ballots" },
};

function hallOf(log: LogView): HallView {
    const { size, phase, summoned, enrolled, papers } = log;
    return {
        ...{ size, phase, summoned, enrolled, papers },
        ballots: 180,
        confirmations: 2,
        confirmationsNeeded: 3,
        shares: log.shares.length,
        lastCallEndsAt: undefined,
    };
}
export const lastCall = stateOf(voting, {
    hall: { ...hallOf(voting), lastCallEndsAt: Date.now() + 118_000 },
});

export function stateOf(log: LogView, change: Partial<ObserverState> = {}): ObserverState {
    return {
        reading: undefined,
        log,
        hall: hallOf(log),
        hallScreen: undefined,
        connected: true,
        refusal: undefined,
        ...change,
    };
}

/** Texts from outside that were made to break a page. */
const hostile = "<img src=x onerror=alert(1)>\u202Eabc\u0301\u0301\u0301 👩‍⚖️ " + "x".repeat(480);
export const hostileLog: LogView = {
    ...announced,
    title: [hostile, hostile],
    body: [hostile, hostile],
    officials: announced.officials.map(() => ({ name: hostile, position: [hostile, hostile] })),
    trustees: [hostile],
    levels: [[hostile], [hostile], [hostile]],
};

/** As long as a name may be: 200 bytes. */
export const longName = "Nguyễn Thị Hoàng Phương Thảo ".repeat(6).slice(0, 151).trim();

/** A worker that tells one state. */
export function workerTelling(state: ObserverState): string {
    return `onmessage = ({ data }) => {
        if (data.call === "open") postMessage({ event: ${JSON.stringify(state)} });
    };`;
}
