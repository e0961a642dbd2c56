// The page's end of the line to the worker.
import { type Result } from "../crypto/result";
import { moving } from "../worker/bridge";
import { WorkerLine } from "../worker/worker_line";
import { type Command, type DeviceState, type Outcome } from "./messages";
import type { ParticipantOffers } from "./worker";

export class DeviceClient {
    readonly #line: WorkerLine<ParticipantOffers, DeviceState>;

    /** `onState` is told of every new state, `onFailure` of an error that the worker cannot go on from. */
    constructor(onState: (state: DeviceState) => void, onFailure: (error: Error) => void) {
        const worker = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
        this.#line = new WorkerLine(worker, onState, onFailure);
    }

    /** A refusal is a value; the promise fails where the worker did. A passphrase is used up. */
    send(command: Command): Promise<Result<Outcome>> {
        return this.#line.calls.run("passphrase" in command ? moving(command, command.passphrase) : command);
    }

    /** Ends the worker, and with it every secret that it held in memory. */
    end(): void {
        this.#line.end();
    }
}
