// What the public pages offer of a conference: pure functions of what its log says and of how it is followed.
import { type Rejection } from "../../crypto/result";
import type { PublicTexts } from "../../gen/public_texts";
import type { HallView, LogView, ObserverState, ResultView } from "../../observer/views";

type PhaseKey = keyof PublicTexts["phase"];

export interface Offer {
    /** The protocol's phase, told apart further where people wait for something. */
    readonly phase: PhaseKey;
    /** Sixteen digits for people to compare, once the open is confirmed. */
    readonly fingerprint: string | undefined;
    /** The same for the foot of the hall screen, where its panel does not show them. */
    readonly fingerprintAtFoot: string | undefined;
    /** Whether those present are a quorum: said until the vote opens. */
    readonly quorum: boolean;
    /** Ballots by the server's word: until the close the log would show every single one at the moment it comes. */
    readonly ballotsTold: number | undefined;
    /** A ballot may still be replaced. */
    readonly stillVoting: boolean;
    readonly result: ResultView | undefined;
    /** There is a result that nobody has announced yet. */
    readonly awaitsAnnouncement: boolean;
}

/** `hall` is what the server pushed to a screen in the hall. */
export function offerOf(log: LogView, hall?: HallView): Offer {
    const phase = phaseOf(log);
    const fingerprint = log.opening?.fingerprint;
    return {
        phase,
        fingerprint,
        fingerprintAtFoot: phase === "voting" && hall?.lastCallEndsAt === undefined ? undefined : fingerprint,
        quorum: log.opening === undefined,
        ballotsTold: hall?.phase === "voting" ? hall.ballots : undefined,
        stillVoting: log.closing === undefined,
        result: log.result,
        awaitsAnnouncement: log.result !== undefined && !log.result.announced,
    };
}

function phaseOf({ phase, opening, closing, result }: LogView): PhaseKey {
    switch (phase) {
        case "voting":
            return opening?.confirmed ? "voting" : "opening";
        case "counting":
            return closing?.confirmed ? "counting" : "closing";
        case "published":
            return result?.announced ? "announced" : "published";
        case "too few ballots":
            return "tooFew";
        case "no quorum":
            return "noQuorum";
        default:
            return phase;
    }
}

/** What is said above a page about how its log is followed. */
export interface Following {
    readonly lost: "offline" | "noLog" | undefined;
    /** Why the log is not shown any further than it was. */
    readonly refusal: Rejection | undefined;
    readonly reading: ObserverState["reading"];
}

export function followingOf({ log, connected, refusal, reading }: ObserverState): Following {
    const noLog = !log && (!connected || refusal !== undefined);
    return {
        lost: noLog ? "noLog" : connected ? undefined : "offline",
        refusal: log && refusal,
        reading: connected && !refusal ? reading : undefined,
    };
}
