// The announced result: one bar per official, as many on a page as stay legible from the last row; the pages turn by
// themselves, or by the arrow keys.
import { useEffect, useState } from "preact/hooks";
import { percentText } from "../../election/outcome";
import { formatNumber } from "../../i18n/format";
import type { LogView, ResultView } from "../../observer/views";
import { StackedBar, Swatch } from "../../ui/index";
import { onStep, useTurning } from "./hall_controls";
import { Said, type Speakers } from "./hall_parts";
import { barParts, baseText, markText, partName, parts } from "./phrases";
import { type RatedOfficial, ratedOfficials, wholeOf } from "./result_parts";

const officialsOnAPage = 4;
const pageTimeMs = 15_000;

/** Makes the pages as even as they can be: 17 officials are 4, 3, 4, 3 and 3. */
function pagesOf<T>(all: readonly T[], most: number): T[][] {
    const pages = Math.max(1, Math.ceil(all.length / most));
    return Array.from({ length: pages }, (_, page) =>
        all.slice(Math.ceil((page * all.length) / pages), Math.ceil(((page + 1) * all.length) / pages)),
    );
}

export function HallResult({ speakers, log }: { speakers: Speakers; log: LogView }) {
    const { result } = log;
    if (!result) return null;
    return <Announced speakers={speakers} log={log} result={result} />;
}

interface AnnouncedProps {
    readonly speakers: Speakers;
    readonly log: LogView;
    readonly result: ResultView;
}

function Announced({ speakers, log, result }: AnnouncedProps) {
    const [first] = speakers;
    const pages = pagesOf(ratedOfficials(first, log, result), officialsOnAPage);
    const at = usePage(pages.length);
    return (
        <div class="hall-result">
            <div class="hall-result-head">
                <h2>
                    <Said speakers={speakers} say={({ t }) => t.hall.result} />
                </h2>
                <p class="hall-base">
                    <Said speakers={speakers} say={(one) => baseText(one, result)} />
                </p>
                {pages.length > 1 ? (
                    <p class="hall-page">{first.t.hall.pageOf(at + 1, pages.length)}</p>
                ) : null}
            </div>
            <Legend speakers={speakers} log={log} />
            <ol class="hall-officials" start={pages[at]?.[0]?.number ?? 1}>
                {pages[at]?.map((official) => (
                    <HallOfficial
                        key={official.number}
                        speakers={speakers}
                        log={log}
                        result={result}
                        official={official}
                    />
                ))}
            </ol>
        </div>
    );
}

function usePage(pages: number): number {
    const [at, setAt] = useState(0);
    const turning = useTurning();
    useEffect(
        () =>
            onStep((step) => {
                setAt((page) => (page + step + pages) % pages);
            }),
        [pages],
    );
    useEffect(() => {
        if (!turning || pages < 2) return undefined;
        const timer = setTimeout(() => {
            setAt((page) => (page + 1) % pages);
        }, pageTimeMs);
        return () => {
            clearTimeout(timer);
        };
    }, [turning, pages, at]);
    return Math.min(at, pages - 1);
}

function Legend({ speakers, log }: { speakers: Speakers; log: LogView }) {
    return (
        <ul class="hall-legend">
            {parts.map((part) => (
                <li key={part}>
                    <Swatch part={part} />
                    <Said speakers={speakers} say={(one) => partName(one, log, part)} />
                </li>
            ))}
        </ul>
    );
}

function HallOfficial({ speakers, log, result, official }: AnnouncedProps & { official: RatedOfficial }) {
    const [first] = speakers;
    const { language, t } = first;
    const { line, number, name } = official;
    const position = log.officials[number - 1]?.position ?? [];
    const spoken = barParts(first, log, line)
        .map(({ text }) => text)
        .join("; ");
    const shown = parts.map((part) => ({
        part,
        count: line.counts[part],
        text: `${formatNumber(language, line.counts[part])} · ${percentText(line.percent[part], language)}`,
    }));
    return (
        <li>
            <div class="hall-who">
                <strong>
                    {number}. <bdi>{name}</bdi>
                </strong>
                <Said speakers={speakers} say={({ text }) => text(position)} />
            </div>
            <div class="hall-bar">
                <StackedBar label={t.result.bar(name, spoken)} parts={shown} whole={wholeOf(result)} />
                {line.mark ? (
                    <p class="hall-mark">
                        {speakers
                            .map((one) => (line.mark ? markText(one, line.mark) : ""))
                            .filter((words, at, all) => all.indexOf(words) === at)
                            .map((words) => `▲ ${words}`)
                            .join("   ")}
                    </p>
                ) : null}
            </div>
        </li>
    );
}
