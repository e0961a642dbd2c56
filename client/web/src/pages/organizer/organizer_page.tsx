// The organizer's page of a conference: what comes next, the live numbers, and everything that can be done.
import "../../ui/styles/staff.css";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type Desk } from "../../staff/desk";
import { Organizer } from "../../staff/organizer";
import { type OrganizerKeys } from "../../staff/organizer_keys";
import { DeskPage } from "../staff/desk_page";
import { useDesk } from "../staff/use_desk";
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
    const t = useTexts(staffTexts).organizer;
    const begin = useCallback((desk: Desk) => new Organizer(keys, desk), [keys]);
    const view = useDesk("organizer", conference, begin);
    return (
        <DeskPage title={t.title} view={view}>
            {view.at ? <LeadView organizer={view.at} version={view.version} /> : null}
        </DeskPage>
    );
}
