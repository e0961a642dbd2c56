// How long a replacement that came too soon still waits. The server says how long, and asks for less once a last call is
// announced. docs/protocol.md, section 3.
import { type Later } from "../service/cast";
import { Reason } from "../crypto/result";
import { pause } from "../service/network";

/** As in Progress, in seconds: the wait after the last ballot, and the wait from the third replacement on. */
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

    /** When the wait ends, by this device's clock in milliseconds; nothing while no replacement waits. */
    get endsAt(): number | undefined {
        return this.#endsAt;
    }

    /** Resolves when the ballot may be sent again. Only a replacement that came too soon has a clock that is shown. */
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

    /** Is told the waits now in force. Where they have become shorter, a replacement that waits is sent again at once. */
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
