// One official's result on the hall screen: who, four counts with their percentages under the heads of the page, and a bar.
import { percentText } from "../../election/outcome";
import { formatNumber } from "../../i18n/format";
import type { LogView, ResultView } from "../../observer/views";
import { partName, parts, type Speaker, thresholdText } from "./phrases";
import { OfficialBar, type RatedOfficial } from "./result_parts";

/** In letters: a longer name has the whole width to itself, above the figures. */
const longName = 45;

interface OfficialProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
    readonly official: RatedOfficial;
}

export function HallOfficial({ speaking, log, result, official }: OfficialProps) {
    const { language } = speaking;
    const { line, number, name, position } = official;
    return (
        <li class={name.length > longName ? "long" : undefined}>
            <div class="hall-who">
                <strong class="hall-name">
                    <span class="hall-place">{number}.</span> <bdi>{name}</bdi>
                </strong>
                <bdi class="hall-position">{position}</bdi>
                {line.threshold ? (
                    <span class="hall-mark">▲ {thresholdText(speaking, line.threshold)}</span>
                ) : null}
            </div>
            <div class="hall-what">
                <dl class="hall-counts">
                    {parts.map((part) => (
                        <div key={part}>
                            <dt class="unseen">{partName(speaking, log, part)}</dt>
                            <dd class="hall-count">{formatNumber(language, line.counts[part])}</dd>
                            <dd class="hall-percent">{percentText(line.percent[part], language)}</dd>
                        </div>
                    ))}
                </dl>
                <OfficialBar speaking={speaking} log={log} result={result} official={official} />
            </div>
        </li>
    );
}
