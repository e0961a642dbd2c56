// A past conference as a template: from a file, or from its address on this server; and the form saved as such a file.
import { useState } from "preact/hooks";
import type { Result } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { ConferenceForm } from "../../staff/conference_form";
import { writeTemplate } from "../../staff/form_text";
import type { OrganizerOffers } from "../../staff/organizer_offers";
import { Button, Card, Confirm, DownloadButton, Field, FileField } from "../../ui/index";
import type { Calls } from "../../worker/bridge";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";

interface TemplateProps {
    readonly calls: Calls<OrganizerOffers>;
    readonly form: ConferenceForm;
    /** Something was typed that a template would take the place of. */
    readonly typed: boolean;
    readonly onForm: (form: ConferenceForm) => void;
}

export function Template({ calls, form, typed, onForm }: TemplateProps) {
    const t = useTexts(staffTexts).found;
    const work = useWork();
    const [address, setAddress] = useState("");
    const [found, setFound] = useState<ConferenceForm>();
    const take = async (template: () => Promise<Result<ConferenceForm>>) => {
        const taken = await work.run(t.fetching, template);
        if (taken && typed) setFound(taken);
        else if (taken) onForm(taken);
    };
    const open = (file: File) => {
        void take(async () => calls.templateIn(new Uint8Array(await file.arrayBuffer()), form.date));
    };
    return (
        <details class="staff-more">
            <summary>{t.template}</summary>
            <Card>
                <p>{t.templateBody}</p>
                <FileField label={t.templateFile} hint={t.templateFileHint} onFile={open} />
                <Field label={t.templateAddress} type="url" value={address} onChange={setAddress} />
                <div class="step-actions">
                    <Button
                        onPress={() =>
                            void take(() => calls.templateAt(address.trim(), location.origin, form.date))
                        }
                    >
                        {t.templateTake}
                    </Button>
                </div>
                <WorkStatus work={work} />
                {found ? (
                    <AskToReplace
                        form={form}
                        found={found}
                        onTake={() => {
                            setFound(undefined);
                            onForm(found);
                        }}
                        onCancel={() => {
                            setFound(undefined);
                        }}
                    />
                ) : null}
            </Card>
        </details>
    );
}

interface AskProps {
    readonly form: ConferenceForm;
    readonly found: ConferenceForm;
    readonly onTake: () => void;
    readonly onCancel: () => void;
}

function AskToReplace({ form, found, onTake, onCancel }: AskProps) {
    const { draft: t, found: words } = useTexts(staffTexts);
    const nameOf = ({ title }: ConferenceForm) => title.find((text) => text.trim() !== "") ?? t.untitled;
    return (
        <Confirm
            title={words.askTemplate(nameOf(found))}
            action={words.templateTake}
            danger
            onConfirm={onTake}
            onCancel={onCancel}
        >
            <p>{words.willReplace(nameOf(form))}</p>
        </Confirm>
    );
}

/** What was typed, as a file for the next conference. */
export function SaveTemplate({ form }: { form: ConferenceForm }) {
    const t = useTexts(staffTexts).found;
    return (
        <Card title={t.templateSaveTitle}>
            <p>{t.templateSaveBody}</p>
            <div class="step-actions">
                <DownloadButton
                    name={t.templateFileName}
                    content={writeTemplate(form)}
                    mediaType="application/json"
                >
                    {t.templateSave}
                </DownloadButton>
            </div>
        </Card>
    );
}
