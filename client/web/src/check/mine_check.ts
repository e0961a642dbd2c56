// "It is mine", on the checking device: it draws a key, and checks the answer to that key. It takes pk from the log by the roll
// number that the person names, and the tag from the ballot of the tracker that was noted. docs/protocol.md, section 9.
import { Reason, refuse, type Rejection, type Result } from "../crypto/result";
import type { FetchFile } from "../crypto/tiles";
import { fingerprint } from "../election/fingerprint";
import { checkMine, drawMineKey, type MineKey } from "../election/mine";
import { viewOfConference } from "../participant/conference_view";
import { DeviceView } from "../service/device_view";
import type { ProgressCall } from "../service/follow";
import type { MineAnswer, MineQuestionWrong } from "./messages";
import { mineKeyText, parseMineProof } from "./mine_text";
import { NotedBallot } from "./noted_ballot";

export class MineCheck {
    readonly #view: DeviceView;
    #key: MineKey | undefined; // from when it is shown until its answer is checked

    private constructor(
        log: FetchFile,
        private readonly number: number,
        private readonly ballot: NotedBallot,
    ) {
        this.#view = new DeviceView(log, undefined, undefined, (body, index) => {
            ballot.look(this.#view.state.opened, body, index);
        });
    }
    /** Malformed where `noted` is no tracker. */
    static of(log: FetchFile, number: number, noted: string): Result<MineCheck> {
        const ballot = NotedBallot.of(noted);
        return ballot.ok ? { ok: true, value: new MineCheck(log, number, ballot.value) } : ballot;
    }

    /** Follows the log and draws a key for this one question. Throws NetworkError. */
    async ask(progress?: ProgressCall): Promise<MineAnswer> {
        const read = await this.#view.update(progress);
        if (!read.ok) return refused(read);
        const wrong = this.wrong();
        if (wrong) return { what: "wrong-question", why: wrong };
        this.#key = drawMineKey(this.#view.state.openDigest);
        return { what: "key", text: mineKeyText(this.#key) };
    }
    private wrong(): MineQuestionWrong | undefined {
        const { state } = this.#view;
        if (!state.opening || !state.openConfirmed) return "notOpen";
        if (!state.rollRecord(this.number)?.pk) return "notCheckedIn";
        if (!this.ballot.found) return "noBallot";
        return this.ballot.several ? "severalBallots" : undefined;
    }

    /** Checks what the person's device answered against the log as it is now. Forgets the key, unless the text is no answer. */
    async conclude(text: string): Promise<MineAnswer> {
        const proof = parseMineProof(text);
        if (!proof.ok) return { what: "no-answer" };
        const key = this.#key;
        this.#key = undefined;
        const read = await this.#view.update();
        if (!read.ok) return refused(read);
        const { state } = this.#view;
        const { found } = this.ballot;
        const pk = state.rollRecord(this.number)?.pk;
        if (!key || !found || !pk || !state.fingerprintHash)
            return refused(refuse(Reason.notFitting, "mine: nothing was asked"));
        const holds = checkMine(state.opened, key.V, pk, found.tag, proof.value).ok;
        return {
            what: "whose",
            conference: viewOfConference(state.manifest, state.electionId),
            fingerprint: fingerprint(state.fingerprintHash),
            number: this.number,
            proven: holds,
            superseded: found.superseded,
            index: found.index,
        };
    }
}

function refused({ reason, detail }: Rejection): MineAnswer {
    return { what: "refused", why: { reason, detail } };
}
