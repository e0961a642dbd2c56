// A hall in a bad network: every fifth connection is cut, dies in silence, is closed from one side, or is slow, and the whole hall is without one at check-in and
// while ballots are cast. In the end each person has a receipt, or a refusal that the log signed, and the log holds just the
// ballots of the receipts. scripts/soak-hall does the same at full scale and leaves a record.
import "fake-indexeddb/auto";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { initializeCrypto } from "../../src/crypto/sodium";
import { browserNetwork, hallPatience, type Network, pause } from "../../src/service/network";
import { RealConference } from "../browser/real_conference";
import { BadNetwork, randomFrom } from "../support/bad_network";
import { linksOf, Person } from "../support/person";

const people = Number(process.env["VOUCH_HALL"] ?? "8");
const record = process.env["VOUCH_HALL_RECORD"]; // a file; then cuts and patience are a hall's own
const outageMs = record === undefined ? 2_000 : 30_000;
const spoiled = { chance: 0.2, withinMs: record === undefined ? 3_000 : 30_000 };
const hasty = { openMs: 4_000, silenceMs: 2_000, answerMs: 4_000, awakeMs: 2_000, fileMs: 4_000 };
const network: Network = { ...browserNetwork, patience: record === undefined ? hasty : hallPatience };

let conference: RealConference;
let hall: BadNetwork;
let links: string[];
beforeAll(async () => {
    await initializeCrypto();
    conference = await RealConference.make(people);
    hall = await BadNetwork.before(`https://127.0.0.1:${conference.behind.port}`);
    links = linksOf(conference.slips());
}, 900_000);
afterAll(async () => {
    await hall.stop();
    conference.end();
});

/** The whole hall is without network for a while, a little after now. */
async function outage(): Promise<void> {
    await pause(outageMs / 4);
    hall.stall();
    await pause(outageMs);
    hall.recover();
}

test("each has a receipt in the end, or a refusal that the log signed", async () => {
    const began = Date.now();
    hall.spoil(spoiled.chance, spoiled.withinMs, randomFrom(20_181_025));
    const all = links.map(() => new Person(network));
    await Promise.all([
        outage(),
        ...all.map((person, at) => person.arrive(links[at] ?? "", conference.id, hall.url)),
    ]);
    const checkedIn = Date.now();
    conference.open();
    conference.confirm();
    await Promise.all([outage(), ...all.map((person) => person.vote())]);
    const voted = Date.now();
    conference.close();
    conference.confirm();
    conference.count();
    const verdict = JSON.stringify(conference.verify());
    const receipts = all.filter(({ stage }) => stage.at === "cast").length;
    const refused = all.flatMap(({ stage }) => (stage.at === "refused" ? [stage.why] : []));
    expect(receipts + refused.length).toBe(people);
    expect(verdict).toContain('"holds":true');
    expect(verdict).toContain(`"ballots_counted":${receipts},`);
    const told = { people, receipts, refused, connections: hall.connections, spoiled: hall.spoiled };
    const seconds = { checkIn: (checkedIn - began) / 1000, vote: (voted - checkedIn) / 1000 };
    const day = new Date().toISOString().slice(0, 10);
    if (record !== undefined)
        writeFileSync(record, JSON.stringify({ day, ...told, outageMs, seconds }, null, 4) + "\n");
}, 3_600_000);
