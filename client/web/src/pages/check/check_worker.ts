// The page's end of the line to the check's worker. Ending it forgets all that it held.
import { type CheckAnswer, type CheckRequest } from "../../check/messages";
import type { CheckOffers } from "../../check/worker";
import { WorkerLine } from "../../worker/worker_line";

export class CheckWorker<Answer extends CheckAnswer> {
    readonly #line: WorkerLine<CheckOffers>;

    constructor(private readonly onAnswer: (answer: Answer | { readonly what: "failed" }) => void) {
        const worker = () =>
            new Worker(new URL("../../check/worker.ts", import.meta.url), { type: "module" });
        this.#line = new WorkerLine(worker, undefined, () => {
            onAnswer({ what: "failed" });
        });
    }
    send(request: CheckRequest): void {
        const take = (answer: CheckAnswer) => {
            this.onAnswer(answer as Answer); // the page says by `Answer` what it asks
        };
        this.#line.calls.answer(request, take).then(take, () => {
            this.onAnswer({ what: "failed" });
        });
    }
    end(): void {
        this.#line.end();
    }
}
