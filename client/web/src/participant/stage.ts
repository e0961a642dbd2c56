// What a participant's page shows: pure functions of what the device knows.
import { equal, toHex } from "../crypto/bytes";
import { Reason, refuse, type Rejection } from "../crypto/result";
import { anchorMark } from "../election/fingerprint";
import { checkReceipt, receiptText } from "../service/cast";
import { type Device } from "../service/device";
import { type DeviceView } from "../service/device_view";
import { pick } from "../pick";
import { type KeptReceipt } from "../storage/database";
import { viewOfConference, viewOfTracker } from "./conference_view";
import { helpDeskFacts } from "./help_desk";
import { type Known } from "./known";
import { type CastBallotView, type DeviceState, type OpeningView, type Stage } from "./messages";

/** All that the page is told. */
export function stateOf(known: Known): DeviceState {
    const state = known.scanned?.view.state;
    const replayed = state !== undefined && state.phase !== "first";
    return {
        ...pick(known, ["opening", "hall", "connected", "straight"]),
        stage: stageOf(known),
        conference: replayed
            ? viewOfConference(state.manifest, state.electionId)
            : known.helpDesk?.conference,
        boardMark: boardMarkOf(known),
    };
}

function boardMarkOf({ slip, scanned }: Known): string | undefined {
    const anchor = slip?.anchor ?? scanned?.credential?.anchor;
    const named = anchor !== undefined && anchor.length > 0 && scanned?.anchorAnswer === "good";
    return named ? anchorMark(anchor) : undefined;
}

function stageOf(known: Known): Stage {
    const { scanned: device, opening } = known;
    if (known.stop) return { at: "stop", why: known.stop };
    if (known.helpDesk) return { at: "desk", why: known.helpDesk.why, facts: known.helpDesk.facts };
    if (known.reading) return whileReading(known);
    if (!device) return { at: "no-slip", problem: known.problem };
    if (device.view.annulled) return { at: "desk", why: "annulled", facts: undefined };
    if (!device.checkedIn) return beforeCheckIn(known, device);
    if (device.view.closeIndex !== undefined) return closed(known, device.view, device.view.closeIndex);
    if (device.anchorAnswer === "stop") return { at: "desk", why: "otherBoard", facts: undefined };
    if (!opening) return { at: "checked-in" };
    return whileVoting(known, device, opening);
}

/** A page that is loaded where there is no network still says what becomes of the ballot that it keeps. */
function whileReading({ pending, connected }: Known): Stage {
    if (!pending || connected) return { at: "reading", done: 0, total: 0 };
    return { at: "casting", tracker: viewOfTracker(pending.tracker), waiting: true, sendsAt: undefined };
}

function beforeCheckIn({ slip, person, typed }: Known, { view, credential }: Device): Stage {
    // The log has seen the key and no longer has it in force: it was revoked.
    if (view.pk && view.state.pks.has(toHex(view.pk)))
        return { at: "desk", why: "revoked", facts: undefined };
    const number = slip?.number ?? credential?.number;
    if (view.state.phase !== "setup" && number !== undefined)
        return { at: "desk", why: "late", facts: helpDeskFacts(view, number, typed) };
    return slip ? { at: "greeting", number: slip.number, person } : { at: "no-slip", problem: undefined };
}

function whileVoting(known: Known, device: Device, opening: OpeningView): Stage {
    const { pending, refused, refusal } = known;
    if (refused) return { at: "refused", why: refused, again: pending !== undefined, refusal };
    if (pending && known.casting) {
        const { sendsAt, connected } = known;
        return { at: "casting", tracker: viewOfTracker(pending.tracker), waiting: !connected, sendsAt };
    }
    if (known.challenged) return known.challenged;
    if (known.sealed) return { at: "sealed", tracker: viewOfTracker(known.sealed.tracker.tracker) };
    const cast = ballotsCast(known.receipts, device.view);
    if (!Array.isArray(cast)) return { at: "stop", why: cast };
    const receipt = known.receipts.at(-1);
    if (cast.length === 0 || known.changing) {
        const changing = cast.length > 0;
        const asks = device.asksForFingerprint;
        return { at: "ballot", opening, changing, compared: known.changing, asks };
    }
    return {
        at: "cast",
        ballots: cast,
        receipt: receipt ? receiptText(receipt) : "",
        changesLeft: Math.max(0, 1 + device.view.state.manifest.revotes - cast.length),
    };
}

function closed(known: Known, view: DeviceView, closeIndex: number): Stage {
    const cast = ballotsCast(known.receipts, view);
    if (!Array.isArray(cast)) return { at: "stop", why: cast };
    const inTime = cast.filter(({ index }) => index < closeIndex);
    const { pending, refusal } = known;
    const recorded = pending && cast.some(({ tracker }) => tracker.hex === toHex(pending.tracker));
    const unsent = known.sealed !== undefined || (pending !== undefined && !recorded);
    return { at: "closed", ballot: inTime.at(-1), confirmed: view.closeConfirmed, unsent, refusal };
}

/**
 * This device's ballots in the order of the log: those found there, and those that a receipt proves to stand beyond the
 * part that was read so far. If that part should hold the ballot of a receipt and does not, the log broke its promise.
 */
function ballotsCast(receipts: readonly KeptReceipt[], view: DeviceView): CastBallotView[] | Rejection {
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
        castAt: receipts.find((receipt) => equal(receipt.tracker, tracker))?.castAt,
    }));
}
