// The line between a page and its workers, over a real MessageChannel.
import { afterEach, describe, expect, test, vi } from "vitest";
import { Line, moving, serve, WorkerError, workerDied } from "../../src/worker/bridge";
import { NetworkError } from "../../src/service/network";

const offers = {
    sum: (a: number, b: number) => a + b,
    count: async (to: number, told: (done: number) => void) => {
        for (let done = 1; done <= to; ++done) {
            await Promise.resolve();
            told(done);
        }
        return "counted";
    },
    last: (bytes: Uint8Array) => bytes.at(-1),
    bytes: () => {
        made = Uint8Array.of(1, 2, 3);
        return moving({ file: made }, made);
    },
    unreachable: () => {
        throw new NetworkError("nobody answers");
    },
    never: () => new Promise<number>(() => undefined),
};
let made: Uint8Array | undefined;

const ports: MessagePort[] = [];
afterEach(() => {
    for (const port of ports.splice(0)) port.close();
});
function connected(onEvent?: (event: string) => void, onDied?: () => void) {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const tell = serve<string>(port2, offers);
    return { line: new Line<typeof offers, string>(port1, onEvent, onDied), tell, worker: port2 };
}

describe("a call", () => {
    test("is answered with what the worker's function returns", async () => {
        const { calls } = connected().line;
        expect(await Promise.all([calls.sum(1, 2), calls.sum(20, 22)])).toEqual([3, 42]);
    });
    test("calls back while it lasts", async () => {
        const { calls } = connected().line;
        const seen: number[] = [];
        expect(await calls.count(3, (done) => seen.push(done))).toBe("counted");
        expect(seen).toEqual([1, 2, 3]);
    });
    test("fails with the name of what was thrown, and the next one goes on", async () => {
        const { calls } = connected().line;
        const failure = await calls.unreachable().catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(WorkerError);
        expect(failure).toMatchObject({ thrown: "NetworkError", message: "nobody answers" });
        expect(await calls.sum(1, 1)).toBe(2);
    });
    test("of what is not offered fails", async () => {
        const calls = connected().line.calls as unknown as Record<string, () => Promise<unknown>>;
        for (const name of ["constructor", "toString", "other"])
            await expect(calls[name]?.()).rejects.toMatchObject({ message: `the worker offers no ${name}` });
    });
});

describe("bytes that move", () => {
    test("to the worker are gone here", async () => {
        const passphrase = Uint8Array.of(5, 6, 7);
        expect(await connected().line.calls.last(moving(passphrase, passphrase))).toBe(7);
        expect(passphrase.length).toBe(0);
    });
    test("are copied where nobody says so", async () => {
        const bytes = Uint8Array.of(5, 6, 7);
        await connected().line.calls.last(bytes);
        expect(bytes).toEqual(Uint8Array.of(5, 6, 7));
    });
    test("to the page are gone in the worker", async () => {
        expect((await connected().line.calls.bytes()).file).toEqual(Uint8Array.of(1, 2, 3));
        expect(made?.length).toBe(0);
    });
});

test("an event reaches the page unasked", async () => {
    const heard = await new Promise<string>((resolve) => {
        connected(resolve).tell("the log has grown");
    });
    expect(heard).toBe("the log has grown");
});

describe("a worker that died", () => {
    test("answers every call that waits, and every later one, with that", async () => {
        const { line } = connected();
        const waiting = [line.calls.never(), line.calls.never()];
        line.die({ name: workerDied, message: "it has died" });
        for (const call of [...waiting, line.calls.sum(1, 2)])
            await expect(call).rejects.toMatchObject({ thrown: workerDied, message: "it has died" });
    });
    test("is told of once", () => {
        const died = vi.fn();
        const { line } = connected(undefined, died);
        line.die({ name: workerDied, message: "it has died" });
        line.die({ name: workerDied, message: "and again" });
        expect(died).toHaveBeenCalledOnce();
    });
    test("of a promise that nobody waited for says what was thrown", async () => {
        const { line, worker } = connected();
        const waiting = line.calls.never();
        const rejected = Object.assign(new Event("unhandledrejection"), { reason: new TypeError("no desk") });
        worker.dispatchEvent(rejected); // as a worker's own scope does it
        await expect(waiting).rejects.toMatchObject({ thrown: "TypeError", message: "no desk" });
    });
});
