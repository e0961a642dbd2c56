// A worker that belongs to one page, and the line to it.
import { StartedWorker } from "./started_worker";
import { awakeEvent, type DeviceEvent, Line, workerDied, type WorkerError } from "./bridge";

/** Whoever ends it forgets all that the worker held, and waits for no answer any more. */
export class WorkerLine<Offers, Event = never> extends Line<Offers, Event> {
    readonly #worker: StartedWorker;
    readonly #stopListening: () => void;

    /** `onDied` is told of an error that the worker cannot go on from. */
    constructor(make: () => Worker, onEvent?: (event: Event) => void, onDied?: (error: WorkerError) => void) {
        const worker = new StartedWorker(make, () => {
            this.die({ name: workerDied, message: "the worker failed" });
        });
        super(worker, onEvent, onDied);
        this.#worker = worker;
        this.#stopListening = onDeviceEvents((name) => {
            this.raise(name);
        });
    }

    end(): void {
        this.#stopListening();
        this.#worker.end();
    }
}

/** Tells when the network goes and when it is back, which not every browser tells its workers; and when somebody looks at the
    page again, which a worker cannot know. Until what it returns is called. */
function onDeviceEvents(tell: (name: DeviceEvent) => void): () => void {
    const offline = () => {
        tell("offline");
    };
    const awake = () => {
        if (document.visibilityState === "visible") tell(awakeEvent);
    };
    addEventListener("offline", offline);
    for (const name of ["online", "pageshow"]) addEventListener(name, awake);
    document.addEventListener("visibilitychange", awake);
    return () => {
        removeEventListener("offline", offline);
        for (const name of ["online", "pageshow"]) removeEventListener(name, awake);
        document.removeEventListener("visibilitychange", awake);
    };
}
