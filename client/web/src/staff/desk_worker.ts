// The worker behind a staff page, whose name says whose: it holds the keys, replays the log, and does what takes time. Ending
// it forgets all of that.
import { initializeCrypto } from "../crypto/sodium";
import { serve } from "../worker/bridge";
import { boardOffers } from "./board_offers";
import { type BoardMemberView, type DeskNews, type OrganizerView, type WitnessView } from "./desk_view";
import { organizerOffers } from "./organizer_offers";
import { witnessOffers } from "./witness_offers";

const offers = { board: boardOffers, organizer: organizerOffers, witness: witnessOffers };
const whose = self.name as keyof typeof offers;

const tell: (news: DeskNews<OrganizerView> | DeskNews<BoardMemberView> | DeskNews<WitnessView>) => void =
    serve(
        self,
        offers[whose]((news) => {
            tell(news);
        }),
        initializeCrypto(),
    );
