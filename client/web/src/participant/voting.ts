// Sealing, casting and challenging, and what follows from each.
import { mineProofText, parseMineKey } from "../check/mine_text";
import { ok, Reason, refuse, type Rejection, type Result } from "../crypto/result";
import { type Level } from "../election/bodies";
import { challenge, challengeText } from "../election/challenge";
import { refusalText } from "../election/refusal";
import { dropSealed } from "../election/seal";
import { type CastHooks } from "../service/cast";
import { urlOf } from "../service/conference_address";
import { anotherOnItsWay } from "../service/device";
import { challengeLink } from "./challenge_link";
import { viewOfTracker } from "./conference_view";
import { type Following } from "./following";
import { type Pending } from "./kept";
import { type Known } from "./known";
import { nothing, type Outcome } from "./messages";
import { ReplacementClock } from "./replacement_clock";

export class Voting {
    readonly clock: ReplacementClock;

    constructor(
        private readonly known: Known,
        private readonly following: Following,
        private readonly tell: () => void,
    ) {
        this.clock = new ReplacementClock(() => {
            known.sendsAt = this.clock.endsAt;
            tell();
        });
    }

    async seal(levels: readonly Level[]): Promise<Result<Outcome>> {
        const sealed = await this.known.device.seal(levels);
        if (!sealed.ok) return sealed;
        this.known.sealed = sealed.value;
        return nothing;
    }

    castSealed(): Result<Outcome> {
        const { sealed, casting } = this.known;
        if (casting) return nothing; // pressed twice
        if (!sealed) return refuse(Reason.notFitting, "cast: nothing is sealed");
        this.known.sealed = undefined;
        dropSealed(sealed);
        this.known.pending = { body: sealed.body, tracker: sealed.tracker.tracker };
        void this.cast();
        return nothing;
    }

    /** Until there is a receipt, or a refusal that the log signed. Over lost networks and restarted servers. */
    async cast(): Promise<void> {
        const pending = this.known.pending;
        if (!pending || this.known.casting) return;
        this.known.casting = true;
        try {
            this.tell();
            this.known.straight = false;
            this.known.refusal = undefined;
            const { device } = this.known;
            const hooks = this.hooks();
            const receipt = await this.following.untilReached(() => device.cast(pending.body, hooks));
            if (receipt.ok) {
                this.known.receipts = await this.known.home.receipts();
                this.known.pending = undefined;
                this.known.changing = false;
            } else {
                await this.castRefused(pending, receipt);
            }
        } finally {
            this.known.casting = false;
        }
        await this.following.refresh();
        this.tell();
    }

    private hooks(): CastHooks {
        const { known, clock } = this;
        return {
            untilLater: (later) =>
                clock.untilLater(later, known.device.view.ownBallots.length + known.receipts.length > 0),
            castsStraight: () => {
                known.straight = true;
                this.tell();
            },
            refused: (evidence) => {
                known.refusal = refusalText(evidence);
            },
        };
    }

    private async castRefused(pending: Pending, why: Rejection): Promise<void> {
        await this.following.refresh(); // the close explains itself
        if (this.known.scanned?.view.closeIndex !== undefined) {
            if (why.reason === Reason.wrongPhase) this.known.refusal = undefined; // nobody could tell whether it came in time
            return;
        }
        this.known.refused = why;
        if (why.detail === anotherOnItsWay) {
            this.known.pending = await this.known.home.pending(); // trying again sends that one
            return;
        }
        const mayBeSentAgain = why.reason === Reason.badSignature || why.reason === Reason.overCapacity;
        if (mayBeSentAgain) return;
        this.known.pending = undefined;
        await this.known.home.dropPending(pending);
    }

    /** Whose a ballot is, to the one device that showed this key. Nothing of it is kept. */
    proveMine(text: string): Result<Outcome> {
        const key = parseMineKey(text);
        if (!key.ok) return key;
        const proof = this.known.device.proveMine(key.value);
        return proof.ok ? ok({ text: mineProofText(proof.value) }) : proof;
    }

    challenge(): Result<Outcome> {
        const sealed = this.known.sealed;
        if (!sealed) return refuse(Reason.notFitting, "challenge: nothing is sealed");
        this.known.sealed = undefined;
        const shown = challenge(sealed);
        this.known.challenged = {
            at: "challenged",
            tracker: viewOfTracker(sealed.tracker.tracker),
            link: challengeLink(urlOf(this.known.address, "/check"), shown),
            file: challengeText(shown),
        };
        return nothing;
    }

    async afresh(): Promise<Result<Outcome>> {
        if (this.known.sealed) dropSealed(this.known.sealed);
        else await this.known.home.dropMarks(); // of a ballot that was shown or cast; what is only sealed may be corrected
        this.known.sealed = undefined;
        this.known.challenged = undefined;
        this.known.refused = undefined;
        this.known.refusal = undefined;
        this.known.changing = true;
        this.following.prepare();
        return nothing;
    }

    /** A change that nothing was sent of is given up: the ballot that was cast stays. */
    async dropChange(): Promise<Result<Outcome>> {
        const { pending, sealed } = this.known;
        if (pending) return refuse(Reason.notFitting, "keep-cast: a ballot is on its way");
        if (sealed) dropSealed(sealed);
        this.known.sealed = undefined;
        this.known.changing = false;
        await this.known.home.dropMarks();
        return nothing;
    }
}
