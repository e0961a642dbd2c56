// The result of all officials: a table, and one bar each.
import { percentText } from "../../election/outcome";
import { atLineStart, formatNumber } from "../../i18n/format";
import type { LogView, OfficialLine, ResultView } from "../../observer/views";
import { Bar, Card, type Column, Fingerprint, Swatch, Table } from "../../ui/index";
import { barParts, baseText, partName, parts, type Speaker, thresholdText } from "./phrases";

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

/** What the table says, to be seen at a glance: one legend for all bars. */
export function ResultBars({ speaking, log, result }: ResultProps) {
    return (
        <Card title={speaking.t.results.bars}>
            <ul class="result-legend">
                {parts.map((part) => (
                    <li key={part}>
                        <Swatch part={part} />
                        <bdi>{atLineStart(speaking.language, partName(speaking, log, part))}</bdi>
                    </li>
                ))}
            </ul>
            <ol class="result-bars">
                {ratedOfficials(speaking, log, result).map((official) => (
                    <li key={official.number}>
                        <strong>
                            {official.number}. <bdi>{official.name}</bdi>
                        </strong>
                        <OfficialBar speaking={speaking} log={log} result={result} official={official} />
                        <ThresholdLine speaking={speaking} line={official.line} />
                    </li>
                ))}
            </ol>
        </Card>
    );
}

/** The bar without its legend, which is said once for all of them. */
export function OfficialBar({ speaking, log, result, official }: ResultProps & { official: RatedOfficial }) {
    const shown = barParts(speaking, log, official.line);
    const said = shown.map(({ text }) => text).join("; ");
    return <Bar label={speaking.t.result.bar(official.name, said)} parts={shown} whole={wholeOf(result)} />;
}
/** The bar's length is the base of the percentages, so that half a bar is half of what the rules look at. */
function wholeOf({ base, lines }: ResultView): number {
    const most = lines.map(({ counts }) => counts.high + counts.medium + counts.low + counts.blank);
    return Math.max(base, ...most);
}

function ThresholdLine({ speaking, line: { threshold } }: { speaking: Speaker; line: OfficialLine }) {
    if (!threshold) return null;
    return (
        <p class="result-mark">
            <strong>▲ {thresholdText(speaking, threshold)}</strong>
            <bdi>{speaking.text(threshold.consequence)}</bdi>
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
            cell: ({ line: { threshold } }) =>
                threshold ? (
                    <strong class="table-mark">▲ {thresholdText(speaking, threshold)}</strong>
                ) : (
                    <span class="table-nothing">{t.result.noMark}</span>
                ),
        },
    ];
    return (
        <div class="stack">
            <Table
                caption={t.results.table}
                columns={columns}
                rows={ratedOfficials(speaking, log, result)}
                stacks
            />
            <p>{baseText(speaking, result)}</p>
        </div>
    );
}
