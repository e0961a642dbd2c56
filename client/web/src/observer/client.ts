// The page's end of the line to the worker that follows the log.
import type { FoundView, FromObserver, ObserverState, ToObserver } from "./views";

type Answer = Exclude<FromObserver, { state: ObserverState }>;

export class ObserverClient {
    readonly #worker: Worker;
    readonly #waiting = new Map<number, (answer: Answer) => void>();
    #lastId = 0;

    /** `onFailure` is told of an error that the worker cannot go on from. */
    constructor(
        private readonly conference: string,
        onFailure: () => void,
        onState: (state: ObserverState) => void = () => undefined,
    ) {
        this.#worker = new Worker(new URL("./observer_worker.ts", import.meta.url), { type: "module" });
        this.#worker.onmessage = ({ data }: MessageEvent<FromObserver>) => {
            if ("state" in data) {
                onState(data.state);
                return;
            }
            this.#waiting.get(data.id)?.(data);
            this.#waiting.delete(data.id);
        };
        this.#worker.onerror = onFailure;
    }

    #send(message: ToObserver): void {
        this.#worker.postMessage(message);
    }
    #ask(make: (id: number) => ToObserver): Promise<Answer> {
        const id = ++this.#lastId;
        return new Promise((resolve) => {
            this.#waiting.set(id, resolve);
            this.#send(make(id));
        });
    }

    /** From now on the worker follows the log and tells every change. */
    open(): void {
        this.#send({ what: "open", server: location.origin, conference: this.conference });
    }
    /** Resolves when the log is read; with nothing where the text is no tracker. To be called after open(). */
    async lookUp(tracker: string): Promise<FoundView | undefined> {
        const answer = await this.#ask((id) => ({ what: "lookup", id, tracker }));
        return "found" in answer ? answer.found : undefined;
    }
    /** The verifier key that the log names for itself; nothing where no log can be read. */
    async keyNamedByLog(): Promise<string | undefined> {
        const { conference } = this;
        const answer = await this.#ask((id) => ({ what: "key", id, server: location.origin, conference }));
        return "key" in answer ? answer.key : undefined;
    }

    end(): void {
        this.#worker.terminate();
    }
}
