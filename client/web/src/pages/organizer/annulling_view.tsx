// Annulling the vote, with a reason that everybody will read; until the first share.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import { AskingButton, Card, Field } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

export function AnnullingView({ calls }: LeadProps) {
    const t = useTexts(staffTexts).end;
    const work = useWork();
    const [reason, setReason] = useState("");
    const clean = inOneForm(reason);
    const annul = async () => {
        await work.run(t.annulling, () => calls.annul(clean));
    };
    return (
        <details class="staff-more">
            <summary>{t.annulTitle}</summary>
            <Card>
                <p>{t.annulBody}</p>
                <Field label={t.annulReason} value={reason} onChange={setReason} />
                <div class="step-actions">
                    <AskingButton
                        kind="danger"
                        off={clean === "" ? t.annulReasonFirst : undefined}
                        title={t.askAnnul}
                        action={t.annul}
                        danger
                        onConfirm={() => void annul()}
                    >
                        <p>{t.willAnnul}</p>
                    </AskingButton>
                </div>
                <WorkStatus work={work} />
            </Card>
        </details>
    );
}
