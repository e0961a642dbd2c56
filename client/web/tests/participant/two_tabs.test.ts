// One slip opened in two tabs of one browser.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toHex, utf8 } from "../../src/crypto/bytes";
import { type Credential } from "../../src/crypto/credential";
import { keyFileCostForTests, sealKeyFile } from "../../src/crypto/key_file";
import { SecretBytes } from "../../src/crypto/secret";
import { Kind, Level } from "../../src/election/bodies";
import { drawCode, drawCredential } from "../../src/election/enrolment";
import { credentialPayload, type DeviceCredential } from "../../src/service/device_credential";
import { credentialOf } from "../support/election";
import { logEntries, logVector } from "../support/log";
import { conference, keepCredential, keptKey, printedCodeOf, Server, Tab } from "../support/tabs";
import { bytes } from "../support/vectors";

const person = logVector.secrets.people[0];
if (!person) throw new Error("nobody");
const { number } = person;
const code = printedCodeOf(person);

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
        expect(stranger.state?.stage).toMatchObject({
            at: "desk",
            why: "taken",
            facts: { number, taken: "checkedIn" },
        });
        expect(await keptKey()).toBeUndefined();
    });
});

describe("two slips in one browser", () => {
    test("leave the first credential, and the second tab says whose it is", async () => {
        const other = logVector.secrets.people[1];
        const server = new Server();
        const tabs = [await Tab.open(server.network), await Tab.open(server.network)] as const;
        await tabs[0].run({ what: "typed", number, code });
        await tabs[1].run({ what: "typed", number: other?.number ?? 0, code: printedCodeOf(other) });
        expect(tabs[1].at).toBe("greeting");
        await tabs[0].run({ what: "check-in" });
        await tabs[1].run({ what: "check-in" });
        expect(tabs[1].state?.stage).toEqual({ at: "no-slip", problem: "otherPerson" });
        expect(await keptKey()).toBe(server.enrolled.get(number));
        expect(server.enrolled.size).toBe(1);
    });
});

const electionId = () => bytes(logVector.election_id);
const ownCredential = (): Credential => credentialOf(person.sk ?? "", person.u ?? "");
const anotherCredential = (): Credential => drawCredential(drawCode(), electionId(), number);

const keep = (secret: Credential): Promise<string> => keepCredential(number, secret);

describe("a ballot sealed in each of two tabs", () => {
    const firstBallot = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.ballot));

    test("is one on its way: the second tab says so, and sends the first one's", async () => {
        await keep(ownCredential());
        const { network } = new Server(logEntries.slice(0, firstBallot));
        const tabs = [await Tab.open(network), await Tab.open(network)] as const;
        for (const tab of tabs) {
            expect(tab.at).toBe("ballot");
            await tab.run({ what: "seal", levels: [Level.high, Level.low] });
        }
        const sealed = tabs[0].tracker;
        expect(sealed).toBeDefined();
        expect(tabs[1].tracker).not.toBe(sealed);

        await tabs[0].run({ what: "cast" });
        await vi.waitUntil(keptBallot);
        await tabs[1].run({ what: "cast" });
        await vi.waitUntil(() => tabs[1].at === "refused");
        expect(tabs[1].state?.stage).toMatchObject({ again: true });
        expect(await keptBallot()).toBe(sealed);

        await tabs[1].run({ what: "retry" });
        await vi.waitUntil(() => tabs[1].at === "casting");
        expect(tabs[1].tracker).toBe(sealed);
        expect(tabs[0].tracker).toBe(sealed);
    });

    async function keptBallot() {
        const { get } = await import("../../src/storage/database");
        const kept = await get("sealed", conference);
        return kept && toHex(kept.tracker);
    }
});

describe("a saved copy", () => {
    const enrolledAt = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.open));
    const network = () => new Server(logEntries.slice(0, enrolledAt)).network;
    async function openCopy(tab: Tab, secret: Credential, of = number) {
        const anchor = new Uint8Array();
        const credential: DeviceCredential = { electionId: electionId(), number: of, secret, anchor };
        const passphrase = () => SecretBytes.take(utf8("correct horse"));
        const payload = credentialPayload(credential);
        const file = sealKeyFile("participant", payload, passphrase(), keyFileCostForTests);
        await tab.run({ what: "open-copy", file, passphrase: passphrase().bytes });
    }

    test("of the key in force takes the place of one that is not", async () => {
        const own = toHex(ownCredential().publicKey());
        expect(await keep(anotherCredential())).not.toBe(own);
        const tab = await Tab.open(network());
        await openCopy(tab, ownCredential());
        expect(tab.at).toBe("checked-in");
        expect(await keptKey()).toBe(own);
    });
    test("of another key leaves the one in force", async () => {
        const own = await keep(ownCredential());
        const tab = await Tab.open(network());
        await openCopy(tab, anotherCredential());
        expect(tab.state?.stage).toEqual({ at: "no-slip", problem: "otherPerson" });
        expect(await keptKey()).toBe(own);
        expect((await Tab.open(network())).at).toBe("checked-in");
    });
    test("of another person leaves the one that is kept", async () => {
        const own = await keep(ownCredential());
        const other = logVector.secrets.people[1];
        const tab = await Tab.open(network());
        await openCopy(tab, credentialOf(other?.sk ?? "", other?.u ?? ""), other?.number);
        expect(await keptKey()).toBe(own);
    });
});

describe("a key that was revoked", () => {
    test.each(["a phone", "a shared tablet"])("makes room for a new one on %s", async (where) => {
        const kiosk = where === "a shared tablet";
        const server = new Server();
        const tab = await Tab.open(server.network, kiosk);
        await tab.run({ what: "typed", number, code });
        await tab.run({ what: "check-in" });
        const first = server.enrolled.get(number) ?? "";
        const later = server.revoke(number, bytes(first));

        const back = await Tab.open(server.network, kiosk);
        await back.run({ what: "typed", number, code: later });
        expect(back.at).toBe("greeting");
        await back.run({ what: "check-in" });
        expect(back.at).toBe("checked-in");
        const second = server.enrolled.get(number);
        expect(second).not.toBe(first);
        if (!kiosk) expect(await keptKey()).toBe(second);
        const again = await Tab.open(server.network, kiosk);
        await again.run({ what: "typed", number, code: later });
        expect(again.at).toBe("checked-in");
    });
});
