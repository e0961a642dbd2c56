// A network that dies in silence, before a real server: nothing is closed and nothing comes. Whoever waits has to find that
// out, and comes back once the network does.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { browserNetwork, getFile, hallPatience, type Network, NetworkError } from "../../src/service/network";
import { Session } from "../../src/service/session";
import { BadNetwork } from "../support/bad_network";
import { drawKey } from "../support/conference";
import { startServer, type TestServer } from "../support/server";
import { must } from "../support/vectors";

const organizer = drawKey();
const impatient: Network = {
    ...browserNetwork,
    patience: { openMs: 1_000, silenceMs: 200, answerMs: 500, awakeMs: 200, fileMs: 500 },
};
let server: TestServer;
let id: string;
let hall: BadNetwork;

beforeAll(async () => {
    server = await startServer(organizer.publicKey);
    const founding = Session.withServer(server.url);
    id = must(await founding.create(organizer)).conference;
    founding.close();
});
afterAll(async () => {
    await server.stop();
});
beforeEach(async () => {
    hall = await BadNetwork.before(server.url);
});
afterEach(async () => {
    await hall.stop();
});

/** Follows through the bad network, and counts what it was told. */
function follower() {
    const told = { progress: 0, connected: undefined as boolean | undefined };
    const session = Session.withConference({ server: hall.url, id }, impatient);
    session.follow({
        progress: () => ++told.progress,
        connected: (connected) => (told.connected = connected),
    });
    return { session, told };
}
const patiently = { timeout: 60_000, interval: 20 };

test("a follower learns of a connection that died in silence, and follows again once it can", async () => {
    const { session, told } = follower();
    await vi.waitFor(() => {
        expect(told).toEqual({ progress: 1, connected: true });
    }, patiently);
    hall.stall();
    await vi.waitFor(() => {
        expect(told.connected).toBe(false);
    }, patiently);
    hall.recover();
    await vi.waitFor(() => {
        expect(told).toEqual({ progress: 2, connected: true });
    }, patiently);
    session.close();
}, 120_000);

test("a connection that has nothing to say is kept", async () => {
    const opened = vi.fn(browserNetwork.openSocket);
    const network: Network = {
        ...impatient,
        openSocket: opened,
        patience: { ...hallPatience, silenceMs: 50 },
    };
    const session = Session.withConference({ server: hall.url, id }, network);
    let told = 0;
    session.follow({ progress: () => ++told });
    await vi.waitFor(() => {
        expect(told).toBe(1);
    }, patiently);
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // twenty silences, each with its answer
    expect(opened).toHaveBeenCalledTimes(1);
    expect(told).toBe(1);
    session.close();
}, 60_000);

test("a request over a connection that died fails, and the next one finds another", async () => {
    const session = Session.withConference({ server: hall.url, id }, impatient);
    const stranger = { name: "Nobody", signKey: drawKey().publicKey, boxKey: drawKey().publicKey };
    expect((await session.join("no such token", stranger)).ok).toBe(false); // connected, and answered
    hall.stall();
    await expect(session.join("no such token", stranger)).rejects.toThrow(NetworkError);
    hall.recover();
    expect((await session.join("no such token", stranger)).ok).toBe(false);
    session.close();
}, 60_000);

test("a file that does not begin is given up", async () => {
    hall.stall();
    const address = { server: hall.url, id };
    await expect(getFile(impatient, address, "/log/checkpoint", 1_000)).rejects.toThrow(NetworkError);
}, 60_000);
