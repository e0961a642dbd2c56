// What a device keeps of a refusal: the file that shows it is there for as long as the page says that the ballot was refused, and
// is never stored.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { Kind, Level } from "../../src/election/bodies";
import { type Stage } from "../../src/participant/messages";
import { bareRefusal, sealedRefusal, signRefusal } from "../support/cast_answers";
import { credentialOf } from "../support/election";
import { logEntries, logVector } from "../support/log";
import { conference, keepCredential, Server, Tab } from "../support/tabs";

const person = logVector.secrets.people[0];
const closeIndex = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.close));
const firstBallot = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.ballot));

beforeEach(async () => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    await keepCredential(person?.number ?? 0, credentialOf(person?.sk ?? "", person?.u ?? ""));
});
afterEach(() => {
    vi.unstubAllGlobals();
});

type Refused = Extract<Stage, { at: "refused" }>;

function serverSigning(reason: Reason): Server {
    const server = new Server(logEntries.slice(0, firstBallot));
    server.answerCast = (envelope) =>
        sealedRefusal(envelope, { reason, signature: signRefusal(envelope, reason) });
    return server;
}
async function sealed(server: Server): Promise<Tab> {
    const tab = await Tab.open(server.network);
    await tab.run({ what: "seal", levels: [Level.high, Level.low] });
    return tab;
}
async function refused(tab: Tab, what: "cast" | "retry"): Promise<Refused> {
    await tab.run({ what });
    return await vi.waitUntil(() => (tab.state?.stage.at === "refused" ? tab.state.stage : undefined));
}
async function stored(): Promise<string> {
    const { get } = await import("../../src/storage/database");
    const stores = ["credentials", "marks", "sealed", "receipts", "seen"] as const;
    const kept = await Promise.all(stores.map((store) => get(store, conference)));
    return JSON.stringify(kept, (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value));
}

test("a refusal that the log signed can be saved until a new ballot is begun", async () => {
    const server = serverSigning(Reason.wrongRevision);
    const tab = await sealed(server);
    const stage = await refused(tab, "cast");
    expect(stage).toMatchObject({ again: false, why: { reason: Reason.wrongRevision } });
    const { reply_key: replyKey, reason } = JSON.parse(stage.refusal ?? "{}") as Record<string, unknown>;
    expect(reason).toBe(Reason.wrongRevision);
    expect(replyKey).toMatch(/^[0-9a-f]{64}$/);
    expect(await stored()).not.toContain(replyKey);

    await tab.run({ what: "afresh" });
    await vi.waitUntil(() => tab.at === "ballot");
    server.answerCast = () => bareRefusal({ reason: Reason.wrongRevision });
    await tab.run({ what: "seal", levels: [Level.low, Level.low] });
    expect(await refused(tab, "cast")).toMatchObject({
        why: { reason: Reason.badSignature },
        refusal: undefined,
    });
});

test("what was refused before the close can be saved after it, but for a refusal because of it", async () => {
    for (const reason of [Reason.badProof, Reason.wrongPhase]) {
        const server = serverSigning(reason);
        const tab = await sealed(server);
        const { answerCast } = server;
        server.answerCast = (envelope) => {
            for (const entry of logEntries.slice(firstBallot, closeIndex + 1)) server.append(entry);
            return answerCast(envelope);
        };
        await tab.run({ what: "cast" });
        const stage = await vi.waitUntil(() =>
            tab.state?.stage.at === "closed" ? tab.state.stage : undefined,
        );
        expect(stage.refusal !== undefined, Reason[reason]).toBe(reason === Reason.badProof);
        vi.stubGlobal("indexedDB", new IDBFactory());
        await keepCredential(person?.number ?? 0, credentialOf(person?.sk ?? "", person?.u ?? ""));
    }
});

test("the same ballot, sent again, leaves nothing of an earlier refusal", async () => {
    const server = serverSigning(Reason.badSignature);
    const tab = await sealed(server);
    const first = await refused(tab, "cast");
    expect(first.again).toBe(true);
    expect(first.refusal).toBeDefined();
    const second = await refused(tab, "retry");
    expect(second.refusal).toBeDefined();
    expect(second.refusal).not.toBe(first.refusal); // another envelope, another reply key
    server.answerCast = () => bareRefusal({ reason: Reason.badSignature });
    expect((await refused(tab, "retry")).refusal).toBeUndefined();
});
