// The page's end of the line to the worker.
import { type Result } from "../crypto/result";
import {
    type Command,
    type DeviceState,
    type FromWorker,
    type Outcome,
    toldOffline,
    type ToWorker,
} from "./messages";

export class DeviceClient {
    readonly #worker: Worker;
    readonly #waiting = new Map<number, (answer: Result<Outcome> | Error) => void>();
    #lastId = 0;
    readonly #offline = () => {
        this.#worker.postMessage(toldOffline);
    };

    /** `onState` is told of every new state, `onFailure` of an error that the worker cannot go on from. */
    constructor(onState: (state: DeviceState) => void, onFailure: () => void) {
        this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
        this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
            if ("state" in data) onState(data.state);
            else this.#answer(data);
        };
        this.#worker.onerror = onFailure;
        addEventListener("offline", this.#offline);
    }

    #answer(data: Exclude<FromWorker, { state: DeviceState }>): void {
        const waiting = this.#waiting.get(data.id);
        this.#waiting.delete(data.id);
        if ("outcome" in data) waiting?.({ ok: true, value: data.outcome });
        else if ("refusal" in data) waiting?.({ ok: false, ...data.refusal });
        else waiting?.(new Error(data.failure));
    }

    /** A refusal is a value; the promise fails where the worker did. */
    send(command: Command): Promise<Result<Outcome>> {
        const message: ToWorker = { id: ++this.#lastId, command };
        return new Promise((resolve, reject) => {
            this.#waiting.set(message.id, (answer) => {
                if (answer instanceof Error) reject(answer);
                else resolve(answer);
            });
            this.#worker.postMessage(message);
        });
    }

    /** Ends the worker, and with it every secret that it held in memory. */
    end(): void {
        removeEventListener("offline", this.#offline);
        this.#worker.terminate();
    }
}
