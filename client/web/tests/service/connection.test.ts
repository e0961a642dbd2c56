// A connection whose device loses the network: its socket would stay open and silent.
import { expect, it, vi } from "vitest";
import { Connection } from "../../src/service/connection";
import { hallPatience, type Network, NetworkError, type Socket } from "../../src/service/network";

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

it("is cut off where it stays silent although it was asked for a word", async () => {
    vi.useFakeTimers();
    const { network } = silentNetwork();
    const opened = Connection.open(network, "wss://x", undefined, () => ++closed);
    let closed = 0;
    await vi.advanceTimersByTimeAsync(0);
    const connection = await opened;
    const { silenceMs, answerMs } = hallPatience;
    await vi.advanceTimersByTimeAsync(silenceMs + answerMs - 1);
    expect(connection.isOpen).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.isOpen).toBe(false);
    expect(closed).toBe(1);
    vi.useRealTimers();
});

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
