// The worker behind a staff page, whose name says whose: it holds the keys, replays the log, and does what takes time. Ending
// it forgets all of that.
import { initializeCrypto } from "../crypto/sodium";
import { serve } from "../worker/bridge";
import { boardOffers } from "./board_offers";
import { type BoardMemberView, type DeskNews, type OrganizerView } from "./desk_view";
import { organizerOffers } from "./organizer_offers";

const tell: (news: DeskNews<OrganizerView> | DeskNews<BoardMemberView>) => void = serve(
    self,
    (self.name === "board" ? boardOffers : organizerOffers)((news) => {
        tell(news);
    }),
    initializeCrypto(),
);
