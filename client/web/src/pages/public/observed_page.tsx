// The frame of the pages that show a log. It says how far the log is read, what is wrong with it, and whether it is followed.
import type { ComponentChildren } from "preact";
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { texts } from "../../i18n/texts";
import type { LogView, ObserverState } from "../../observer/views";
import { Notice, Page, Progress } from "../../ui/index";
import { followingOf } from "./offer";
import { useSpeaker } from "./phrases";

interface ObservedPageProps {
    readonly title: string;
    readonly state: ObserverState;
    readonly wide?: boolean;
    /** The page itself, as soon as there is a log to show. */
    readonly children: (log: LogView) => ComponentChildren;
}

export function ObservedPage({ title, state, wide = false, children }: ObservedPageProps) {
    const { log } = state;
    if (!log) {
        return (
            <Page title={title} wide={wide}>
                <FollowingNotices state={state} />
            </Page>
        );
    }
    return (
        <WithLog title={title} wide={wide} log={log}>
            <FollowingNotices state={state} />
            {children(log)}
        </WithLog>
    );
}

interface WithLogProps {
    readonly title: string;
    readonly wide: boolean;
    readonly log: LogView;
    readonly children: ComponentChildren;
}
function WithLog({ title, wide, log, children }: WithLogProps) {
    const { text } = useSpeaker(log);
    return (
        <Page
            title={title}
            conference={text(log.title)}
            body={text(log.body)}
            rehearsal={log.rehearsal}
            wide={wide}
        >
            {children}
        </Page>
    );
}

function FollowingNotices({ state }: { state: ObserverState }) {
    const t = useTexts(publicTexts).reading;
    const { reasons } = useTexts(texts);
    const { lost, refusal, reading } = followingOf(state);
    return (
        <>
            {lost ? <Notice kind="waiting">{t[lost]}</Notice> : null}
            {refusal ? (
                <Notice kind="stop" title={t.refusedTitle}>
                    <p>{t.refusedBody}</p>
                    <p>
                        {reasons[refusal.reason]}: <span class="mono">{refusal.detail}</span>
                    </p>
                </Notice>
            ) : null}
            {reading ? <Progress label={t.log} done={reading.done} total={reading.total} /> : null}
        </>
    );
}
