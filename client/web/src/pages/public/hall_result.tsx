// The announced result: an overview of all officials first, then as many on a page as stay legible from the last row. Pages
// turn by themselves, or by the arrow keys.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { atLineStart } from "../../i18n/format";
import type { LogView, ResultView } from "../../observer/views";
import { Swatch } from "../../ui/index";
import { HallOfficial } from "./hall_official";
import { HallOverview } from "./hall_overview";
import { overviewPages, packed } from "./hall_pages";
import { baseText, partName, parts, type Speaker } from "./phrases";
import { type RatedOfficial, ratedOfficials } from "./result_parts";
import { useFit } from "./use_fit";

/** The page that is shown, and whom to tell how many there are. */
export interface Paging {
    readonly page: number;
    /** All languages of the screen: a page holds its officials in any of them. */
    readonly speakers: readonly Speaker[];
    readonly onPages: (pages: number) => void;
}

interface HallResultProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly paging: Paging;
}

export function HallResult(props: HallResultProps) {
    const { result } = props.log;
    if (!result) return null;
    return <Announced {...props} result={result} />;
}

type AnnouncedProps = HallResultProps & { readonly result: ResultView };

function Announced({ speaking, log, paging, result }: AnnouncedProps) {
    const officials = ratedOfficials(speaking, log, result);
    const [inDetail, setInDetail] = useState<[number, number][]>();
    const overview = overviewOf(log.officials.map(({ name }) => name));
    const pages = pagesOf(inDetail, overview);
    const { page, onPages } = paging;
    useEffect(() => {
        onPages(Math.max(1, pages.length));
        return () => {
            onPages(1);
        };
    }, [pages.length, onPages]);
    useEffect(() => {
        const anew = () => {
            setInDetail(undefined);
        };
        addEventListener("resize", anew);
        return () => {
            removeEventListener("resize", anew);
        };
    }, []);
    if (!inDetail) return <Measure log={log} result={result} paging={paging} onMeasured={setInDetail} />;
    const shown = pages[Math.min(page, pages.length - 1)] ?? { of: "detail", from: 0, to: officials.length };
    const some = officials.slice(shown.from, shown.to);
    return (
        <div class="hall-result" data-page={shown.of}>
            <Head
                speaking={speaking}
                log={log}
                result={result}
                of={shown.of}
                at={page + 1}
                pages={pages.length}
            />
            {shown.of === "overview" ? (
                <HallOverview speaking={speaking} log={log} result={result} officials={some} />
            ) : (
                <Detail speaking={speaking} log={log} result={result} officials={some} />
            )}
        </div>
    );
}

interface HeadProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
    readonly of: "overview" | "detail";
    readonly at: number; // from 1
    readonly pages?: number;
}

function Head({ speaking, log, result, of, at, pages = at + 1 }: HeadProps) {
    const { t } = speaking;
    return (
        <div class="hall-result-head">
            <div>
                <h2>{of === "overview" ? t.hall.overview : t.hall.result}</h2>
                <p class="hall-base">{baseText(speaking, result)}</p>
                {pages > 1 ? <p class="hall-page">{t.hall.pageOf(at, pages)}</p> : null}
            </div>
            <Legend speaking={speaking} log={log} />
        </div>
    );
}

interface HallPageOf {
    readonly of: "overview" | "detail";
    readonly from: number;
    readonly to: number;
}

/** Nothing to be overlooked where all fit one page in detail. */
function pagesOf(inDetail: [number, number][] | undefined, overview: readonly number[]): HallPageOf[] {
    if (!inDetail) return [];
    const detail = inDetail.map(([from, to]) => ({ of: "detail", from, to }) as const);
    if (detail.length < 2) return detail;
    let from = 0;
    const all = overview.map((some) => ({ of: "overview", from, to: (from += some) }) as const);
    return [...all, ...detail];
}

/** How many officials each page of the overview has. */
function overviewOf(names: readonly string[]): number[] {
    const longest = Math.max(...names.map((name) => name.length + "44. ".length));
    return overviewPages(names, longest).map((page) => page.length);
}

interface DetailProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
    readonly officials: readonly RatedOfficial[];
}

function Detail({ speaking, log, result, officials }: DetailProps) {
    const box = useFit<HTMLOListElement>(`${speaking.language} ${officials[0]?.number ?? 0}`);
    return (
        <ol ref={box} class="hall-officials" start={officials[0]?.number ?? 1}>
            {officials.map((official) => (
                <HallOfficial key={official.number} {...{ speaking, log, result, official }} />
            ))}
        </ol>
    );
}

interface MeasureProps extends Pick<AnnouncedProps, "log" | "result" | "paging"> {
    readonly onMeasured: (pages: [number, number][]) => void;
}

/** Lays all officials out in every language, unseen and for a moment, to learn how many fit a page. */
function Measure({ log, result, paging: { speakers }, onMeasured }: MeasureProps) {
    const list = useRef<HTMLOListElement>(null);
    useLayoutEffect(() => {
        const { current: box } = list;
        if (!box) return;
        const count = log.officials.length;
        const heights = new Array<number>(count).fill(0);
        [...box.children].forEach((one, at) => {
            const j = at % count;
            heights[j] = Math.max(heights[j] ?? 0, one.getBoundingClientRect().height);
        });
        onMeasured(packed(heights, box.clientHeight));
    }, [log.officials, onMeasured]);
    return (
        <div class="hall-result hall-measure" aria-hidden="true">
            <div class="hall-measure-heads">
                {speakers.map((speaking) => (
                    <Head
                        key={speaking.language}
                        speaking={speaking}
                        log={log}
                        result={result}
                        of="detail"
                        at={1}
                    />
                ))}
            </div>
            <ol ref={list} class="hall-officials">
                {speakers.flatMap((speaking) =>
                    ratedOfficials(speaking, log, result).map((official) => (
                        <HallOfficial
                            key={`${speaking.language}${official.number}`}
                            {...{ speaking, log, result, official }}
                        />
                    )),
                )}
            </ol>
        </div>
    );
}

function Legend({ speaking, log }: { speaking: Speaker; log: LogView }) {
    return (
        <ul class="hall-legend">
            {parts.map((part) => (
                <li key={part}>
                    <Swatch part={part} />
                    <bdi>{atLineStart(speaking.language, partName(speaking, log, part))}</bdi>
                </li>
            ))}
        </ul>
    );
}
