// A device follows the log: what is new is taken, what does not hold stops it for good, and what the network refuses is
// tried again.
import { toHex } from "../crypto/bytes";
import { type Result } from "../crypto/result";
import { fingerprint } from "../election/fingerprint";
import { type Network, NetworkError, pause } from "../service/network";
import { lastCallEnd, Session } from "../service/session";
import { pick } from "../pick";
import { type Known } from "./known";
import { shownOfHall } from "./messages";
import { type ReplacementWaits } from "./replacement_clock";

const retryMs = 2_000;

export class Following {
    #session: Session | undefined;
    #wake: () => void = () => undefined;

    /** `sendPending` is called where a ballot without a receipt can be sent, `waitsInForce` with what replacements wait,
        `goOnWithKept` after each look at the log, since another page of this device may have checked in. */
    constructor(
        private readonly known: Known,
        private readonly network: Network,
        private readonly tell: () => void,
        private readonly sendPending: () => void,
        private readonly waitsInForce: (waits: ReplacementWaits) => void,
        private readonly goOnWithKept: () => Promise<void>,
    ) {}

    /** Whoever waits for the network tries again at once. */
    wake(): void {
        this.#wake();
    }

    followLog(): void {
        if (this.#session || !this.known.scanned) return;
        this.#session = Session.withConference(this.known.address, this.network);
        this.#session.follow({
            progress: (progress) => {
                this.known.hall = { ...pick(progress, shownOfHall), lastCallEndsAt: lastCallEnd(progress) };
                this.waitsInForce(progress);
                // Where this fails, the worker's end of the line tells the page.
                void this.refresh().then(() => {
                    this.tell();
                });
            },
            connected: (connected) => {
                this.known.connected = connected;
                if (connected) this.#wake();
                this.tell();
            },
        });
    }

    /** Takes what is new in the log. What does not hold stops this device for good. */
    async refresh(): Promise<void> {
        const device = this.known.scanned;
        if (!device || this.known.stop) return;
        try {
            const updated = await device.update();
            if (!updated.ok) this.known.stop = updated;
        } catch (error) {
            if (!(error instanceof NetworkError)) throw error;
            return; // the session says when the server is back
        }
        await this.looked();
    }

    /** What follows from the log as it is now. */
    async looked(): Promise<void> {
        const view = this.known.scanned?.view;
        if (!view || this.known.stop) return;
        await this.known.home.putSeen(view.log.seen);
        await this.goOnWithKept();
        if (!this.known.opening && view.opening().ok) {
            const { openDigest, fingerprintHash } = view.state;
            if (fingerprintHash)
                this.known.opening = { digest: toHex(openDigest), fingerprint: fingerprint(fingerprintHash) };
        }
        if (!this.known.opening || view.closeIndex !== undefined) return;
        this.prepare();
        if (this.known.pending && !this.known.refused) this.sendPending();
    }

    /** The slow part of the next sealing is made while the person reads. */
    prepare(): void {
        if (this.known.opening) this.known.scanned?.prepare();
    }

    /** Tries again for as long as the network fails; told in between that it does. */
    async untilReached<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
        for (;;) {
            try {
                const result = await work();
                this.known.connected = true;
                return result;
            } catch (error) {
                if (!(error instanceof NetworkError)) throw error;
            }
            this.known.connected = false;
            this.tell();
            await Promise.race([
                pause(retryMs),
                new Promise<void>((resolve) => {
                    this.#wake = resolve;
                }),
            ]);
        }
    }

    async reading(work: () => Promise<void>): Promise<void> {
        this.known.reading = true;
        this.tell();
        try {
            await work();
        } finally {
            this.known.reading = false;
        }
    }
}
