// One host sends all it can, of each kind, and then fifty do, while honest people vote: each of their ballots gets its receipt,
// and the vote closes. `scripts/floods` does the same for longer, and leaves a record of how long a receipt took and what the
// server held.
import "fake-indexeddb/auto";
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pause } from "../../src/service/network";
import { Voters } from "../support/voters";

const people = 6;
const manyHosts = 50;
const hostsOfAProcess = 25;
const record = process.env["VOUCH_FLOOD_RECORD"]; // a file
const roundsOfEach = record === undefined ? 1 : 4; // a manifest lets nobody replace more than a hundred ballots
const warmUpMs = record === undefined ? 500 : 5_000;
const kinds = [
    ...["idle", "half-open", "leaving", "garbage", "unread answers", "half messages"],
    ...["malformed envelopes", "bad proofs", "large entries", "look-ups"],
];
const kindsOfMany = record === undefined ? ["idle", "bad proofs"] : kinds;

let voters: Voters;
beforeAll(async () => {
    voters = await Voters.ready(people);
}, 900_000);
afterAll(() => {
    voters.end();
});

/** All of one kind that so many hosts can send, until it is ended. */
class Flood {
    readonly #processes: ChildProcess[] = [];

    constructor(kind: string, hosts: number) {
        const script = join(import.meta.dirname, "../support/attacker.mjs");
        const { behind, id } = voters.conference;
        for (let first = 1; first <= hosts; first += hostsOfAProcess) {
            const last = Math.min(hosts, first + hostsOfAProcess - 1);
            const to = [String(behind.port), id, voters.boxKey, String(voters.bodyBytes)];
            const args = [script, kind, String(first), String(last), ...to];
            this.#processes.push(spawn("node", args, { stdio: ["ignore", "ignore", "inherit"] }));
        }
    }
    end(): void {
        for (const process of this.#processes) process.kill("SIGKILL");
    }
}

async function castUnder(kind: string, hosts: number) {
    const flood = new Flood(kind, hosts);
    await pause(warmUpMs);
    const figures = await voters.cast(roundsOfEach);
    flood.end();
    return figures;
}
function close(): number {
    const began = performance.now();
    voters.conference.close();
    return Math.round(performance.now() - began);
}

test("each has receipts whatever is sent, and the vote closes meanwhile", async () => {
    const quiet = await voters.cast(roundsOfEach);
    const oneHost: Record<string, object> = {};
    for (const kind of kinds) oneHost[kind] = await castUnder(kind, 1);
    const fiftyHosts: Record<string, object> = {};
    for (const kind of kindsOfMany) fiftyHosts[kind] = await castUnder(kind, manyHosts);
    const flood = new Flood("bad proofs", manyHosts);
    await pause(warmUpMs);
    const closeMs = close();
    flood.end();
    const verdict = voters.verdict();
    expect(verdict).toContain('"holds":true');
    expect(verdict).toContain(`"ballots_counted":${people},`);
    const day = new Date().toISOString().slice(0, 10);
    if (record !== undefined)
        writeFileSync(record, JSON.stringify({ day, quiet, oneHost, fiftyHosts, closeMs }, null, 4) + "\n");
}, 3_600_000);
