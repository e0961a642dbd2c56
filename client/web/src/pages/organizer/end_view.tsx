// After the close: who is awaited, the result, announcing it; and annulling, before the first share.
import { useState } from "preact/hooks";
import { toHex } from "../../crypto/bytes";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import { Button, Card, Confirm, Field, Notice } from "../../ui/index";
import { ResultTable } from "../staff/result_view";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { type LeadProps } from "./lead_view";

export function EndView(props: LeadProps) {
    const t = useTexts(staffTexts);
    const { state } = props.organizer.desk;
    const canAnnul =
        state.phase === "setup" ||
        state.phase === "voting" ||
        (state.phase === "counting" && state.shares.size === 0);
    return (
        <>
            {state.phase === "counting" ? <Awaited {...props} /> : null}
            {state.phase === "published" ? <Announcing {...props} /> : null}
            {state.phase === "annulled" ? (
                <Notice kind="stop" title={t.numbers.phases.annulled}>
                    <bdi>{state.annulmentReason}</bdi>
                </Notice>
            ) : null}
            {canAnnul ? <Annulling {...props} /> : null}
        </>
    );
}

function Awaited({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const { state } = organizer.desk;
    const trustees = state.ceremony?.board.trustees ?? [];
    const awaited = trustees.filter(({ signKey }, place) =>
        state.closeConfirmed ? !state.shares.has(place + 1) : !state.closeConfirmers.has(toHex(signKey)),
    );
    const names = awaited.map(({ name }) => name).join(", ");
    return (
        <Card title={t.countingTitle}>
            <Notice kind="waiting">
                {state.closeConfirmed ? t.sharesFrom(names) : t.confirmationsFrom(names)}
            </Notice>
        </Card>
    );
}

function Announcing({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const work = useWork();
    const [asked, setAsked] = useState(false);
    const { state } = organizer.desk;
    const announce = async () => {
        setAsked(false);
        await work.run(t.announcing, () => organizer.announce());
    };
    return (
        <>
            <ResultTable state={state} />
            <Card title={t.announceTitle}>
                {state.announced ? (
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

function Annulling({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const work = useWork();
    const [reason, setReason] = useState("");
    const [asked, setAsked] = useState(false);
    const clean = inOneForm(reason);
    const annul = async () => {
        setAsked(false);
        await work.run(t.annulling, () => organizer.annul(clean));
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
