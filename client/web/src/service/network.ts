// What the service needs of the network, so that tests can put their own in its place.
import type { Bytes } from "../crypto/bytes";
import { bundleBytesMax, type FetchFile } from "../crypto/tiles";
import { addressOf, type Place } from "./place";

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
}
/** The browser's. Nothing that tells one visitor from another goes along. */
export const browserNetwork: Network = {
    fetch: (url, options) => fetch(url, options),
    openSocket: (url) => new WebSocket(url),
    whenOffline: (lost) => {
        if (!("addEventListener" in globalThis)) return () => undefined; // Node
        addEventListener("offline", lost);
        return () => {
            removeEventListener("offline", lost);
        };
    },
};

/** A file under a conference's address, "/named-roll"; nothing where there is none. */
export async function getFile(
    network: Network,
    place: Place,
    path: string,
    bytesMax: number,
): Promise<Bytes | undefined> {
    const url = addressOf(place, path);
    let response: Response;
    try {
        response = await network.fetch(url, {
            credentials: "omit",
            referrerPolicy: "no-referrer",
            redirect: "error",
        });
    } catch (error) {
        throw new NetworkError(`${url} cannot be reached`, { cause: error });
    }
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw new NetworkError(`${url} answers ${response.status}`);
    return await readAll(response, url, bytesMax);
}

async function readAll(response: Response, url: string, bytesMax: number): Promise<Bytes> {
    const parts: Uint8Array[] = [];
    let size = 0;
    const reader = response.body?.getReader();
    try {
        for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
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
export function logOf(network: Network, place: Place): FetchFile {
    return (path) => getFile(network, place, `/log/${path}`, bundleBytesMax);
}

export function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
