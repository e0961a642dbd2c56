// What a device saw, as a file for the counting board. It holds nothing secret: no code, no credential, no mark.
import { toHex } from "../crypto/bytes";
import { reasonName, type Rejection } from "../crypto/result";
import { type BallotReceipt } from "../service/cast";
import { type ConferenceAddress, urlOf } from "../service/conference_address";
import { type DeviceView } from "../service/device_view";
import { type OpeningView } from "./messages";

interface Seen {
    readonly address: ConferenceAddress;
    readonly view: DeviceView | undefined;
    readonly opening: OpeningView | undefined;
    readonly receipts: readonly BallotReceipt[];
    readonly stop: Rejection | undefined;
}

export function evidenceText({ address, view, opening, receipts, stop }: Seen): string {
    const seen = view?.log.seen;
    const evidence = {
        version: 1,
        made: new Date().toISOString(),
        conference: urlOf(address),
        election_id: view && view.state.phase !== "first" ? toHex(view.state.electionId) : null,
        open_digest: opening?.digest ?? null,
        fingerprint: opening?.fingerprint ?? null,
        log: seen ? { size: seen.size, root: toHex(seen.root) } : null,
        refused: stop ? { reason: stop.reason, name: reasonName(stop.reason), detail: stop.detail } : null,
        receipts: receipts.map(({ tracker, body, proof }) => ({
            tracker: toHex(tracker),
            ballot: toHex(body),
            proof,
        })),
        own_ballots: view?.ownBallots.map(({ index, revision, tracker }) => ({
            index,
            revision,
            tracker: toHex(tracker),
        })),
    };
    return JSON.stringify(evidence, null, 2) + "\n";
}
