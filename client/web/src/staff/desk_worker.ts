// The worker behind a staff page, whose name says whose: it holds the keys, replays the log, and does what takes time. Ending
// it forgets all of that.
import { initializeCrypto } from "../crypto/sodium";
import { serve } from "../worker/bridge";
import { boardOffers } from "./board_offers";
import { type BoardMemberView, type DeskNews, type OrganizerView } from "./desk_view";
import { organizerOffers } from "./organizer_offers";

/** The page was told that the network is gone, and not every browser tells its workers. */
function offline(): void {
    dispatchEvent(new Event("offline"));
}
export interface OfflineOffer {
    readonly offline: typeof offline;
}

const tell: (news: DeskNews<OrganizerView> | DeskNews<BoardMemberView>) => void = serve(
    self,
    {
        ...(self.name === "board" ? boardOffers : organizerOffers)((news) => {
            tell(news);
        }),
        offline,
    },
    initializeCrypto(),
);
