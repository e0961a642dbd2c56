// A server whose queue is half used by one host asks its next sender for work, and takes the ballot then.
import "fake-indexeddb/auto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { initializeCrypto } from "../../src/crypto/sodium";
import { browserNetwork, type Network } from "../../src/service/network";
import { RealConference } from "../browser/real_conference";
import { linksOf, Person } from "../support/person";

const people = 6;
const casters = 3;
/** The three are admitted together, and the third comes when half of a host's part of the queue is used. */
const flags = ["--queue", "6", "--mix-ballots", String(casters), "--mix-wait", "20000"];

let conference: RealConference;
beforeAll(async () => {
    await initializeCrypto();
    conference = await RealConference.make(people, flags);
}, 900_000);
afterAll(() => {
    conference.end();
});

/** Counts the messages that go out on connections for casting. */
class Counted implements Network {
    casts = 0;
    connections = 0;
    readonly fetch = browserNetwork.fetch;
    openSocket(url: string): ReturnType<Network["openSocket"]> {
        const socket = browserNetwork.openSocket(url);
        if (!url.endsWith("/cast")) return socket;
        ++this.connections;
        const send = socket.send.bind(socket);
        socket.send = (message) => {
            ++this.casts;
            send(message);
        };
        return socket;
    }
}

test("three cast at once; one of them works for it, and each has a receipt", async () => {
    const network = new Counted();
    const links = linksOf(conference.slips());
    const all = links.map(() => new Person(network));
    const origin = `https://localhost:${conference.behind.port}`;
    for (const [at, person] of all.entries()) await person.arrive(links[at] ?? "", conference.id, origin);
    conference.open();
    conference.confirm();
    const voting = all.slice(0, casters);
    await Promise.all(voting.map((person) => person.vote()));
    expect(voting.map(({ stage }) => stage.at)).toEqual(["cast", "cast", "cast"]);
    expect(network).toMatchObject({ connections: casters, casts: casters + 1 });
}, 900_000);
