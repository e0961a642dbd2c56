// The day before: this member's key is open, since it sees this page, and the others are told so.
import { useEffect, useRef } from "preact/hooks";
import { serverDay } from "../../i18n/format";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Card } from "../../ui/index";
import { OpenKeys } from "../staff/open_keys";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { MemberProps } from "./props";

/** Said once a day, by the server's clock; tried again with whatever changes where the server could not be told. */
function useSayingReady({ view, calls }: MemberProps) {
    const t = useTexts(staffTexts).readiness;
    const work = useWork();
    const { run } = work;
    const label = useRef(t.telling);
    label.current = t.telling; // of the language now; changing it says nothing anew
    useEffect(() => {
        const today = serverDay(view.clockAhead);
        const mine = view.board?.members.find(({ number }) => number === view.number);
        if (today && mine?.readyDay !== today) void run(label.current, () => calls.sayReady(today));
    }, [view, calls, run]);
    return work;
}

export function ReadinessView(props: MemberProps) {
    const t = useTexts(staffTexts).readiness;
    const work = useSayingReady(props);
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <OpenKeys view={props.view} />
            <WorkStatus work={work} />
        </Card>
    );
}
