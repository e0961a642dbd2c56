// All officials at one glance: each one's name over its bar, in as many columns as make the names largest.
import type { LogView, ResultView } from "../../observer/views";
import { shapeOf } from "./hall_pages";
import { type Speaker, thresholdText } from "./phrases";
import { OfficialBar, type RatedOfficial } from "./result_parts";
import { useFit } from "./use_fit";

interface OverviewProps {
    readonly speaking: Speaker;
    readonly log: LogView;
    readonly result: ResultView;
    readonly officials: readonly RatedOfficial[];
}

export function HallOverview({ speaking, log, result, officials }: OverviewProps) {
    const longest = Math.max(...officials.map(({ name, number }) => `${number}. ${name}`.length));
    const { columns, rows, size } = shapeOf(officials.length, longest);
    const box = useFit<HTMLOListElement>(`${speaking.language} ${officials[0]?.number ?? 0}`);
    const shape = { "--rows": rows, "--columns": columns, "--size": size };
    return (
        <ol ref={box} class="hall-overview" style={shape} start={officials[0]?.number ?? 1}>
            {officials.map((official) => {
                const { number, name, line } = official;
                return (
                    <li key={number}>
                        <strong class="hall-name">
                            <span class="hall-place">{number}.</span> <bdi>{name}</bdi>
                            {line.threshold ? (
                                <span
                                    class="hall-flag"
                                    role="img"
                                    aria-label={thresholdText(speaking, line.threshold)}
                                >
                                    {" "}
                                    ▲
                                </span>
                            ) : null}
                        </strong>
                        <OfficialBar {...{ speaking, log, result, official }} />
                    </li>
                );
            })}
        </ol>
    );
}
