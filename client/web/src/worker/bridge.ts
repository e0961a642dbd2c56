// The line between a page and a worker of its own. The worker offers functions; the page calls them by name, with the
// arguments and results that their types say, and awaits what they answer. A function among the arguments is called back from
// the worker while that call lasts: so it tells how far it is. What the worker tells unasked is an event. An error that no
// call stands for, in what the worker does by itself, ends it: no browser tells the page of a rejected promise.
//
//   page to worker   {id, call, args, callbacks}         `callbacks`: which of the arguments are functions
//                    {raise}                             an event of the device, raised in the worker's own scope
//   worker to page   {ready}                             once, before anything else, when it can answer
//                    {id, value} or {id, failure}        once for each call
//                    {id, callback, args}                before that
//                    {event} or {died}

/** The parts of Worker, MessagePort and the worker's own scope that are used. */
export interface Port {
    onmessage: ((event: MessageEvent) => void) | null;
    postMessage(message: unknown, transfer: Transferable[]): void;
    addEventListener(type: "unhandledrejection", listener: (event: Event) => void): void;
}

/** What the page sees of the functions that a worker offers: each answers with a promise. */
export type Calls<Offers> = {
    readonly [Name in keyof Offers]: Offers[Name] extends (...args: infer Args) => infer Answer
        ? (...args: Args) => Promise<Awaited<Answer>>
        : never;
};

/** Why a call has no answer: something was thrown in the worker, of that name ("NetworkError"), or the worker died. */
export class WorkerError extends Error {
    override readonly name = "WorkerError";
    constructor(
        readonly thrown: string,
        message: string,
    ) {
        super(message);
    }
}
export const workerDied = "WorkerDied";
/** The name of an error that was thrown here or in a worker. */
export function nameOfError(error: unknown): string {
    if (error instanceof WorkerError) return error.thrown;
    return error instanceof Error ? error.name : "";
}
/** Whether the network failed, here or in a worker. Trying again may help. */
export function isNetworkFailure(error: unknown): boolean {
    return nameOfError(error) === "NetworkError";
}

interface Asked {
    readonly id: number;
    readonly call: string;
    readonly args: readonly unknown[];
    readonly callbacks: readonly number[];
}
interface Failure {
    readonly name: string;
    readonly message: string;
}
/** What the page knows of the device and its worker does not: the network is gone; or the network is back, or somebody looks
    at the page again. */
export const awakeEvent = "awake";
export type DeviceEvent = "offline" | typeof awakeEvent;
interface Raised {
    readonly raise: DeviceEvent;
}
type Told =
    | { readonly ready: true }
    | { readonly id: number; readonly value: unknown }
    | { readonly id: number; readonly failure: Failure }
    | { readonly id: number; readonly callback: number; readonly args: readonly unknown[] }
    | { readonly event: unknown }
    | { readonly died: Failure };

export function isReady(told: unknown): boolean {
    return typeof told === "object" && told !== null && "ready" in told;
}

const moved = new WeakMap<object, Transferable[]>();
/** An argument or a result whose bytes go over to the other side: none of them stay here. */
export function moving<T extends object>(value: T, ...bytes: readonly Uint8Array[]): T {
    moved.set(
        value,
        bytes.map(({ buffer }) => buffer as ArrayBuffer),
    );
    return value;
}
function movedIn(values: readonly unknown[]): Transferable[] {
    return values.flatMap((value) => (typeof value === "object" && value && moved.get(value)) || []);
}

