// What the minutes of counting say, sentence by sentence: the sheet lays it out for paper. The native client writes the same
// sentences and numbers (client/cli, minutes), and a test holds the two against each other.
import { percentText } from "../../election/outcome";
import { profiles } from "../../gen/texts";
import { formalDate, formalTime, formatNumber, zoneName } from "../../i18n/format";
import type { LogView, ResultView } from "../../observer/views";
import { groupsOfFour } from "../../ui/fingerprint";
import { baseText, partName, parts, type Speaker, thresholdText } from "./phrases";
import { type RatedOfficial, ratedOfficials } from "./result_parts";

/** What something is called, and what it is. */
export interface Fact {
    readonly name: string;
    readonly value: string;
    /** To be compared letter by letter. */
    readonly code?: true;
}
export interface OfficialText {
    readonly official: RatedOfficial;
    /** "1. Name, position". */
    readonly heading: string;
    readonly levels: readonly { readonly name: string; readonly count: string; readonly percent: string }[];
    readonly consequence: string | undefined;
}
export interface MinutesText {
    readonly letterhead: {
        /** One line or two; none under rules of a body's own. */
        readonly authority: readonly string[];
        readonly body: string;
        readonly fileNumber: string;
        readonly placeAndDate: string;
    };
    readonly heading: string;
    readonly subject: string;
    readonly rehearsal: string | undefined;
    /** When and where, and why without a quorum. */
    readonly sentences: readonly string[];
    /** Each with a function that is filled in by hand. */
    readonly board: { readonly heading: string; readonly members: readonly string[] };
    readonly numbers: { readonly heading: string; readonly rows: readonly Fact[] };
    readonly results: {
        readonly heading: string;
        readonly base: string;
        readonly officials: readonly OfficialText[];
    };
    readonly verification: { readonly heading: string; readonly facts: readonly Fact[] };
    readonly closing: string;
    readonly signatures: {
        readonly heading: string;
        readonly lines: readonly { readonly role: string; readonly sign: string; readonly name: string }[];
    };
}

export function minutesText(speaking: Speaker, log: LogView, result: ResultView): MinutesText {
    const { minutes } = speaking.t;
    return {
        letterhead: letterheadOf(speaking, log),
        heading: minutes.heading,
        subject: speaking.text(log.title),
        rehearsal: log.rehearsal ? minutes.rehearsal : undefined,
        sentences: sentencesOf(speaking, log),
        board: {
            heading: minutes.board,
            members: log.trustees.map((name, at) => minutes.inTheBoard({ name, number: String(at + 1) })),
        },
        numbers: { heading: minutes.numbers, rows: numbersOf(speaking, log) },
        results: {
            heading: minutes.results,
            base: baseText(speaking, result),
            officials: ratedOfficials(speaking, log, result).map((one) => officialText(speaking, log, one)),
        },
        verification: { heading: minutes.verification, facts: verificationOf(speaking, log) },
        closing: minutes.closingFormula,
        signatures: {
            heading: minutes.signatures,
            lines: [
                ...log.trustees.map((name) => ({ role: minutes.member, sign: minutes.signHere, name })),
                ...[minutes.secretary, minutes.head, minutes.chair].map((role) => ({
                    ...{ role, sign: minutes.signHere, name: "" },
                })),
            ],
        },
    };
}

/** Under a profile's rules with its authority and number. */
function letterheadOf({ t: { minutes }, text, language }: Speaker, log: LogView): MinutesText["letterhead"] {
    const profile = log.profile && profiles[log.profile];
    const date = formalDate(language, log.date);
    return {
        authority: profile ? profile.authority[language].split("\n") : [],
        body: text(log.body),
        fileNumber: profile ? profile.fileNumber[language] : minutes.fileNumber,
        placeAndDate: minutes.placeAndDate({ place: text(log.place), date }),
    };
}

function sentencesOf({ t: { minutes }, text, language }: Speaker, log: LogView): string[] {
    const hours = log.profile ? profiles[log.profile].hoursFromUtc : 0;
    const time = (seconds = 0) => formalTime(language, seconds, hours);
    const conference = text(log.title);
    const reason = log.overrideReason;
    return [
        minutes.openingFormula({ conference, date: formalDate(language, log.date), place: text(log.place) }),
        minutes.hours({
            began: time(log.opening?.statedAt),
            ended: time(log.closing?.statedAt),
            zone: zoneName(hours),
        }),
        ...(reason === "" ? [] : [minutes.withoutQuorum({ reason })]),
    ];
}

/** People and ballots, as the minutes have them. */
export function numbersOf({ t: { minutes }, language }: Speaker, log: LogView): Fact[] {
    const rows: [string, number][] = [
        [minutes.summoned, log.summoned],
        [minutes.present, log.present],
        [minutes.issued, log.present],
        [minutes.onPaper, log.papers],
        [minutes.collected, log.collected],
        [minutes.notReturned, log.present - log.collected],
        [minutes.valid, log.collected - log.invalid],
        [minutes.invalid, log.invalid],
    ];
    return rows.map(([name, value]) => ({ name, value: formatNumber(language, value) }));
}

function officialText(speaking: Speaker, log: LogView, official: RatedOfficial): OfficialText {
    const { minutes } = speaking.t;
    const { name, position, line } = official;
    const number = String(official.number);
    return {
        official,
        heading: minutes.official({ number, name, position }),
        levels: parts.map((part) => ({
            name: partName(speaking, log, part),
            count: formatNumber(speaking.language, line.counts[part]),
            percent: percentText(line.percent[part], speaking.language),
        })),
        consequence:
            line.threshold &&
            minutes.consequence({
                number,
                name,
                mark: thresholdText(speaking, line.threshold),
                consequence: speaking.text(line.threshold.consequence),
            }),
    };
}

function verificationOf({ t }: Speaker, log: LogView): Fact[] {
    const { fact, minutes } = t;
    const entries = fact.entries({ count: log.size });
    const code = true;
    return [
        { name: fact.electionId, value: log.electionId, code },
        { name: fact.boardMark, value: log.anchorMark ?? "", code },
        { name: fact.openingNumber, value: log.opening?.number ?? "", code },
        {
            name: fact.fingerprint,
            value: groupsOfFour(log.opening?.fingerprint ?? "").join(" "),
            code,
        },
        { name: fact.log, value: minutes.logSize({ name: log.logVkey.split("+")[0] ?? "", entries }) },
        { name: fact.root, value: log.root, code },
        { name: fact.vkey, value: log.logVkey, code },
        { name: fact.openBy, value: log.opening?.by.join("; ") ?? "" },
        { name: fact.closeBy, value: log.closing?.by.join("; ") ?? "" },
        { name: fact.sharesBy, value: log.shares.join("; ") },
    ];
}
