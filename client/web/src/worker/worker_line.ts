// A worker that belongs to one page, and the line to it.
import { Line, workerDied, type WorkerError } from "./bridge";

/** Whoever ends it forgets all that the worker held, and waits for no answer any more. */
export class WorkerLine<Offers, Event = never> extends Line<Offers, Event> {
    readonly #worker: Worker;

    /** `onDied` is told of an error that the worker cannot go on from. */
    constructor(worker: Worker, onEvent?: (event: Event) => void, onDied?: (error: WorkerError) => void) {
        super(worker, onEvent, onDied);
        this.#worker = worker;
        const died = () => {
            this.die({ name: workerDied, message: "the worker failed" });
        };
        worker.onerror = died;
        worker.onmessageerror = died;
    }

    end(): void {
        this.#worker.terminate();
    }
}

/** Calls that whenever the page is told that the network is gone, which not every browser tells its workers. */
export function whenOffline(tell: () => void): () => void {
    addEventListener("offline", tell);
    return () => {
        removeEventListener("offline", tell);
    };
}
