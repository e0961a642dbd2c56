// What staff's pages know of a conference: plain data that their worker tells. Bytes that people compare are texts here.
import type { Manifest, PaperCount } from "../election/bodies";
import type { RuleProfile } from "../election/profiles";
import type { Phase } from "../election/state";
import type { Rejection, Status } from "../crypto/result";
import type { ConferenceAddress } from "../service/conference_address";
import type { HallScreen } from "../service/hall_screen";
import type { ConfirmationSheet } from "./confirm";
import type { NextStep } from "./next_step";

/** A member of the board in the log. */
export interface MemberLine {
    readonly number: number;
    readonly name: string;
    readonly characters: string; // of its key card, "ABCD-EFGH"
    readonly dealt: boolean;
    readonly acknowledged: boolean;
    readonly signedClose: boolean; // its key file is known to be open
    readonly counted: boolean; // its share is in
    readonly readyDay: string | undefined; // the last day on which its key file was opened, ISO 8601
}
/** Figures of the paper count that somebody signed, and who; of one member the last. */
export interface FiguresView {
    readonly count: PaperCount;
    readonly signers: readonly { readonly number: number; readonly name: string }[];
}
export interface ComplaintView {
    readonly dealer: string;
    readonly complainer: string;
    readonly answered: boolean;
}
export interface BoardStanding {
    readonly members: readonly MemberLine[];
    readonly complaints: readonly ComplaintView[];
    readonly made: boolean; // everybody has acknowledged: the key stands, and slips can name the board
}

/** The anchor of the last board. */
export interface AnchorView {
    readonly hex: string;
    readonly readOut: string; // 26 characters
    readonly mark: string; // eight
}
export interface OpeningView {
    readonly digest: string; // in hex
    readonly number: string; // sixteen characters, until the open is confirmed
    /** Once it is: before that nobody can know it. */
    readonly fingerprint: { readonly digits: string; readonly hex: string } | undefined;
}

/** A count, and what it is of the base. */
export interface PercentView {
    readonly count: number;
    readonly hundredths: number; // of a per cent
}
export interface ResultView {
    readonly base: number;
    /** In the officials' order. */
    readonly lines: readonly {
        readonly high: PercentView;
        readonly medium: PercentView;
        readonly low: PercentView;
        readonly blank: number;
        readonly outcome: string;
    }[];
}

/** What organizers and the board see alike. */
export interface DeskView {
    readonly address: ConferenceAddress;
    readonly manifest: Manifest;
    readonly profile: RuleProfile | undefined; // nothing where the rules are the body's own
    readonly phase: Phase;
    readonly clockAhead: number | undefined; // this device's, of the server's, in seconds; known once the server greeted
    readonly summoned: number;
    readonly enrolled: number;
    readonly papersIssued: number;
    readonly present: number;
    readonly quorumLeast: number; // the fewest people that are a quorum
    readonly quorumMet: boolean; // by those present
    readonly confirmationsNeeded: number;
    readonly openConfirmations: number;
    readonly openConfirmed: boolean;
    readonly ballotsTold: number; // the server's word, while they come in
    readonly closed: boolean;
    readonly ballots: number; // counted by tag, so far
    readonly closeConfirmations: number;
    readonly closeConfirmed: boolean;
    readonly shares: number;
    readonly wantsPaperCount: boolean;
    readonly figures: readonly FiguresView[]; // those of most signers first
    readonly board: BoardStanding | undefined;
    readonly anchor: AnchorView | undefined;
    readonly opening: OpeningView | undefined;
    readonly result: ResultView | undefined;
    readonly announced: boolean;
    readonly annulmentReason: string;
}
export interface OrganizerView extends DeskView {
    readonly next: NextStep;
    /** What an organizer told the hall's screens last. */
    readonly hallScreen: HallScreen | undefined;
}
export type SheetView = Omit<ConfirmationSheet, "digest"> & { readonly digest: string }; // in hex
export interface BoardMemberView extends DeskView {
    readonly characters: string; // of its own key card
    /** On the board in the log; nothing where it is not there. */
    readonly number: number | undefined;
    /** While there is something to confirm. */
    readonly sheet: SheetView | undefined;
    readonly mayCount: Status;
}

export interface WitnessView extends DeskView {
    readonly named: boolean; // its key stands in the manifest
    /** While there is something to confirm. */
    readonly sheet: SheetView | undefined;
}

/** What the worker tells as it changes. */
export interface DeskState<View extends DeskView> {
    readonly view: View | undefined;
    readonly connected: boolean;
    /** While the log is read. */
    readonly reading: { readonly done: number; readonly total: number } | undefined;
    readonly failure: Rejection | "network" | undefined;
}
export type DeskNews<View extends DeskView> = Partial<DeskState<View>>;
