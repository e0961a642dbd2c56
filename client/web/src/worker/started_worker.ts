// A worker in a bad network. Its script may come late, or never: what is said to it meanwhile is held back, and it is made again
// where its script does not come.
import { isReady, type Port } from "./bridge";

/** How long the worker's script may take at each attempt: longer each time, so that what is slow comes once. */
export const attemptsMs: readonly number[] = [20_000, 40_000, 80_000, 160_000];
/** Between two attempts. */
const pauseMs = 1_000;

export class StartedWorker implements Port {
    onmessage: Port["onmessage"] = null;
    #worker: Worker | undefined;
    #held: { readonly message: unknown; readonly transfer: Transferable[] }[] | undefined = [];
    #attempt = 0;
    #timer: ReturnType<typeof setTimeout> | undefined;

    /** `onDied` is told once there is no worker, and none will come. */
    constructor(
        private readonly make: () => Worker,
        private readonly onDied: () => void,
    ) {
        this.#start();
    }

    postMessage(message: unknown, transfer: Transferable[]): void {
        if (this.#held) this.#held.push({ message, transfer });
        else this.#worker?.postMessage(message, transfer);
    }
    /** A page is not told of what its worker leaves unhandled. */
    addEventListener(): void {}
    end(): void {
        clearTimeout(this.#timer);
        this.#worker?.terminate();
    }

    #start(): void {
        const worker = this.make();
        this.#worker = worker;
        worker.onmessage = (event: MessageEvent) => {
            if (isReady(event.data)) this.#begin(worker);
            else this.onmessage?.(event);
        };
        worker.onerror = worker.onmessageerror = () => {
            this.#fail();
        };
        this.#timer = setTimeout(() => {
            this.#fail();
        }, attemptsMs[this.#attempt]);
    }
    #begin(worker: Worker): void {
        clearTimeout(this.#timer);
        for (const { message, transfer } of this.#held ?? []) worker.postMessage(message, transfer);
        this.#held = undefined;
    }
    #fail(): void {
        this.end();
        const begun = this.#held === undefined;
        if (begun || ++this.#attempt === attemptsMs.length) this.onDied();
        else
            this.#timer = setTimeout(() => {
                this.#start();
            }, pauseMs);
    }
}
