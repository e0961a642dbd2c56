// A connection that is silent: asked for a word, given up where none comes, and asked at once when the device wakes.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Network } from "../../src/service/network";
import { Pulse } from "../../src/service/pulse";

beforeEach(() => {
    vi.useFakeTimers();
});
afterEach(() => {
    vi.useRealTimers();
});

function beating() {
    const awake = new Set<() => void>();
    const network: Network = {
        fetch: () => Promise.reject(new Error("not asked for")),
        openSocket: () => {
            throw new Error("not asked for");
        },
        whenAwake: (call) => {
            awake.add(call);
            return () => awake.delete(call);
        },
        patience: { openMs: 0, silenceMs: 1000, answerMs: 500, awakeMs: 200, fileMs: 0 },
    };
    const seen = { asked: 0, died: 0 };
    const pulse = new Pulse(
        network,
        () => ++seen.asked,
        () => ++seen.died,
    );
    const wake = () => {
        for (const call of [...awake]) call();
    };
    return { pulse, seen, wake, awake };
}

it("asks for a word only after a silence, and again after the next", () => {
    const { pulse, seen } = beating();
    vi.advanceTimersByTime(999);
    pulse.heard(); // whatever came, it need not be an answer
    vi.advanceTimersByTime(999);
    expect(seen).toEqual({ asked: 0, died: 0 });
    vi.advanceTimersByTime(1);
    expect(seen).toEqual({ asked: 1, died: 0 });
    pulse.heard();
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual({ asked: 2, died: 0 });
});

it("gives the connection up once, where nothing comes, and listens no more", () => {
    const { seen, wake, awake } = beating();
    vi.advanceTimersByTime(1499);
    expect(seen).toEqual({ asked: 1, died: 0 });
    vi.advanceTimersByTime(1);
    expect(seen).toEqual({ asked: 1, died: 1 });
    expect(awake.size).toBe(0);
    wake();
    vi.advanceTimersByTime(10_000);
    expect(seen).toEqual({ asked: 1, died: 1 });
});

it("asks at once when the device wakes, and waits less", () => {
    const { pulse, seen, wake } = beating();
    wake();
    expect(seen).toEqual({ asked: 1, died: 0 });
    pulse.heard();
    vi.advanceTimersByTime(200);
    expect(seen.died).toBe(0);
    wake();
    vi.advanceTimersByTime(200);
    expect(seen).toEqual({ asked: 2, died: 1 });
});

it("is quiet after its end", () => {
    const { pulse, seen, wake } = beating();
    pulse.end();
    wake();
    vi.advanceTimersByTime(10_000);
    expect(seen).toEqual({ asked: 0, died: 0 });
});
