// The page that bench/run.mjs opens: it asks its worker as the participant's pages ask theirs, and measures on its own clock.
import { type Step } from "./sealing_worker";

const worker = new Worker(new URL("./sealing_worker.ts", import.meta.url), { type: "module" });

/** Milliseconds from asking to the answer. */
function ask(step: Step): Promise<number> {
    const asked = performance.now();
    return new Promise((resolve) => {
        worker.onmessage = () => {
            resolve(performance.now() - asked);
        };
        worker.postMessage(step);
    });
}
Object.assign(globalThis, { ask });
