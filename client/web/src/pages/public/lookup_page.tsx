// Looking a tracker up in the log that this browser has read and checked. No server is asked.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import type { FoundView, LogView } from "../../observer/views";
import { Notice, Progress, ScanOrType } from "../../ui/index";
import { ObservedPage } from "./observed_page";
import { offerOf } from "./offer";
import { type Observed, useObserver } from "./use_observer";

export function LookupPage({ conference }: { conference: string }) {
    const t = useTexts(publicTexts).lookup;
    const { state, lookUp } = useObserver(conference);
    return (
        <ObservedPage title={t.title} state={state}>
            {(log) => <LookUp log={log} lookUp={lookUp} reading={state.reading !== undefined} />}
        </ObservedPage>
    );
}

type Answer = "waiting" | "no tracker" | FoundView;

interface LookUpProps {
    readonly log: LogView;
    readonly lookUp: Observed["lookUp"];
    readonly reading: boolean;
}

function LookUp({ log, lookUp, reading }: LookUpProps) {
    const t = useTexts(publicTexts).lookup;
    const [typed, setTyped] = useState("");
    const [answer, setAnswer] = useState<Answer>();
    const search = (tracker: string) => {
        setAnswer("waiting");
        void lookUp(tracker).then((found) => {
            setAnswer(found ?? "no tracker");
        });
    };
    const take = (code: string) => {
        setTyped(code);
        search(code);
        return true;
    };
    return (
        <>
            <p>{t.body}</p>
            <ScanOrType
                scan={t.scan}
                take={take}
                prefer="type"
                together
                code
                label={t.field}
                hint={t.hint}
                value={typed}
                error={answer === "no tracker" ? t.wrong : undefined}
                onChange={(value) => {
                    setTyped(value);
                    setAnswer(undefined);
                }}
                give={t.search}
                onGive={() => {
                    search(typed);
                }}
            />
            {answer === "waiting" && reading ? <Progress label={t.waiting} /> : null}
            {typeof answer === "object" ? <Found found={answer} log={log} /> : null}
        </>
    );
}

function Found({ found: { standing, index }, log }: { found: FoundView; log: LogView }) {
    const t = useTexts(publicTexts).lookup;
    switch (standing) {
        case "counted":
            return (
                <Notice kind="done" title={t.countedTitle}>
                    <p>{t.counted(index)}</p>
                    {offerOf(log).stillVoting ? <p>{t.stillVoting}</p> : null}
                </Notice>
            );
        case "superseded":
            return (
                <Notice kind="info" title={t.supersededTitle}>
                    {t.superseded(index)}
                </Notice>
            );
        case "absent":
            return (
                <Notice kind="stop" title={t.absentTitle}>
                    {t.absent(log.size)}
                </Notice>
            );
    }
}
