// A connection whose device loses the network: its socket would stay open and silent.
import { expect, it } from "vitest";
import { Connection } from "../../src/service/connection";
import { type Network, NetworkError, type Socket } from "../../src/service/network";

/** A network with one socket, which opens and never answers, and a switch that takes it away. */
function silentNetwork() {
    const socket: Socket = {
        ...{ binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null },
        send: () => undefined,
        close: () => undefined,
    };
    const listening = new Set<() => void>();
    const network: Network = {
        fetch: () => Promise.reject(new NetworkError("not asked for")),
        openSocket: () => {
            queueMicrotask(() => socket.onopen?.(undefined as never));
            return socket;
        },
        whenOffline: (lost) => {
            listening.add(lost);
            return () => listening.delete(lost);
        },
    };
    return { network, listening };
}

it("is cut off at once when the device says that it is offline, and listens no more", async () => {
    const { network, listening } = silentNetwork();
    let closed = 0;
    const connection = await Connection.open(network, "wss://x", undefined, () => ++closed);
    const answer = connection.ask({ case: "follow", value: {} });
    expect(listening.size).toBe(1);
    for (const lost of [...listening]) lost();
    await expect(answer).rejects.toThrow(NetworkError);
    expect(connection.isOpen).toBe(false);
    expect(closed).toBe(1);
    expect(listening.size).toBe(0);
});
