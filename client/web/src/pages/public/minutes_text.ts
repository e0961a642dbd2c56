// What the minutes of counting say, sentence by sentence: the sheet lays it out for paper. The native client writes the same
// sentences and numbers (client/cli, minutes), and a test holds the two against each other.
import { percentText } from "../../election/outcome";
import { formalDate, formatNumber } from "../../i18n/format";
import type { LogView, ResultView } from "../../observer/views";
import { groupsOfFour } from "../../ui/fingerprint";
import { baseText, markText, partName, parts, type Speaker } from "./phrases";
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
    readonly heading: string;
    readonly rehearsal: string | undefined;
    readonly facts: readonly Fact[];
    readonly numbers: { readonly heading: string; readonly rows: readonly Fact[] };
    readonly results: {
        readonly heading: string;
        readonly base: string;
        readonly officials: readonly OfficialText[];
    };
    readonly verification: { readonly heading: string; readonly facts: readonly Fact[] };
    readonly signatures: {
        readonly heading: string;
        readonly places: readonly { readonly role: string; readonly sign: string; readonly name: string }[];
    };
}

export function minutesText(speaking: Speaker, log: LogView, result: ResultView): MinutesText {
    const { t, text, language } = speaking;
    const { fact, minutes } = t;
    return {
        heading: minutes.heading,
        rehearsal: log.rehearsal ? minutes.rehearsal : undefined,
        facts: [
            { name: fact.body, value: text(log.body) },
            { name: fact.conference, value: text(log.title) },
            { name: fact.place, value: text(log.place) },
            { name: fact.date, value: formalDate(language, log.date) },
        ],
        numbers: { heading: minutes.numbers, rows: numbersOf(speaking, log) },
        results: {
            heading: minutes.results,
            base: baseText(speaking, result),
            officials: ratedOfficials(speaking, log, result).map((one) => officialText(speaking, log, one)),
        },
        verification: { heading: minutes.verification, facts: verificationOf(speaking, log) },
        signatures: {
            heading: minutes.signatures,
            places: [
                { role: minutes.chair, sign: minutes.signHere, name: "" },
                { role: minutes.head, sign: minutes.signHere, name: "" },
                ...log.trustees.map((name) => ({ role: minutes.member, sign: minutes.signHere, name })),
            ],
        },
    };
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
            line.mark &&
            minutes.consequence({
                number,
                name,
                mark: markText(speaking, line.mark),
                consequence: speaking.text(line.mark.consequence),
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
