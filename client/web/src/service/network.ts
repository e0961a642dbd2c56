// What the service needs of the network, so that tests can put their own in its place.
import type { Bytes } from "../crypto/bytes";
import { bundleBytesMax, type FetchFile } from "../crypto/tiles";
import { awakeEvent } from "../worker/bridge";
import { type ConferenceAddress, urlOf } from "./conference_address";

/** The network failed: unreachable, cut off, too slow, or an answer that is none. Trying again may help. */
export class NetworkError extends Error {
    override readonly name = "NetworkError";
}

/** The part of WebSocket that is used. */
export interface Socket {
    binaryType: string;
    onopen: ((event: never) => void) | null;
    onmessage: ((event: MessageEvent) => void) | null;
    onclose: ((event: never) => void) | null;
    onerror: ((event: never) => void) | null;
    send(data: Uint8Array<ArrayBuffer>): void;
    close(): void;
}

export interface Network {
    readonly fetch: (url: string, options: RequestInit) => Promise<Response>;
    readonly openSocket: (url: string) => Socket;
    /** Calls that when the device says that it has lost the network, until what it returns is called. */
    readonly whenOffline?: (lost: () => void) => () => void;
    /** The same, when the device is back in use or in the network: what was silent may have died meanwhile. */
    readonly whenAwake?: (awake: () => void) => () => void;
    readonly patience?: Patience; // other than a hall's
}

/** How long silence is borne. */
export interface Patience {
    readonly openMs: number; // until a connection is there
    readonly silenceMs: number; // of a connection, before the other side is asked for a word
    readonly answerMs: number; // until that word has to come
    readonly awakeMs: number; // the same, for a device that has just woken and whose person is looking
    readonly fileMs: number; // until a file begins, and between any two parts of it
}
export const hallPatience: Patience = {
    openMs: 20_000,
    silenceMs: 15_000,
    answerMs: 15_000,
    awakeMs: 8_000,
    fileMs: 20_000,
};

/** The browser's. Nothing that tells one visitor from another goes along. */
export const browserNetwork: Network = {
    fetch: (url, options) => fetch(url, options),
    openSocket: (url) => new WebSocket(url),
    whenOffline: (lost) => onEvents(["offline"], lost),
    whenAwake: (awake) => onEvents(["online", awakeEvent], awake),
};

function onEvents(names: readonly string[], call: () => void): () => void {
    if (!("addEventListener" in globalThis)) return () => undefined; // Node
    for (const name of names) addEventListener(name, call);
    return () => {
        for (const name of names) removeEventListener(name, call);
    };
}

/** A file under a conference's address, "/named-roll"; nothing where there is none. Throws NetworkError. */
export async function getFile(
    network: Network,
    address: ConferenceAddress,
    path: string,
    bytesMax: number,
): Promise<Bytes | undefined> {
    const url = urlOf(address, path);
    const abort = new AbortController();
    const silence = new Countdown((network.patience ?? hallPatience).fileMs, () => {
        abort.abort();
    });
    try {
        const response = await network
            .fetch(url, {
                credentials: "omit",
                referrerPolicy: "no-referrer",
                redirect: "error",
                signal: abort.signal,
            })
            .catch((error: unknown) => {
                throw new NetworkError(`${url} cannot be reached`, { cause: error });
            });
        if (response.status === 404) return undefined;
        if (response.status !== 200) throw new NetworkError(`${url} answers ${response.status}`);
        return await readAll(response, url, bytesMax, silence);
    } finally {
        silence.stop();
    }
}

/** Calls that once, unless it is begun again or stopped before. */
class Countdown {
    #timer: ReturnType<typeof setTimeout>;
    constructor(
        private readonly milliseconds: number,
        private readonly over: () => void,
    ) {
        this.#timer = setTimeout(over, milliseconds);
    }
    beginAgain(): void {
        this.stop();
        this.#timer = setTimeout(this.over, this.milliseconds);
    }
    stop(): void {
        clearTimeout(this.#timer);
    }
}

async function readAll(
    response: Response,
    url: string,
    bytesMax: number,
    silence: Countdown,
): Promise<Bytes> {
    const parts: Uint8Array[] = [];
    let size = 0;
    const reader = response.body?.getReader();
    try {
        for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
            silence.beginAgain();
            size += part.value.length;
            if (size > bytesMax) throw new NetworkError(`${url} is larger than it can be`);
            parts.push(part.value);
        }
    } catch (error) {
        await reader?.cancel().catch(() => undefined);
        if (error instanceof NetworkError) throw error;
        throw new NetworkError(`${url} was cut off`, { cause: error });
    }
    const out = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
        out.set(part, at);
        at += part.length;
    }
    return out;
}

/** A conference's published log. */
export function logOf(network: Network, address: ConferenceAddress): FetchFile {
    return (path) => getFile(network, address, `/log/${path}`, bundleBytesMax);
}

export function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
/** Calls that again and again, and when the device is back in use or in the network, until what it returns is called. */
export function nowAndThen(network: Network, everyMs: number, call: () => void): () => void {
    const timer = setInterval(call, everyMs);
    const stopListening = network.whenAwake?.(call) ?? (() => undefined);
    return () => {
        clearInterval(timer);
        stopListening();
    };
}
/** The same as pause, cut short when the device is back in use or in the network. */
export function pauseUntilAwake(network: Network, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
        const goOn = () => {
            clearTimeout(timer);
            stopListening();
            resolve();
        };
        const timer = setTimeout(goOn, milliseconds);
        const stopListening = network.whenAwake?.(goOn) ?? (() => undefined);
    });
}
