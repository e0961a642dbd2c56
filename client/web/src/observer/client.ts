// The page's end of the line to the worker that follows the log.
import type { Result } from "../crypto/result";
import type { JudgedRefusal } from "../election/judge_refusal";
import { asError } from "../worker/bridge";
import { WorkerLine } from "../worker/worker_line";
import type { ObserverOffers } from "./observer_worker";
import type { FoundView, ObserverState } from "./views";

export class ObserverClient {
    readonly #line: WorkerLine<ObserverOffers, ObserverState>;

    /** `onFailure` is told of an error that the worker cannot go on from. Whoever waits then gets no answer. */
    constructor(
        private readonly conference: string,
        private readonly onFailure: (error: Error) => void,
        onState?: (state: ObserverState) => void,
    ) {
        const worker = () => new Worker(new URL("./observer_worker.ts", import.meta.url), { type: "module" });
        this.#line = new WorkerLine(worker, onState, onFailure);
    }

    /** From now on the worker follows the log and tells every change. */
    open(): void {
        void this.#answered(this.#line.calls.open(location.origin, this.conference));
    }
    /** Resolves when the log is read; with nothing where the text is no tracker. To be called after open(). */
    lookUp(tracker: string): Promise<FoundView | undefined> {
        return this.#answered(this.#line.calls.lookUp(tracker));
    }
    /** Judges what a participant's device saved of a refused ballot, by the log as it is now. To be called after open(). */
    judgeRefusal(file: string): Promise<Result<JudgedRefusal>> {
        return this.#answered(this.#line.calls.judgeRefusal(file));
    }
    /** The verifier key that the log names for itself; nothing where no log can be read. */
    keyNamedByLog(): Promise<string | undefined> {
        return this.#answered(this.#line.calls.keyNamedByLog(location.origin, this.conference));
    }

    #answered<T>(call: Promise<T>): Promise<T> {
        return call.catch((error: unknown) => {
            this.onFailure(asError(error));
            return new Promise<T>(() => undefined);
        });
    }

    end(): void {
        this.#line.end();
    }
}
