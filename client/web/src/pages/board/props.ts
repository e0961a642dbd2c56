import type { BoardOffers } from "../../staff/board_offers";
import type { BoardMemberView } from "../../staff/desk_view";
import type { Calls } from "../../worker/bridge";

/** What each part of a board member's page is given. */
export interface MemberProps {
    readonly view: BoardMemberView;
    readonly calls: Calls<BoardOffers>;
}
