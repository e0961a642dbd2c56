// A past conference on this server as a template.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type ConferenceForm, formFrom } from "../../staff/conference_form";
import type { OrganizerOffers } from "../../staff/organizer_offers";
import { Button, Card, Field } from "../../ui/index";
import type { Calls } from "../../worker/bridge";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";

interface TemplateProps {
    readonly calls: Calls<OrganizerOffers>;
    readonly date: string;
    readonly onForm: (form: ConferenceForm) => void;
}

export function Template({ calls, date, onForm }: TemplateProps) {
    const t = useTexts(staffTexts).found;
    const work = useWork();
    const [address, setAddress] = useState("");
    const take = async () => {
        const manifest = await work.run(t.fetching, () => calls.manifestAt(address.trim(), location.origin));
        if (manifest) onForm(formFrom(manifest, date));
    };
    return (
        <details class="staff-more">
            <summary>{t.template}</summary>
            <Card>
                <p>{t.templateBody}</p>
                <Field label={t.templateAddress} type="url" value={address} onChange={setAddress} />
                <div class="step-actions">
                    <Button onPress={() => void take()}>{t.templateTake}</Button>
                </div>
                <WorkStatus work={work} />
            </Card>
        </details>
    );
}
