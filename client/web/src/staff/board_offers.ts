// What the page of a member of the board may ask of its worker: joining, the ceremony, confirming, counting.
import { ok, type Result, type Status } from "../crypto/result";
import { type PaperCount } from "../election/bodies";
import { type Place } from "../service/place";
import { Session } from "../service/session";
import { compareAnchor, type Comparison } from "./anchor";
import { type WaitingFor } from "./ceremony";
import { type BoardMemberView, type DeskNews } from "./desk_view";
import { Keyring } from "./keyring";
import { paperSigner, parsePaperSignature, signPaperCount } from "./paper_count";
import { sayReady, whoIsReady } from "./readiness";
import { checkSlip, type SlipAnswer } from "./slip_check";
import { StaffedDesk, told } from "./staffed_desk";
import { TrusteeAtWork } from "./trustee";
import { checkCharacters, trusteeKind, TrusteeKeys } from "./trustee_keys";
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
        ({ card }): KnownMember => ({ characters: checkCharacters(card) }),
    );
    const desk = new StaffedDesk("board", viewOfMember, tell);
    return {
        ...keyring.offers,
        /** Hands the key card in, under the invitation's token. */
        async join(place: Place, token: string): Promise<Status> {
            const session = Session.withConference(place);
            try {
                return await session.join(token, keyring.keys.card);
            } finally {
                session.close();
            }
        },
        openDesk: (place: Place) => desk.open(place, (opened) => new TrusteeAtWork(keyring.keys, opened)),
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
        /** The line for the others; `day` is a date, ISO 8601. */
        sayReady: (day: string): string =>
            sayReady(desk.staff.desk.state.electionId, day, desk.staff.keys.sign),
        /** Whose each line is: a member's number, or nothing. */
        whoIsReady: (day: string, lines: readonly string[]): (number | undefined)[] =>
            lines.map((line) => whoIsReady(desk.staff.desk.state, day, line)),
        /** Of a slip, only that answer is left. */
        checkSlip: (text: string, anchor: string): SlipAnswer =>
            checkSlip(text, desk.staff.desk.place, told(anchor)),
    };
}

function countOffers(desk: MemberDesk) {
    /** Nothing in the place of a line that is no signature of this count by a member. */
    const signatures = (count: PaperCount, lines: readonly string[]) =>
        lines.map((line) => {
            const signature = parsePaperSignature(line);
            if (!signature.ok) return undefined;
            const name = paperSigner(desk.staff.desk.state, count, signature.value);
            return name.ok ? { signature: signature.value, name: name.value } : undefined;
        });
    return {
        /** Of the open or close whose digest the sheet shows. */
        sendConfirmation: (digest: string): Promise<Status> =>
            desk.doing((trustee) => trustee.sendConfirmation(told(digest))),
        signPaperCount: (count: PaperCount): string =>
            signPaperCount(desk.staff.desk.state, count, desk.staff.keys.sign),
        /** The names of those who signed, line by line. */
        paperSigners: (count: PaperCount, lines: readonly string[]): (string | undefined)[] =>
            signatures(count, lines).map((signed) => signed?.name),
        sendPaperCount: (count: PaperCount, lines: readonly string[]): Promise<Status> =>
            desk.doing((trustee) => {
                const signed = signatures(count, lines).flatMap((one) => (one ? [one.signature] : []));
                return trustee.sendPaperCount(count, signed);
            }),
        sendShares: (): Promise<Status> => desk.doing((trustee) => trustee.sendShares()),
    };
}