/** Serves the page, once what the worker needs is `ready`. What it returns tells the page of an event. */
export function serve<Event = never>(
    port: Port,
    offers: object,
    ready: Promise<unknown> = Promise.resolve(),
): (event: Event) => void {
    const tell = (told: Told, transfer: Transferable[] = []) => {
        port.postMessage(told, transfer);
    };
    const answer = async ({ id, call, args, callbacks }: Asked) => {
        const given: unknown[] = [...args];
        for (const callback of callbacks) {
            given[callback] = (...back: unknown[]) => {
                tell({ id, callback, args: back });
            };
        }
        try {
            await ready;
            const offered = (offers as Record<string, unknown>)[call];
            if (!Object.hasOwn(offers, call) || typeof offered !== "function")
                throw new Error(`the worker offers no ${call}`);
            const value: unknown = await (offered as (...given: unknown[]) => unknown)(...given);
            tell({ id, value }, movedIn([value]));
        } catch (error) {
            const { name, message } = asError(error);
            tell({ id, failure: { name, message } });
        }
    };
    port.onmessage = ({ data }: MessageEvent<Asked | Raised>) => {
        if ("raise" in data) dispatchEvent(new Event(data.raise));
        else void answer(data);
    };
    const die = (why: unknown) => {
        const { name, message } = asError(why);
        tell({ died: { name, message } });
    };
    const say = () => {
        tell({ ready: true });
    };
    ready.then(say, (why: unknown) => {
        say();
        die(why); // so that nobody types a passphrase first
    });
    port.addEventListener("unhandledrejection", (event) => {
        die((event as PromiseRejectionEvent).reason);
    });
    return (event) => {
        tell({ event });
    };
}

export function asError(thrown: unknown): Error {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
}

interface Waiting {
    readonly args: readonly unknown[];
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: WorkerError) => void;
}

/** The page's end of the line. */
export class Line<Offers, Event = never> {
    readonly calls: Calls<Offers>;
    readonly #waiting = new Map<number, Waiting>();
    #died: WorkerError | undefined;
    #lastId = 0;

    constructor(
        private readonly port: Port,
        private readonly onEvent: (event: Event) => void = () => undefined,
        private readonly onDied: (error: WorkerError) => void = () => undefined,
    ) {
        port.onmessage = ({ data }: MessageEvent<Told>) => {
            this.#take(data);
        };
        const call = (name: string, args: readonly unknown[]) => this.#ask(name, args);
        this.calls = new Proxy({} as Calls<Offers>, {
            get: (_, name) =>
                typeof name === "string" ? (...args: unknown[]) => call(name, args) : undefined,
        });
    }

    /** Raises the event in the worker. */
    protected raise(name: DeviceEvent): void {
        this.port.postMessage({ raise: name } satisfies Raised, []);
    }

    /** Every call that waits, and every later one, fails with this. Told once. */
    die({ name, message }: Failure): void {
        if (this.#died) return;
        this.#died = new WorkerError(name, message);
        for (const { reject } of this.#waiting.values()) reject(this.#died);
        this.#waiting.clear();
        this.onDied(this.#died);
    }

    #ask(call: string, args: readonly unknown[]): Promise<unknown> {
        if (this.#died) return Promise.reject(this.#died);
        const id = ++this.#lastId;
        const callbacks = args.flatMap((argument, at) => (typeof argument === "function" ? [at] : []));
        const sent = args.map((argument) => (typeof argument === "function" ? undefined : argument));
        return new Promise((resolve, reject) => {
            this.port.postMessage({ id, call, args: sent, callbacks } satisfies Asked, movedIn(args));
            this.#waiting.set(id, { args, resolve, reject });
        });
    }

    #take(told: Told): void {
        if ("ready" in told) return;
        if ("event" in told) {
            this.onEvent(told.event as Event);
            return;
        }
        if ("died" in told) {
            this.die(told.died);
            return;
        }
        const waiting = this.#waiting.get(told.id);
        if ("callback" in told) {
            const callback = waiting?.args[told.callback];
            if (typeof callback === "function") (callback as (...args: unknown[]) => void)(...told.args);
            return;
        }
        this.#waiting.delete(told.id);
        if ("value" in told) waiting?.resolve(told.value);
        else waiting?.reject(new WorkerError(told.failure.name, told.failure.message));
    }
}
