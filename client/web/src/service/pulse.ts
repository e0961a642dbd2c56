// Whether a connection is alive. One that dies in silence (the telephone slept, the hall's network lost its power) looks like
// one that has nothing to say, and no browser shows its pages the pings of a WebSocket: so we ask for a word ourselves.
import { hallPatience, type Network, type Patience } from "./network";

export class Pulse {
    #timer: ReturnType<typeof setTimeout> | undefined;
    readonly #patience: Patience;
    readonly #stopListening: () => void;

    /** `ask` sends a heartbeat; `dead` is called at most once, when nothing at all came after it. */
    constructor(
        network: Network,
        private readonly ask: () => void,
        private readonly dead: () => void,
    ) {
        this.#patience = network.patience ?? hallPatience;
        this.#stopListening =
            network.whenAwake?.(() => {
                this.askNow(this.#patience.awakeMs);
            }) ?? (() => undefined);
        this.heard();
    }

    /** Something came, whatever it was. */
    heard(): void {
        this.wait(this.#patience.silenceMs, () => {
            this.askNow(this.#patience.answerMs);
        });
    }
    end(): void {
        clearTimeout(this.#timer);
        this.#stopListening();
    }

    private askNow(answerMs: number): void {
        this.wait(answerMs, () => {
            this.end();
            this.dead();
        });
        this.ask();
    }
    private wait(milliseconds: number, then: () => void): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(then, milliseconds);
    }
}
