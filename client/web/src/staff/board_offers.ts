// What the page of a member of the board may ask of its worker: joining, the ceremony, confirming, counting.
import { ok, type Result, type Status } from "../crypto/result";
import { type PaperCount } from "../election/bodies";
import { type ConferenceAddress } from "../service/conference_address";
import { Session } from "../service/session";
import { compareAnchor, type Comparison } from "./anchor";
import { type WaitingFor } from "./ceremony";
import { type BoardMemberView, type DeskNews } from "./desk_view";
import { Keyring } from "./keyring";
import { checkSlip, type SlipCheckAnswer } from "./slip_check";
import { StaffedDesk, told } from "./staffed_desk";
import { TrusteeAtWork } from "./trustee";
import { comparisonCharacters, TrusteeKeys, trusteeKind } from "./trustee_keys";
import { viewOfMember } from "./view_of";

export interface KnownMember {
    readonly characters: string; // of its key card
}
/** A round in which everything was said that was to be said. */
export interface CeremonyRoundView {
    readonly done: boolean;
    readonly asksAnchor: boolean;
    readonly showsAnchor: boolean;
    readonly waitingFor: WaitingFor | undefined;
}

export function boardOffers(tell: (news: DeskNews<BoardMemberView>) => void) {
    const keyring = new Keyring(
        trusteeKind,
        (payload) => TrusteeKeys.in(payload),
        ({ card }): KnownMember => ({ characters: comparisonCharacters(card) }),
    );
    const desk = new StaffedDesk("board", viewOfMember, tell);
    return {
        ...keyring.offers,
        /** Hands the key card in, under the invitation's token. */
        async join(address: ConferenceAddress, token: string): Promise<Status> {
            const session = Session.withConference(address);
            try {
                return await session.join(token, keyring.keys.card);
            } finally {
                session.close();
            }
        },
        openDesk: (address: ConferenceAddress) =>
            desk.open(address, (opened) => new TrusteeAtWork(keyring.keys, opened)),
        ...setupOffers(desk),
        ...countOffers(desk),
    };
}
export type BoardOffers = ReturnType<typeof boardOffers>;

type MemberDesk = StaffedDesk<TrusteeAtWork, BoardMemberView>;

function setupOffers(desk: MemberDesk) {
    return {
        ceremonyRound: (): Promise<Result<CeremonyRoundView>> =>
            desk.doing(async (trustee) => {
                const round = await trustee.ceremonyRound();
                if (!round.ok) return round;
                const { done, asksAnchor, showsAnchor, waitingFor } = round.value;
                return ok({ done, asksAnchor, showsAnchor, waitingFor });
            }),
        /** What this member scanned or typed, against the anchor that its page shows. Kept where they are the same. */
        async compareAnchor(anchor: string, given: string): Promise<Comparison> {
            const answer = compareAnchor(told(anchor), given);
            if (answer === "same") await desk.staff.tookAnchor({ anchor: told(anchor), asHead: false });
            return answer;
        },
        showAnchorAsHead: (anchor: string): Promise<void> =>
            desk.staff.tookAnchor({ anchor: told(anchor), asHead: true }),
        /** To the others; `day` is a date, ISO 8601. */
        sayReady: (day: string): Promise<Status> => desk.doing((trustee) => trustee.sayReady(day)),
        /** Of a slip, only that answer is left. */
        checkSlip: (text: string, anchor: string): SlipCheckAnswer =>
            checkSlip(text, desk.staff.desk.address, told(anchor)),
    };
}

function countOffers(desk: MemberDesk) {
    return {
        /** Of the open or close whose digest the sheet shows. */
        sendConfirmation: (digest: string): Promise<Status> =>
            desk.doing((trustee) => trustee.sendConfirmation(told(digest))),
        /** For the others to see, in the place of what this member signed before. */
        signFigures: (count: PaperCount): Promise<Status> =>
            desk.doing((trustee) => trustee.signFigures(count)),
        sendPaperCount: (count: PaperCount): Promise<Status> =>
            desk.doing((trustee) => trustee.sendPaperCount(count)),
        sendShares: (): Promise<Status> => desk.doing((trustee) => trustee.sendShares()),
    };
}
