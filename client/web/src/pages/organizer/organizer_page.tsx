// The organizer's page of a conference: what comes next, the live numbers, and everything that can be done.
import "../../ui/styles/staff.css";
import { useCallback, useEffect, useState } from "preact/hooks";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type Desk } from "../../staff/desk";
import { Organizer } from "../../staff/organizer";
import { type OrganizerKeys } from "../../staff/organizer_keys";
import { Button, Notice, Page, Progress } from "../../ui/index";
import { useDesk } from "../staff/use_desk";
import { FailureNotice } from "../staff/work_status";
import { LeadView } from "./lead_view";
import { OrganizerKeyStage } from "./organizer_key";

export function OrganizerPage({ conference }: { conference: string }) {
    const [keys, setKeys] = useState<OrganizerKeys>();
    useEffect(
        () => () => {
            keys?.wipe();
        },
        [keys],
    );
    return keys ? <Leading conference={conference} keys={keys} /> : <OrganizerKeyStage onKeys={setKeys} />;
}

function Leading({ conference, keys }: { conference: string; keys: OrganizerKeys }) {
    const t = useTexts(staffTexts);
    const { language } = useLanguage();
    const begin = useCallback((desk: Desk) => new Organizer(keys, desk), [keys]);
    const view = useDesk("organizer", conference, begin);
    const manifest = view.at?.desk.state.manifest;
    const text = (by: readonly string[]) => manifest && inLanguage(by, manifest.languages, language);
    return (
        <Page
            title={t.organizer.title}
            conference={manifest && text(manifest.title)}
            body={manifest && text(manifest.body)}
            rehearsal={manifest?.rehearsal}
            wide
        >
            {view.connected ? null : <Notice kind="waiting">{t.work.offline}</Notice>}
            {view.failure ? (
                <>
                    <FailureNotice failure={view.failure} />
                    <div class="step-actions">
                        <Button onPress={view.again}>{t.work.again}</Button>
                    </div>
                </>
            ) : null}
            {view.at ? <LeadView organizer={view.at} version={view.version} /> : null}
            {!view.at && !view.failure ? <Progress label={t.work.replaying} {...view.reading} /> : null}
        </Page>
    );
}
