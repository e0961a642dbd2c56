// How long a replacement that came too soon still waits. The server says how long, and asks for less once a last call is
// announced. docs/protocol.md, section 3.
import { type Later } from "../service/cast";
import { Reason } from "../crypto/result";
import { pause } from "../service/network";

/** Of Progress, in seconds: after the last ballot, and from the third replacement on. */
export interface ReplacementWaits {
    readonly replacementWaitS: number;
    readonly thirdReplacementWaitS: number;
}

export class ReplacementClock {
    #endsAt: number | undefined;
    #waits: ReplacementWaits | undefined;
    #wake: () => void = () => undefined;

    /** `tell` is called when the clock starts and when it is over. */
    constructor(private readonly tell: () => void) {}

    /** By this device's clock, in milliseconds; nothing while no replacement waits. */
    get endsAt(): number | undefined {
        return this.#endsAt;
    }

    /** Until the ballot may be sent again. Anything but a replacement that came too soon waits without a clock. */
    async untilLater({ reason, retryAfterMs }: Later, replaces: boolean): Promise<void> {
        if (reason !== Reason.tooEarly || !replaces) return await pause(retryAfterMs);
        this.#endsAt = Date.now() + retryAfterMs;
        this.tell();
        const woken = new Promise<void>((resolve) => {
            this.#wake = resolve;
        });
        await Promise.race([pause(retryAfterMs), woken]);
        this.#endsAt = undefined;
        this.tell();
    }

    /** The waits now in force: where they have become shorter, whoever waits asks again at once, and is told the rest. */
    inForce(waits: ReplacementWaits): void {
        const before = this.#waits;
        this.#waits = waits;
        if (!before) return;
        const shorter =
            waits.replacementWaitS < before.replacementWaitS ||
            waits.thirdReplacementWaitS < before.thirdReplacementWaitS;
        if (shorter) this.#wake();
    }
}
