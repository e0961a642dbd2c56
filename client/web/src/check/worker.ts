// The second device: takes Y, w and open_digest from the confirmed log, which it reads and checks itself, and says what was
// sealed under a tracker that was noted before. docs/protocol.md, section 9.
import { initializeCrypto } from "../crypto/sodium";
import { Reason, refuse, type Result } from "../crypto/result";
import { type Opening } from "../election/ballot";
import { type ChallengedBallot, checkNoted, parseChallenge } from "../election/challenge";
import { decodeEntry } from "../election/entry_decode";
import { electionIdOf } from "../election/entry";
import { fingerprint } from "../election/enrolment";
import { completeChallenge, parseChallengeLink } from "../participant/challenge_link";
import { viewOfConference } from "../participant/conference_view";
import { DeviceView } from "../service/device_view";
import { LogFollower } from "../service/follow";
import { browserNetwork, logOf } from "../service/network";
import { type CheckAnswer, type CheckRequest } from "./messages";

function post(answer: CheckAnswer): void {
    postMessage(answer);
}

addEventListener("message", ({ data }: MessageEvent<CheckRequest>) => {
    check(data).then(post, () => {
        post({ what: "failed" });
    });
});

async function check({ conference, origin, noted, challenge }: CheckRequest): Promise<CheckAnswer> {
    await initializeCrypto();
    const log = logOf(browserNetwork, { server: origin, id: conference });
    const entries = await new LogFollower(log, undefined).next();
    const manifest = entries.ok ? decodeEntry(entries.value[0] ?? new Uint8Array()) : entries;
    if (!manifest.ok) return { what: "refused", why: manifest };
    const view = new DeviceView(log, electionIdOf(manifest.value.bodyBytes));
    const read = await view.update((done, total) => {
        if (done % 64 === 0) post({ what: "reading", done, total });
    });
    if (!read.ok) return { what: "refused", why: read };
    const { state } = view;
    if (!state.opening || !state.openConfirmed)
        return { what: "refused", why: refuse(Reason.tooEarly, "challenge: the vote is not open") };
    const shown = readChallenge(state.opening, challenge);
    const levels = shown.ok ? checkNoted(state.opening, noted, shown.value) : shown;
    if (!levels.ok) return { what: "refused", why: levels };
    return {
        what: "levels",
        conference: viewOfConference(state.manifest, state.electionId),
        fingerprint: fingerprint(state.electionId, state.openDigest),
        levels: levels.value,
    };
}

/** A file begins with a brace, a link with none. */
function readChallenge(opening: Opening, text: string): Result<ChallengedBallot> {
    if (text.trimStart().startsWith("{")) return parseChallenge(text);
    const short = parseChallengeLink(text);
    return short.ok ? { ok: true, value: completeChallenge(opening, short.value) } : short;
}
