// An official's result: one bar, what is said beside it, and the table of all.
import { percentText } from "../../election/outcome";
import { formatNumber } from "../../i18n/format";
import type { LogView, OfficialLine, ResultView } from "../../observer/views";
import { Card, type Column, Fingerprint, StackedBar, Table } from "../../ui/index";
import { barParts, baseText, markText, partName, parts, type Speaker } from "./phrases";

export interface RatedOfficial {
    readonly number: number;
    readonly name: string;
    readonly position: string;
    readonly line: OfficialLine;
}
/** The officials in the order of the ballot, with their lines. */
export function ratedOfficials({ text }: Speaker, log: LogView, { lines }: ResultView): RatedOfficial[] {
    return log.officials.flatMap(({ name, position }, j) => {
        const line = lines[j];
        return line ? [{ number: j + 1, name, position: text(position), line }] : [];
    });
}

/** Nothing before there is a fingerprint. */
export function FingerprintCard({
    speaking: { t },
    digits,
}: {
    speaking: Speaker;
    digits: string | undefined;
}) {
    if (digits === undefined) return null;
    return (
        <Card title={t.fact.fingerprint}>
            <Fingerprint digits={digits} />
            <p>{t.conference.compare}</p>
        </Card>
    );
}

interface ResultProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
}

export function ResultBars({ speaking, log, result }: ResultProps) {
    return (
        <ol class="result-bars">
            {ratedOfficials(speaking, log, result).map((official) => (
                <li key={official.number} class="card">
                    <OfficialHeading {...official} />
                    <OfficialBar speaking={speaking} log={log} result={result} official={official} />
                    <MarkLine speaking={speaking} line={official.line} />
                </li>
            ))}
        </ol>
    );
}

function OfficialHeading({ number, name, position }: RatedOfficial) {
    return (
        <div>
            <h2 class="official-name">
                {number}. <bdi>{name}</bdi>
            </h2>
            <bdi class="soft">{position}</bdi>
        </div>
    );
}

function OfficialBar({ speaking, log, result, official }: ResultProps & { official: RatedOfficial }) {
    const shown = barParts(speaking, log, official.line);
    const said = shown.map(({ text }) => text).join("; ");
    return (
        <StackedBar
            label={speaking.t.result.bar(official.name, said)}
            parts={shown}
            whole={wholeOf(result)}
        />
    );
}
/** The bar's length is the base of the percentages, so that half a bar is half of what the rules look at. */
export function wholeOf({ base, lines }: ResultView): number {
    const most = lines.map(({ counts }) => counts.high + counts.medium + counts.low + counts.blank);
    return Math.max(base, ...most);
}

function MarkLine({ speaking, line: { mark } }: { speaking: Speaker; line: OfficialLine }) {
    if (!mark) return null;
    return (
        <p class="result-mark">
            <strong>▲ {markText(speaking, mark)}</strong>
            <bdi>{speaking.text(mark.consequence)}</bdi>
        </p>
    );
}

export function ResultTable({ speaking, log, result }: ResultProps) {
    const { language, t } = speaking;
    const columns: Column<RatedOfficial>[] = [
        {
            heading: t.result.official,
            cell: ({ number, name, position }) => (
                <>
                    {number}. <bdi>{name}</bdi>
                    <br />
                    <bdi class="table-position">{position}</bdi>
                </>
            ),
        },
        ...parts.map((part) => ({
            heading: partName(speaking, log, part),
            number: true,
            cell: ({ line }: RatedOfficial) => (
                <>
                    <span class="table-count">{formatNumber(language, line.counts[part])}</span>
                    <br />
                    {percentText(line.percent[part], language)}
                </>
            ),
        })),
        {
            heading: t.results.outcome,
            cell: ({ line: { mark } }) =>
                mark ? <strong>{markText(speaking, mark)}</strong> : t.result.noMark,
        },
    ];
    return (
        <div class="stack">
            <Table caption={t.results.table} columns={columns} rows={ratedOfficials(speaking, log, result)} />
            <p>{baseText(speaking, result)}</p>
        </div>
    );
}
