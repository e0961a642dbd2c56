// After the close: who is awaited, the result, and announcing it.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { AskingButton, Card, Notice } from "../../ui/index";
import { Figures, SignedBy } from "../staff/figures";
import { ResultTable } from "../staff/result_view";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

export function CountingView({ view }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const awaited = (view.board?.members ?? []).filter(({ signedClose, counted }) =>
        view.closeConfirmed ? !counted : !signedClose,
    );
    const names = awaited.map(({ name }) => name).join(", ");
    return (
        <Card title={t.countingTitle}>
            <Notice kind="waiting">
                {view.closeConfirmed ? t.sharesFrom(names) : t.confirmationsFrom(names)}
            </Notice>
            {view.wantsPaperCount ? <PaperAwaited view={view} /> : null}
        </Card>
    );
}

function PaperAwaited({ view }: Pick<LeadProps, "view">) {
    const t = useTexts(staffTexts).paper;
    const [first] = view.figures;
    if (!first) return <Notice kind="waiting">{t.awaited}</Notice>;
    return (
        <>
            <Figures {...first} view={view} />
            <SignedBy figures={first} view={view} />
            {view.figures.length > 1 ? <Notice kind="stop">{t.differTitle}</Notice> : null}
        </>
    );
}

export function AnnouncingView({ view, calls }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const work = useWork();
    const announce = async () => {
        await work.run(t.announcing, () => calls.announce());
    };
    return (
        <>
            {view.result ? <ResultTable manifest={view.manifest} result={view.result} /> : null}
            <Card title={t.announceTitle}>
                {view.announced ? (
                    <Notice kind="done">{t.announced}</Notice>
                ) : (
                    <>
                        <p>{t.announceBody}</p>
                        <div class="step-actions">
                            <AskingButton
                                kind="primary"
                                title={t.askAnnounce}
                                action={t.announce}
                                onConfirm={() => void announce()}
                            >
                                <p>{t.willAnnounce}</p>
                            </AskingButton>
                        </div>
                    </>
                )}
                <WorkStatus work={work} />
            </Card>
        </>
    );
}
