// Opening the vote, with a question that says what it will do.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import type { OrganizerView } from "../../staff/desk_view";
import { AskingButton, Card, Field, Notice } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { ClockNotice } from "./clock_notice";
import { offerOf } from "./offer";
import type { LeadProps } from "./props";

/** What still keeps the vote from being opened; nothing where it can be. */
function useNotYet(view: OrganizerView): string | undefined {
    const t = useTexts(staffTexts).open;
    const { opensNotYet } = offerOf(view);
    if (opensNotYet === "noKey") return t.noKey;
    return opensNotYet && t.tooFew(view.enrolled, view.manifest.smallestSet);
}

export function OpeningView({ view, calls }: LeadProps) {
    const t = useTexts(staffTexts).open;
    const work = useWork();
    const [reason, setReason] = useState("");
    const off = useNotYet(view);
    const { threshold } = view.manifest;
    const { opensWithoutQuorum: missed } = offerOf(view);
    const standing = t.standing(view.summoned, view.present, view.enrolled, view.papersIssued);
    const override = inOneForm(reason);
    const open = async () => {
        await work.run(t.opening, () => calls.openVote(missed ? override : ""));
    };
    return (
        <Card title={t.openTitle}>
            <p>{standing}</p>
            <ClockNotice ahead={view.clockAhead} />
            {missed && off === undefined ? (
                <>
                    <Notice kind="waiting" title={t.missing(view.quorumLeast - view.present)}>
                        {t.noQuorum}
                    </Notice>
                    <Field label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} />
                </>
            ) : null}
            <div class="step-actions">
                <AskingButton
                    kind={view.next === "open" ? "primary" : "plain"}
                    off={off ?? (missed && override === "" ? t.reasonFirst : undefined)}
                    title={t.askOpen}
                    action={t.open}
                    onConfirm={() => void open()}
                >
                    <p>{standing}</p>
                    <p>{t.willOpen(view.confirmationsNeeded, threshold)}</p>
                </AskingButton>
            </div>
            <WorkStatus work={work} />
        </Card>
    );
}
