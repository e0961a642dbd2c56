// The page's end of the line to the check's worker. Ending it forgets all that it held.
import { type CheckAnswer, type CheckRequest } from "../../check/messages";

export class CheckWorker<Answer extends CheckAnswer> {
    readonly #worker = new Worker(new URL("../../check/worker.ts", import.meta.url), { type: "module" });

    constructor(onAnswer: (answer: Answer | { readonly what: "failed" }) => void) {
        this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
            onAnswer(data);
        };
        this.#worker.onerror = () => {
            onAnswer({ what: "failed" });
        };
    }
    send(request: CheckRequest): void {
        this.#worker.postMessage(request);
    }
    end(): void {
        this.#worker.terminate();
    }
}
