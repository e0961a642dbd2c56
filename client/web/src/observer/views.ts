// What anyone may see of a conference, as plain data: the worker that follows the log tells it, pages show it.
import type { Rejection } from "../crypto/result";
import type { Counts, Fraction, Manifest, Official, Text } from "../election/bodies";
import type { Standing } from "../election/lookup";
import type { RuleProfile } from "../election/profiles";
import type { Phase } from "../election/state";
import type { Language } from "../gen/texts";
import type { HallScreen } from "../service/hall_screen";

/** A threshold of the rules that holds for an official. */
export interface ThresholdView {
    /** The name that manifest, log and CSV file give it. */
    readonly name: string;
    readonly share: Fraction;
    readonly strictlyMore: boolean;
    /** The wording of the level that the threshold is about; nothing where that is the blank one. */
    readonly level: Text | undefined;
    readonly consequence: Text;
}

export interface OfficialLine {
    readonly counts: Counts;
    /** Over the base, in hundredths of a per cent, rounded. */
    readonly percent: Counts;
    readonly threshold: ThresholdView | undefined;
}

export interface ResultView {
    /** In the order of the manifest's officials. */
    readonly lines: readonly OfficialLine[];
    readonly base: number;
    readonly baseIs: "summoned" | "collected";
    readonly announced: boolean;
    /** results.csv, as the native client writes it. */
    readonly csv: string;
    /** The table that it writes for spreadsheets, in each language. */
    readonly spreadsheets: Readonly<Record<Language, string>>;
}

export interface ConfirmedView {
    readonly by: readonly string[];
    readonly confirmed: boolean;
}

export interface OpeningView extends ConfirmedView {
    readonly index: number;
    readonly statedAt: number; // POSIX seconds, the organizer's word
    /** Sixteen characters of the open's digest. */
    readonly number: string;
    /** Sixteen digits, once the open is confirmed. */
    readonly fingerprint: string | undefined;
    /** The 32 bytes that it is made from, in hex: what its QR code says. */
    readonly fingerprintHash: string | undefined;
}

/** What is shown of a manifest just as it states it. */
export const asStated = ["languages", "title", "body", "place", "date", "rehearsal"] as const;

/** A conference as its log tells it, every entry replayed and every proof checked by the reader itself. */
export interface LogView extends Readonly<Pick<Manifest, (typeof asStated)[number]>> {
    readonly size: number;
    readonly root: string; // base64
    readonly electionId: string; // hex
    readonly logVkey: string;
    readonly phase: Phase;

    readonly officials: readonly Readonly<Pick<Official, "name" | "position">>[];
    /** The wording of high, medium and low. */
    readonly levels: readonly [Text, Text, Text];

    readonly trustees: readonly string[];
    /** The eight characters on the slips of this board, once there is one. */
    readonly anchorMark: string | undefined;
    readonly trusteesOf: number;
    readonly threshold: number;
    readonly confirmers: number;
    readonly confirmationsNeeded: number;

    readonly summoned: number;
    readonly enrolled: number;
    readonly papers: number;
    readonly present: number;
    readonly quorum: {
        readonly share: Fraction;
        readonly measured: "open" | "close";
        /** The fewest people that are a quorum. */
        readonly least: number;
        /** Whether those present so far are a quorum. */
        readonly met: boolean;
    };

    /** The rules' profile; nothing where they are the body's own. */
    readonly profile: RuleProfile | undefined;

    /** Is there from the open entry on. */
    readonly opening: OpeningView | undefined;
    readonly ballotsAdmitted: number;
    readonly ballotsCounted: number;
    readonly closing: (ConfirmedView & { readonly index: number; readonly statedAt: number }) | undefined;
    readonly collected: number;
    readonly invalid: number;
    /** Trustees whose shares are in, in the order they came. */
    readonly shares: readonly string[];
    readonly result: ResultView | undefined;
    readonly annulmentReason: string;
    /** Why the vote was opened without a quorum; empty where there was one. */
    readonly overrideReason: string;
}

/** What the server pushes as the log grows. Nobody has checked it: it is only shown. `ballots` changes every 10 s at most. */
export interface HallView {
    readonly size: number;
    readonly phase: string;
    readonly summoned: number;
    readonly enrolled: number;
    readonly papers: number;
    readonly ballots: number;
    readonly confirmations: number;
    readonly confirmationsNeeded: number;
    readonly shares: number;
    /** When the last call ends, by this device's clock. */
    readonly lastCallEndsAt: number | undefined;
}

export interface ObserverState {
    /** How many entries are read and checked, while that is being done. */
    readonly reading: { readonly done: number; readonly total: number } | undefined;
    readonly log: LogView | undefined;
    readonly hall: HallView | undefined;
    /** What an organizer told the hall's screens last. */
    readonly hallScreen: HallScreen | undefined;
    readonly connected: boolean;
    /** Why no further entry of the log is accepted. */
    readonly refusal: Rejection | undefined;
}

export interface FoundView {
    readonly standing: Standing;
    readonly index: number;
    /** All 32 bytes, in hex. Nothing where the log has no such ballot and only 28 characters were given. */
    readonly tracker: string | undefined;
}
