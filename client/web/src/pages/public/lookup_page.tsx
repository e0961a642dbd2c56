// Looking a tracker up in the log that this browser has read and checked. No server is asked.
import { useState } from "preact/hooks";
import { isWholeHex, type Mistyped, readTyped, typedForms } from "../../crypto/typed";
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { texts } from "../../i18n/texts";
import type { FoundView, LogView } from "../../observer/views";
import { Notice, Progress, ScanOrType } from "../../ui/index";
import { mistypedText } from "../mistyped";
import { ObservedPage } from "./observed_page";
import { offerOf } from "./offer";
import { RefusalCheck } from "./refusal_check";
import { type Observed, useObserver } from "./use_observer";

export function LookupPage({ conference }: { conference: string }) {
    const t = useTexts(publicTexts).lookup;
    const { state, lookUp, judgeRefusal } = useObserver(conference);
    return (
        <ObservedPage title={t.title} state={state}>
            {(log) => (
                <>
                    <LookUp log={log} lookUp={lookUp} reading={state.reading !== undefined} />
                    <RefusalCheck judge={judgeRefusal} />
                </>
            )}
        </ObservedPage>
    );
}

type Answer = "waiting" | FoundView;

interface LookUpProps {
    readonly log: LogView;
    readonly lookUp: Observed["lookUp"];
    readonly reading: boolean;
}

function LookUp({ log, lookUp, reading }: LookUpProps) {
    const t = useTexts(publicTexts).lookup;
    const { mistyped } = useTexts(texts);
    const [typed, setTyped] = useState("");
    const [answer, setAnswer] = useState<Answer>();
    const [fault, setFault] = useState<Mistyped>();
    const search = (tracker: string) => {
        const { wrong } = readTyped(tracker, typedForms.tracker);
        const unreadable = isWholeHex(tracker.trim()) ? undefined : wrong;
        setFault(unreadable);
        setAnswer(unreadable ? undefined : "waiting");
        if (!unreadable) void lookUp(tracker).then(setAnswer);
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
                error={fault ? mistypedText(mistyped, fault) : undefined}
                onChange={(value) => {
                    setTyped(value);
                    setAnswer(undefined);
                    setFault(undefined);
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
