import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { texts } from "../../i18n/texts";
import { problemOf } from "../../staff/problems";
import { Notice, Progress } from "../../ui/index";
import { type Failure, type Work } from "./use_work";

/** What runs, or what stopped it: a sentence that says what to do next, and the protocol's own word. */
export function WorkStatus({ work }: { work: Work }) {
    if (work.busy) return <Progress {...work.busy} />;
    return work.failure ? <FailureNotice failure={work.failure} /> : null;
}

export function FailureNotice({ failure }: { failure: Failure }) {
    const t = useTexts(staffTexts);
    const { reasons, reasonNext, broken } = useTexts(texts);
    if (failure === "network" || failure === "memory") return <Notice kind="stop">{t.work[failure]}</Notice>;
    if (typeof failure === "string") return <Notice kind="stop">{broken[failure]}</Notice>;
    const problem = problemOf(failure.detail);
    if (problem) return <Notice kind="stop">{t.problems[problem]}</Notice>;
    return (
        <Notice kind="stop" title={t.work.refused(reasons[failure.reason])}>
            <p>{reasonNext[failure.reason]}</p>
            <p>{t.work.detail}</p>
            <p class="mono">{failure.detail}</p>
        </Notice>
    );
}
