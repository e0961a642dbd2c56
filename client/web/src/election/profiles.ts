// The two regimes' rules as data. Nothing else in the tree knows that there are two: a manifest carries its rules in full,
// and a body may write its own. Sources and their limits: docs/rules.md.
import { ok, Reason, refuse, type Result } from "../crypto/result";
import { type Base, Level, QuorumMeasured, type Rules, type Text } from "./bodies";

interface Wording {
    readonly vi: string;
    readonly en: string;
}

const levelNames: readonly Wording[] = [
    { vi: "tín nhiệm thấp", en: "low confidence" },
    { vi: "tín nhiệm", en: "confidence" },
    { vi: "tín nhiệm cao", en: "high confidence" },
];

const consequences = {
    party: {
        moreThanHalf: {
            vi: "Đưa ra khỏi quy hoạch chức vụ cao hơn; xem xét cho thôi giữ chức vụ, bố trí công tác khác hoặc từ chức, hoặc bỏ phiếu tín nhiệm",
            en: "taken off the list for higher posts; leaving the post, transfer or resignation considered, or a two-level vote",
        },
        twoThirds: {
            vi: "Cho thôi giữ chức vụ, bố trí công tác khác (thấp hơn), không chờ hết nhiệm kỳ",
            en: "dismissed from the post, given other (lower) work, without waiting for the term's end",
        },
    },
    state: {
        moreThanHalf: {
            vi: "Có thể xin từ chức; nếu không, bỏ phiếu tín nhiệm tại kỳ họp đó hoặc kỳ họp kế tiếp",
            en: "may resign; otherwise a two-level vote of confidence at that session or the next",
        },
        twoThirds: {
            vi: "Cơ quan giới thiệu trình miễn nhiệm tại kỳ họp đó hoặc kỳ họp kế tiếp",
            en: "the nominating body submits dismissal at that session or the next",
        },
    },
} satisfies Record<string, { moreThanHalf: Wording; twoThirds: Wording }>;

export type RuleProfile = keyof typeof consequences;

/** A profile's rules with its wording in those languages ("vi" and "en" are there), in that order. Percentages are over
    `base`, where the profiles differ from year to year. Not fitting for a language that is not there. */
export function ruleProfile(profile: RuleProfile, languages: readonly string[], base: Base): Result<Rules> {
    const missing = languages.find((language) => language !== "vi" && language !== "en");
    if (missing !== undefined)
        return refuse(Reason.notFitting, `the rule profiles have no wording in ${missing}`);
    const text = ({ vi, en }: Wording): Text => languages.map((language) => (language === "vi" ? vi : en));
    const { moreThanHalf, twoThirds } = consequences[profile];
    return ok({
        quorum: { numerator: 2, denominator: 3 },
        quorumMeasured: QuorumMeasured.atOpen,
        base,
        levelNames: levelNames.map(text),
        thresholds: [
            {
                name: "more_than_half_low",
                level: Level.low,
                share: { numerator: 1, denominator: 2 },
                strictlyMore: true,
                consequence: text(moreThanHalf),
            },
            {
                name: "two_thirds_low",
                level: Level.low,
                share: { numerator: 2, denominator: 3 },
                strictlyMore: false,
                consequence: text(twoThirds),
            },
        ],
    });
}
