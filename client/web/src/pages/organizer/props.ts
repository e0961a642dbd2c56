import type { OrganizerView } from "../../staff/desk_view";
import type { OrganizerOffers } from "../../staff/organizer_offers";
import type { Calls } from "../../worker/bridge";

/** What each part of the lead organizer's page is given. */
export interface LeadProps {
    readonly view: OrganizerView;
    readonly calls: Calls<OrganizerOffers>;
}
