// The second device: takes Y, w and open_digest from the confirmed log, which it reads and checks itself, and says what was
// sealed under a tracker that was noted before, or whose ballot it is. docs/protocol.md, section 9.
import { initializeCrypto } from "../crypto/sodium";
import { Reason, refuse, type Result } from "../crypto/result";
import { type Opening } from "../election/ballot";
import { type ChallengedBallot, checkNoted, parseChallenge } from "../election/challenge";
import { fingerprint } from "../election/fingerprint";
import { completeChallenge, parseChallengeLink } from "../participant/challenge_link";
import { viewOfConference } from "../participant/conference_view";
import { DeviceView } from "../service/device_view";
import { type ProgressCall } from "../service/follow";
import { browserNetwork, logOf } from "../service/network";
import { serve } from "../worker/bridge";
import {
    type ChallengeAnswer,
    type ChallengeRequest,
    type CheckAnswer,
    type CheckRequest,
    type MineRequest,
} from "./messages";
import { MineCheck } from "./mine_check";

let mine: MineCheck | undefined; // from when its key is shown until the answer comes

type Told = (reading: CheckAnswer) => void;
function readingTo(told: Told): ProgressCall {
    return (done, total) => {
        if (done % 64 === 0) told({ what: "reading", done, total });
    };
}

const offers = {
    async answer(request: CheckRequest, told: Told): Promise<CheckAnswer> {
        const reading = readingTo(told);
        if (request.what === "challenge") return await check(request, reading);
        if (request.what === "mine") return await ask(request, reading);
        return mine ? await mine.conclude(request.text) : { what: "failed" };
    },
};
export type CheckOffers = typeof offers;
serve(self, offers, initializeCrypto());

async function ask(
    { conference, origin, noted, number }: MineRequest,
    reading: ProgressCall,
): Promise<CheckAnswer> {
    const log = logOf(browserNetwork, { server: origin, id: conference });
    const begun = MineCheck.of(log, number, noted);
    if (!begun.ok) return { what: "wrong-question", why: "noBallot" };
    mine = begun.value;
    return await mine.ask(reading);
}

async function check(
    { conference, origin, noted, challenge }: ChallengeRequest,
    reading: ProgressCall,
): Promise<ChallengeAnswer> {
    const log = logOf(browserNetwork, { server: origin, id: conference });
    const view = new DeviceView(log);
    const read = await view.update(reading);
    if (!read.ok) return { what: "refused", why: read };
    const { state } = view;
    const { opening, fingerprintHash } = state;
    if (!opening || !fingerprintHash)
        return { what: "refused", why: refuse(Reason.tooEarly, "challenge: the vote is not open") };
    const shown = readChallenge(opening, challenge);
    const levels = shown.ok ? checkNoted(opening, noted, shown.value) : shown;
    if (!levels.ok) return { what: "refused", why: levels };
    return {
        what: "levels",
        conference: viewOfConference(state.manifest, state.electionId),
        fingerprint: fingerprint(fingerprintHash),
        levels: levels.value,
    };
}

/** A file begins with a brace; a link does not. */
function readChallenge(opening: Opening, text: string): Result<ChallengedBallot> {
    if (text.trimStart().startsWith("{")) return parseChallenge(text);
    const short = parseChallengeLink(text);
    return short.ok ? { ok: true, value: completeChallenge(opening, short.value) } : short;
}
