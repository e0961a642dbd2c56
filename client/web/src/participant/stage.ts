// Which page a participant sees: a pure function of what is known.
import { equal, toHex } from "../crypto/bytes";
import { Reason, refuse, type Rejection } from "../crypto/result";
import { checkReceipt, type Receipt, receiptText } from "../service/cast";
import { type Device } from "../service/device";
import { type DeviceView } from "../service/device_view";
import { type Pending } from "./kept";
import { viewOfTracker } from "./conference_view";
import {
    type CastBallotView,
    type DeskReason,
    type OpeningView,
    type SlipProblem,
    type Stage,
    type TrackerView,
} from "./messages";

export interface Facts {
    readonly device: Device | undefined;
    readonly number: number | undefined; // of the slip that was scanned
    readonly person: { readonly name: string; readonly unit: string } | undefined;
    readonly opening: OpeningView | undefined; // once it is confirmed
    readonly desk: DeskReason | undefined;
    readonly stop: Rejection | undefined;
    readonly problem: SlipProblem | undefined;
    readonly reading: boolean;
    readonly sealed: TrackerView | undefined;
    readonly challenged: Extract<Stage, { at: "challenged" }> | undefined;
    readonly pending: Pending | undefined;
    readonly casting: boolean;
    readonly sendsAt: number | undefined; // of a replacement that came too soon
    readonly refused: Rejection | undefined;
    readonly receipts: readonly Receipt[];
    readonly changing: boolean; // begins afresh, after a cast, a challenge or a refusal
    readonly connected: boolean;
}

export function stageOf(facts: Facts): Stage {
    const { device, opening } = facts;
    if (facts.stop) return { at: "stop", why: facts.stop };
    if (facts.desk) return { at: "desk", why: facts.desk };
    if (facts.reading) return whileReading(facts);
    if (!device) return { at: "no-slip", problem: facts.problem };
    if (device.view.annulled) return { at: "desk", why: "annulled" };
    if (!device.checkedIn) return beforeCheckIn(facts, device);
    if (device.view.closeIndex !== undefined) return closed(facts, device.view, device.view.closeIndex);
    if (device.anchorAnswer === "stop") return { at: "desk", why: "otherBoard" };
    if (!opening) return { at: "checked-in" };
    return whileVoting(facts, device, opening);
}

/** A page that is loaded where there is no network still says what becomes of the ballot that it keeps. */
function whileReading({ pending, connected }: Facts): Stage {
    if (!pending || connected) return { at: "reading", done: 0, total: 0 };
    return { at: "casting", tracker: viewOfTracker(pending.tracker), waiting: true, sendsAt: undefined };
}

function beforeCheckIn({ number, person }: Facts, { view }: Device): Stage {
    // A key that the log has seen and no longer has in force was revoked.
    if (view.pk && view.state.pks.has(toHex(view.pk))) return { at: "desk", why: "revoked" };
    if (view.state.phase !== "setup") return { at: "desk", why: "late" };
    return number === undefined ? { at: "no-slip", problem: undefined } : { at: "greeting", number, person };
}

function whileVoting(facts: Facts, device: Device, opening: OpeningView): Stage {
    const { pending, refused } = facts;
    if (refused) return { at: "refused", why: refused, again: pending !== undefined };
    if (pending && facts.casting) {
        const { sendsAt, connected } = facts;
        return { at: "casting", tracker: viewOfTracker(pending.tracker), waiting: !connected, sendsAt };
    }
    if (facts.challenged) return facts.challenged;
    if (facts.sealed) return { at: "sealed", tracker: facts.sealed };
    const cast = ballotsCast(facts.receipts, device.view);
    if (!Array.isArray(cast)) return { at: "stop", why: cast };
    const receipt = facts.receipts.at(-1);
    if (cast.length === 0 || facts.changing) {
        const changing = cast.length > 0;
        const asks = device.asksForFingerprint;
        return { at: "ballot", opening, changing, compared: facts.changing, asks };
    }
    return {
        at: "cast",
        ballots: cast,
        receipt: receipt ? receiptText(receipt) : "",
        changesLeft: Math.max(0, 1 + device.view.state.manifest.revotes - cast.length),
    };
}

function closed(facts: Facts, view: DeviceView, closeIndex: number): Stage {
    const cast = ballotsCast(facts.receipts, view);
    if (!Array.isArray(cast)) return { at: "stop", why: cast };
    const inTime = cast.filter(({ index }) => index < closeIndex);
    const { pending } = facts;
    const recorded = pending && cast.some(({ tracker }) => tracker.hex === toHex(pending.tracker));
    const unsent = facts.sealed !== undefined || (pending !== undefined && !recorded);
    return { at: "closed", ballot: inTime.at(-1), confirmed: view.closeConfirmed, unsent };
}

/**
 * This device's ballots in the order of the log: those found there, and those that a receipt proves but which the part
 * of the log read so far does not reach. A receipt whose place was read and holds something else is a broken promise.
 */
function ballotsCast(receipts: readonly Receipt[], view: DeviceView): CastBallotView[] | Rejection {
    const found = view.ownBallots.map(({ index, tracker }) => ({ index, tracker }));
    for (const receipt of receipts) {
        if (found.some(({ tracker }) => equal(tracker, receipt.tracker))) continue;
        const proven = checkReceipt(receipt, view.state);
        if (!proven.ok) return proven;
        const index = Number(proven.value.index);
        if (index < view.log.seen.size) {
            return refuse(
                Reason.notFitting,
                "receipt: the log does not hold a ballot that it gave a receipt for",
            );
        }
        found.push({ index, tracker: receipt.tracker });
    }
    found.sort((a, b) => a.index - b.index);
    return found.map(({ index, tracker }, place) => ({
        tracker: viewOfTracker(tracker),
        index,
        superseded: place < found.length - 1,
    }));
}
