// A worker whose script comes late, fails to come, or never comes.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attemptsMs, StartedWorker } from "../../src/worker/started_worker";

/** Only what the class uses of a worker. */
class Script {
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: (() => void) | null = null;
    onmessageerror: (() => void) | null = null;
    readonly heard: unknown[] = [];
    ended = false;
    postMessage(message: unknown) {
        this.heard.push(message);
    }
    terminate() {
        this.ended = true;
    }
    says(data: unknown) {
        this.onmessage?.({ data } as MessageEvent);
    }
}

const made: Script[] = [];
const died = vi.fn();
function started(): StartedWorker {
    return new StartedWorker(() => {
        made.push(new Script());
        return last() as unknown as Worker;
    }, died);
}
function last(): Script {
    const script = made.at(-1);
    if (!script) throw new Error("none was made");
    return script;
}

beforeEach(() => {
    vi.useFakeTimers();
});
afterEach(() => {
    vi.useRealTimers();
    made.length = 0;
    died.mockReset();
});

test("what is said before the script is there is said once it is, in order", () => {
    const worker = started();
    const heard: unknown[] = [];
    worker.onmessage = ({ data }: MessageEvent) => heard.push(data);
    worker.postMessage("first", []);
    worker.postMessage("second", []);
    expect(last().heard).toEqual([]);
    last().says({ ready: true });
    expect(last().heard).toEqual(["first", "second"]);
    worker.postMessage("third", []);
    last().says("an answer");
    expect(last().heard).toEqual(["first", "second", "third"]);
    expect(heard).toEqual(["an answer"]);
    vi.advanceTimersByTime(3_600_000); // a worker that is silent later is at work
    expect(made).toHaveLength(1);
});

test("a script that does not come is asked for again, and hears what was said", () => {
    const worker = started();
    worker.postMessage("a slip", []);
    const [never] = made;
    vi.advanceTimersByTime(attemptsMs[0] ?? 0);
    expect(never?.ended).toBe(true);
    vi.advanceTimersByTime(5_000);
    expect(made).toHaveLength(2);
    last().says({ ready: true });
    expect(never?.heard).toEqual([]);
    expect(last().heard).toEqual(["a slip"]);
    expect(died).not.toHaveBeenCalled();
});

test("a script whose download breaks is asked for again, and at some time no more", () => {
    started();
    for (let attempt = 1; attempt < attemptsMs.length; ++attempt) {
        last().onerror?.();
        expect(died).not.toHaveBeenCalled();
        vi.advanceTimersByTime(5_000);
        expect(made).toHaveLength(attempt + 1);
    }
    last().onerror?.();
    expect(died).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(3_600_000);
    expect(made).toHaveLength(attemptsMs.length);
});

test("a worker that fails once it has begun is not made again: what it held is gone", () => {
    started();
    last().says({ ready: true });
    last().onerror?.();
    vi.advanceTimersByTime(3_600_000);
    expect(made).toHaveLength(1);
    expect(died).toHaveBeenCalledTimes(1);
});

test("whoever ends it waits for no script any more", () => {
    started().end();
    expect(last().ended).toBe(true);
    vi.advanceTimersByTime(3_600_000);
    expect(made).toHaveLength(1);
    expect(died).not.toHaveBeenCalled();
});
