// The hall screen: 16 to 9, read from 20 metres, in both languages, left alone for hours. It takes its numbers from the
// server's pushes, which move in steps, and everything that is a result from the log that it replays itself.
import { useEffect } from "preact/hooks";
import { languages, useLanguage, useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { texts } from "../../i18n/texts";
import type { LogView, ObserverState } from "../../observer/views";
import { Progress, useScreenAwake } from "../../ui/index";
import { HallControls } from "./hall_controls";
import { HallFooter, Said, type Speakers } from "./hall_parts";
import { HallPanel } from "./hall_panels";
import { speaker } from "./phrases";
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
function useSpeakers(log: LogView): Speakers {
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
    return (
        <>
            <header class="hall-head">
                <h1>
                    <Said speakers={speakers} say={({ text }) => text(log.title)} />
                </h1>
                {log.rehearsal ? (
                    <p class="hall-rehearsal">
                        <Said speakers={speakers} say={({ language }) => texts[language].frame.rehearsal} />
                    </p>
                ) : null}
            </header>
            <main class="hall-main">
                {state.refusal ? (
                    <p class="hall-stop" role="alert">
                        <Said speakers={speakers} say={({ t }) => t.hall.stop} />
                        <span class="hall-small mono">{state.refusal.detail}</span>
                    </p>
                ) : (
                    <HallPanel speakers={speakers} log={log} hall={state.hall} conference={conference} />
                )}
            </main>
            <HallFooter speakers={speakers} log={log} state={state} />
        </>
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
