// After the close: who is awaited, the result, announcing it; and annulling, before the first share.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import { Button, Card, Confirm, Field, Notice } from "../../ui/index";
import { Figures, SignedBy } from "../staff/figures";
import { ResultTable } from "../staff/result_view";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

export function EndView(props: LeadProps) {
    const t = useTexts(staffTexts);
    const { phase, shares, annulmentReason } = props.view;
    const canAnnul = phase === "setup" || phase === "voting" || (phase === "counting" && shares === 0);
    return (
        <>
            {phase === "counting" ? <Awaited {...props} /> : null}
            {phase === "published" ? <Announcing {...props} /> : null}
            {phase === "annulled" ? (
                <Notice kind="stop" title={t.numbers.phases.annulled}>
                    <bdi>{annulmentReason}</bdi>
                </Notice>
            ) : null}
            {canAnnul ? <Annulling {...props} /> : null}
        </>
    );
}

function Awaited({ view }: LeadProps) {
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

function Announcing({ view, calls }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const work = useWork();
    const [asked, setAsked] = useState(false);
    const announce = async () => {
        setAsked(false);
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
                            <Button
                                kind="primary"
                                onPress={() => {
                                    setAsked(true);
                                }}
                            >
                                {t.announce}
                            </Button>
                        </div>
                    </>
                )}
                <WorkStatus work={work} />
            </Card>
            {asked ? (
                <Confirm
                    title={t.askAnnounce}
                    action={t.announce}
                    onConfirm={() => void announce()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.willAnnounce}</p>
                </Confirm>
            ) : null}
        </>
    );
}

function Annulling({ calls }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const work = useWork();
    const [reason, setReason] = useState("");
    const [asked, setAsked] = useState(false);
    const clean = inOneForm(reason);
    const annul = async () => {
        setAsked(false);
        await work.run(t.annulling, () => calls.annul(clean));
    };
    return (
        <details class="staff-more">
            <summary>{t.annulTitle}</summary>
            <Card>
                <p>{t.annulBody}</p>
                <Field label={t.annulReason} value={reason} onChange={setReason} />
                <div class="step-actions">
                    <Button
                        kind="danger"
                        off={clean === "" ? t.annulReasonFirst : undefined}
                        onPress={() => {
                            setAsked(true);
                        }}
                    >
                        {t.annul}
                    </Button>
                </div>
                <WorkStatus work={work} />
                {asked ? (
                    <Confirm
                        title={t.askAnnul}
                        action={t.annul}
                        danger
                        onConfirm={() => void annul()}
                        onCancel={() => {
                            setAsked(false);
                        }}
                    >
                        <p>{t.willAnnul}</p>
                    </Confirm>
                ) : null}
            </Card>
        </details>
    );
}
