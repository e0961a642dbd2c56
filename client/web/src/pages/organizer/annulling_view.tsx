// Annulling the vote, with a reason that everybody will read; until the first share.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import { Button, Card, Confirm, Field } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

export function AnnullingView({ calls }: LeadProps) {
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
