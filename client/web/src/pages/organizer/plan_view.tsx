// What is to be done now, by whom, and the whole of the way around it.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { planOf, type PlanLine } from "../../staff/plan";
import { Card, Notice } from "../../ui/index";
import type { LeadProps } from "./props";

export function PlanView({ view }: Pick<LeadProps, "view">) {
    const t = useTexts(staffTexts);
    const lines = planOf(view.next, view.papersIssued);
    const now = lines.find(({ standing }) => standing === "now");
    const done = lines.filter(({ standing }) => standing === "done").length;
    const wide = matchMedia("(min-width: 48rem)").matches;
    return (
        <>
            <Notice kind={now?.who === "organizer" ? "info" : "waiting"} title={t.next.title}>
                {now ? <strong>{t.plan.acts[now.who]}</strong> : null}
                <p>{t.next[view.next]}</p>
            </Notice>
            {now ? (
                <details class="staff-more" open={wide}>
                    <summary>{t.plan.title(done, lines.length)}</summary>
                    <Card>
                        <ol class="staff-plan">
                            {lines.map((line) => (
                                <Line key={line.step} line={line} />
                            ))}
                        </ol>
                    </Card>
                </details>
            ) : null}
        </>
    );
}

const marks = { done: "✓", now: "▶", later: "" };

function Line({ line: { step, who, standing } }: { line: PlanLine }) {
    const t = useTexts(staffTexts).plan;
    return (
        <li data-standing={standing} aria-current={standing === "now" ? "step" : undefined}>
            <span class="staff-plan-mark" aria-hidden="true">
                {marks[standing]}
            </span>
            <span>
                {t.steps[step]}
                <span class="unseen">: {t.standings[standing]}</span>
                <br />
                <span class="soft">{t.who[who]}</span>
            </span>
        </li>
    );
}
