// The organizer's page of a conference: what comes next, the live numbers, and everything that can be done.
import "../../ui/styles/staff.css";
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { startOrganizerDesk } from "../../staff/desk_client";
import type { OrganizerView } from "../../staff/desk_view";
import type { OrganizerOffers } from "../../staff/organizer_offers";
import { DeskPage } from "../staff/desk_page";
import { type StaffDesk, useConference, useDesk } from "../staff/use_desk";
import { LeadView } from "./lead_view";
import { OrganizerKeyStage } from "./organizer_key";

export function OrganizerPage({ conference }: { conference: string }) {
    const desk = useDesk(startOrganizerDesk);
    const [open, setOpen] = useState(false);
    if (open) return <Leading conference={conference} desk={desk} />;
    return (
        <OrganizerKeyStage
            calls={desk.calls}
            onOpen={() => {
                setOpen(true);
            }}
        />
    );
}

interface LeadingProps {
    readonly conference: string;
    readonly desk: StaffDesk<OrganizerOffers, OrganizerView>;
}

function Leading({ conference, desk }: LeadingProps) {
    const t = useTexts(staffTexts).organizer;
    const again = useConference(desk, conference);
    return (
        <DeskPage title={t.title} desk={desk} onAgain={again}>
            {desk.view ? <LeadView view={desk.view} calls={desk.calls} /> : null}
        </DeskPage>
    );
}
