// Which way a ballot goes: through the manifest's relays, and straight where none of them passes it on.
import { beforeAll, expect, it } from "vitest";
import { Reason } from "../../src/crypto/result";
import { Replay } from "../../src/election/replay";
import type { State } from "../../src/election/state";
import { castBallot } from "../../src/service/cast";
import { conferenceAddress } from "../../src/service/conference_address";
import { NetworkError } from "../../src/service/network";
import { type Answer, bareRefusal, networkOf } from "../support/cast_answers";
import { logEntries } from "../support/log";
import { must } from "../support/vectors";

const straight = "https://vote.example/c/0011223344556677";
const address = must(conferenceAddress(straight));
const socketUrl = (server: string) => `wss://${server}/c/0011223344556677/cast`;
let opened: State;

beforeAll(() => {
    const replay = new Replay();
    for (const entry of logEntries.slice(0, 27)) replay.feed(entry);
    opened = replay.state;
});

function withRelays(relays: string[]): State {
    const state = Object.create(opened) as State;
    Object.defineProperty(state, "manifest", { value: { ...opened.manifest, relays } });
    return state;
}

async function cast(state: State, answers: Record<string, Answer>) {
    const { network, asked } = networkOf(answers);
    let straightFrom = -1;
    const body = new Uint8Array(1_500);
    const result = castBallot(address, state, body, network, 0, {
        untilLater: () => Promise.resolve(),
        castsStraight: () => {
            straightFrom = asked.length;
        },
    });
    const refused = await result.then(
        (one) => (one.ok ? undefined : one.reason),
        (error: unknown) => (error instanceof NetworkError ? "network" : error),
    );
    return { refused, asked, straightFrom };
}

it("goes straight, and says nothing, where the manifest names no relay", async () => {
    const { asked, straightFrom } = await cast(withRelays([]), {});
    expect(asked).toEqual([socketUrl("vote.example")]);
    expect(straightFrom).toBe(-1);
});

it("tries each relay that a browser can use, and says so before it goes straight", async () => {
    const pinned = `https://pinned.example ${"0".repeat(64)}`;
    const state = withRelays(["https://a.example", pinned, "b.example", "https://c.example:8445"]);
    const { refused, asked, straightFrom } = await cast(state, {});
    expect(asked.slice(0, 2).sort()).toEqual([socketUrl("a.example"), socketUrl("c.example:8445")]);
    expect(asked.slice(2)).toEqual([socketUrl("vote.example")]);
    expect(straightFrom).toBe(2);
    expect(refused).toBe("network");
});

it("takes no relay's word for a refusal, nor for a receipt", async () => {
    const made: Answer = { case: "cast", value: { sealed: new Uint8Array(1_064) } };
    const { refused, asked } = await cast(withRelays(["https://a.example", "https://b.example"]), {
        "a.example": bareRefusal({ reason: Reason.wrongPhase }),
        "b.example": made,
    });
    expect(asked).toHaveLength(3);
    expect(refused).toBe("network");
});

it("asks a relay again that is full, which is no reason to go straight", async () => {
    const { network, asked } = networkOf({
        "a.example": bareRefusal({ reason: Reason.overCapacity, retryAfterMs: 1 }),
    });
    let wentStraight = false;
    void castBallot(address, withRelays(["https://a.example"]), new Uint8Array(1_500), network, 0, {
        castsStraight: () => {
            wentStraight = true;
        },
    });
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(2);
    expect(new Set(asked)).toEqual(new Set([socketUrl("a.example")]));
    expect(wentStraight).toBe(false);
});
