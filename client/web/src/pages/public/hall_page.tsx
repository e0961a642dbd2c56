// The hall screen: 16 to 9, read from 20 metres, in the conference's languages by turns, left alone for hours. It takes its numbers from the
// server's pushes, which move in steps, and everything that is a result from the log that it replays itself.
import { useEffect, useState } from "preact/hooks";
import { languages, useLanguage, useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { texts } from "../../i18n/texts";
import type { LogView, ObserverState } from "../../observer/views";
import { Progress, useScreenAwake } from "../../ui/index";
import { HallControls } from "./hall_controls";
import { HallFooter } from "./hall_parts";
import { HallPanel } from "./hall_panels";
import { useTurns } from "./hall_turns";
import { type Speaker, speaker } from "./phrases";
import { useFit } from "./use_fit";
import { useObserver } from "./use_observer";

export function HallPage({ conference }: { conference: string }) {
    const { state } = useObserver(conference);
    const t = useTexts(publicTexts);
    useScreenAwake(true);
    useEffect(() => {
        document.title = t.hall.title;
    }, [t]);
    return (
        <div class="hall">
            {state.log ? (
                <Hall log={state.log} state={state} conference={conference} />
            ) : (
                <HallWaiting state={state} />
            )}
            <HallControls />
        </div>
    );
}

/** The screen's language first, then the other, where the conference has both. */
function useSpeakers(log: LogView): readonly [Speaker, ...Speaker[]] {
    const { language } = useLanguage();
    const spoken = languages.filter((one) => log.languages.some((tag) => tag.toLowerCase().startsWith(one)));
    const [first = language, ...rest] = [language, ...spoken.filter((one) => one !== language)];
    return [speaker(log, first), ...rest.map((one) => speaker(log, one))];
}

interface HallProps {
    readonly log: LogView;
    readonly state: ObserverState;
    readonly conference: string;
}

function Hall({ log, state, conference }: HallProps) {
    const speakers = useSpeakers(log);
    const [pages, setPages] = useState(1);
    const turn = useTurns(pages, speakers.length, state.hallScreen);
    const speaking = speakers[turn.language] ?? speakers[0];
    const paging = { page: turn.page, speakers, onPages: setPages };
    const { language, t } = speaking;
    return (
        <div class="hall-turn" lang={language} data-turn={turn.language % 2}>
            <HallHead speaking={speaking} log={log} />
            <main class="hall-main">
                {state.refusal ? (
                    <p class="hall-stop" role="alert">
                        {t.hall.stop}
                        <span class="hall-small mono">{state.refusal.detail}</span>
                    </p>
                ) : (
                    <HallPanel
                        speaking={speaking}
                        log={log}
                        hall={state.hall}
                        conference={conference}
                        paging={paging}
                    />
                )}
            </main>
            <HallFooter speaking={speaking} log={log} state={state} />
        </div>
    );
}

function HallHead({ speaking: { text, language }, log }: { speaking: Speaker; log: LogView }) {
    const title = text(log.title);
    const box = useFit<HTMLHeadingElement>(title);
    return (
        <header class="hall-head">
            <h1 ref={box}>
                <bdi>{title}</bdi>
            </h1>
            {log.rehearsal ? <p class="hall-rehearsal">{texts.in(language).frame.rehearsal}</p> : null}
        </header>
    );
}

function HallWaiting({ state: { reading, connected } }: { state: ObserverState }) {
    const t = useTexts(publicTexts);
    return (
        <main class="hall-main hall-waiting">
            <h1>{t.hall.title}</h1>
            {connected ? (
                <Progress label={t.reading.log} done={reading?.done} total={reading?.total} />
            ) : (
                <p>{t.reading.noLog}</p>
            )}
        </main>
    );
}
