// One slip opened in two tabs of one browser, over an IndexedDB in memory and a log that takes what is submitted.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { Credential } from "../../src/crypto/credential";
import { Reason } from "../../src/crypto/result";
import { Kind } from "../../src/election/bodies";
import { decodeEntry } from "../../src/election/entry_decode";
import { encodeMessage, parseMessage } from "../../src/election/messages";
import { type Request, RequestSchema, ResponseSchema } from "../../src/gen/service_pb";
import { type Command, type DeviceState } from "../../src/participant/messages";
import { type Network, type Socket } from "../../src/service/network";
import { logEntries, logVector } from "../support/log";
import { signedLog } from "../support/tampered";
import { must } from "../support/vectors";

const conference = "0011223344556677";
const origin = "https://vote.example";
const person = logVector.secrets.people[0];
if (!person) throw new Error("nobody");
const { number, code } = person;
const beforeCheckIns = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.enrolment));

/** A server that admits one enrolment of each number, as the tally server does, and tells nobody of it unasked. */
class Server {
    readonly entries = logEntries.slice(0, beforeCheckIns);
    readonly enrolled = new Map<number, string>();
    #files = signedLog(this.entries);

    readonly network: Network = {
        fetch: (url) => {
            const file = [...this.#files].find(([path]) => url.endsWith(`/log/${path}`))?.[1];
            return Promise.resolve(file ? new Response(file.slice()) : new Response(null, { status: 404 }));
        },
        openSocket: () => this.socket(),
    };

    private socket(): Socket {
        const say = (response: Parameters<typeof encodeMessage<typeof ResponseSchema>>[1]) => {
            const data = encodeMessage(ResponseSchema, response).slice().buffer;
            socket.onmessage?.({ data } as MessageEvent);
        };
        const socket: Socket = {
            ...{ binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null },
            send: (data) => {
                const request = must(parseMessage(RequestSchema, data));
                queueMicrotask(() => {
                    say({ id: request.id, what: this.answer(request) });
                });
            },
            close: () => undefined,
        };
        setTimeout(() => {
            socket.onopen?.(undefined as never);
            say({ id: 0n, what: { case: "greeting", value: { challenge: new Uint8Array(32) } } });
        });
        return socket;
    }
    private answer({ what }: Request) {
        if (what.case !== "submit")
            return { case: "progress", value: { size: BigInt(this.entries.length) } } as const;
        const refused = (reason: Reason) => ({ case: "refusal", value: { reason } }) as const;
        const entry = must(decodeEntry(what.value.entry));
        if (entry.kind !== Kind.enrolment) return refused(Reason.malformed);
        const { rollNumber, pk } = entry.body;
        if (this.enrolled.has(rollNumber)) return refused(Reason.numberTaken);
        this.enrolled.set(rollNumber, toHex(pk));
        this.entries.push(what.value.entry);
        this.#files = signedLog(this.entries);
        return { case: "submitted", value: { index: BigInt(this.entries.length - 1) } } as const;
    }
}

/** A tab of its own, with its own worker. */
class Tab {
    state: DeviceState | undefined;
    private constructor(
        private readonly host: {
            run(command: Command): Promise<{ readonly ok: boolean }>;
        },
    ) {}
    static async open(network: Network, kiosk = false): Promise<Tab> {
        vi.resetModules();
        const { initializeCrypto } = await import("../../src/crypto/sodium");
        await initializeCrypto();
        const { ParticipantHost } = await import("../../src/participant/host");
        const tab: Tab = new Tab(
            new ParticipantHost((state) => {
                tab.state = state;
            }, network),
        );
        await tab.run({ what: "open", conference, origin, kiosk });
        return tab;
    }
    async run(command: Command) {
        return await this.host.run(command);
    }
    get at(): string | undefined {
        return this.state?.stage.at;
    }
}

async function keptKey(): Promise<string | undefined> {
    const { get } = await import("../../src/storage/database");
    const kept = await get("credentials", conference);
    return kept && toHex(must(Credential.decode(kept.secret)).publicKey());
}

beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
    vi.unstubAllGlobals();
});

describe("a slip opened in two tabs", () => {
    const slip = { what: "typed", number, code } as const;
    const checkIn = { what: "check-in" } as const;

    async function twoTabs(kiosk = false) {
        const server = new Server();
        const tabs = [await Tab.open(server.network, kiosk), await Tab.open(server.network, kiosk)] as const;
        for (const tab of tabs) {
            await tab.run(slip);
            expect(tab.at).toBe("greeting");
        }
        return { server, tabs };
    }

    test("is one check-in where it is pressed in one after the other", async () => {
        const { server, tabs } = await twoTabs();
        for (const tab of tabs) {
            expect(await tab.run(checkIn)).toMatchObject({ ok: true });
            expect(tab.at).toBe("checked-in");
        }
        expect(await keptKey()).toBe(server.enrolled.get(number));
    });
    test("is one check-in where it is pressed in both at once", async () => {
        const { server, tabs } = await twoTabs();
        await Promise.all(tabs.map((tab) => tab.run(checkIn)));
        expect(tabs.map(({ at }) => at)).toEqual(["checked-in", "checked-in"]);
        expect(await keptKey()).toBe(server.enrolled.get(number));
    });
    test("is one check-in on a shared tablet", async () => {
        const { tabs } = await twoTabs(true);
        await Promise.all(tabs.map((tab) => tab.run(checkIn)));
        expect(tabs.map(({ at }) => at)).toEqual(["checked-in", "checked-in"]);
    });
    test("greets no longer once the log shows that it was checked in", async () => {
        const { tabs } = await twoTabs();
        await tabs[0].run(checkIn);
        await tabs[1].run(slip);
        expect(tabs[1].at).toBe("checked-in");
    });
    test("is taken where another device has checked in with it", async () => {
        const { server, tabs } = await twoTabs();
        await tabs[0].run(checkIn);
        vi.stubGlobal("indexedDB", new IDBFactory()); // of another device
        const stranger = await Tab.open(server.network);
        await stranger.run(slip);
        expect(stranger.state?.stage).toEqual({ at: "desk", why: "taken" });
        expect(await keptKey()).toBeUndefined();
    });
});

describe("two slips in one browser", () => {
    test("leave the first credential, and the second tab says whose it is", async () => {
        const other = logVector.secrets.people[1];
        const server = new Server();
        const tabs = [await Tab.open(server.network), await Tab.open(server.network)] as const;
        await tabs[0].run({ what: "typed", number, code });
        await tabs[1].run({ what: "typed", number: other?.number ?? 0, code: other?.code ?? "" });
        expect(tabs[1].at).toBe("greeting");
        await tabs[0].run({ what: "check-in" });
        await tabs[1].run({ what: "check-in" });
        expect(tabs[1].state?.stage).toEqual({ at: "no-slip", problem: "otherPerson" });
        expect(await keptKey()).toBe(server.enrolled.get(number));
        expect(server.enrolled.size).toBe(1);
    });
});
