// One host sends all it can, of each kind, while honest people vote: each of their ballots gets its receipt, and the vote closes.
// `scripts/floods` does the same for longer, and leaves a record of how long a receipt took and what the server held.
import "fake-indexeddb/auto";
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { initializeCrypto } from "../../src/crypto/sodium";
import { Level } from "../../src/election/bodies";
import { parseSlipLink } from "../../src/service/conference_address";
import { pause } from "../../src/service/network";
import { Device, type DeviceStorage } from "../../src/service/device";
import { RealConference } from "../browser/real_conference";
import { linksOf } from "../support/person";
import { must } from "../support/vectors";

const people = 6;
const record = process.env["VOUCH_FLOOD_RECORD"]; // a file
const castsOfEach = record === undefined ? 1 : 5;
const warmUpMs = record === undefined ? 500 : 5_000;
const kinds = [
    ...["idle", "half-open", "leaving", "garbage", "unread answers", "half messages"],
    ...["malformed envelopes", "bad proofs", "large entries", "look-ups"],
];

let conference: RealConference;
const devices: Device[] = [];
let lastSealing = 0n;
const storage: DeviceStorage = {
    credential: (credential) => Promise.resolve(credential),
    nextSealing: () => Promise.resolve(++lastSealing),
    ballot: (body) => Promise.resolve(body),
    receipt: () => Promise.resolve(),
};
beforeAll(async () => {
    await initializeCrypto();
    conference = await RealConference.make(people);
    for (const link of linksOf(conference.slips())) {
        const device = must(await Device.scan(must(parseSlipLink(link)), storage));
        must(await device.checkIn());
        devices.push(device);
    }
    conference.open();
    conference.confirm();
}, 900_000);
afterAll(() => {
    conference.end();
});

let bodyBytes = 0;
/** How long each waits for a receipt, in milliseconds: all seal beforehand, then cast one after the other. */
async function receiptTimes(): Promise<number[]> {
    const times: number[] = [];
    for (let round = 0; round < castsOfEach; ++round) {
        const sealed: [Device, Bytes][] = [];
        for (const device of devices) {
            must(await device.update());
            must(device.prepare());
            sealed.push([device, must(await device.seal([Level.high, Level.low])).body]);
        }
        for (const [device, body] of sealed) {
            bodyBytes = body.length;
            const began = performance.now();
            must(await device.cast(body));
            times.push(performance.now() - began);
        }
    }
    return times;
}
function attacker(kind: string): ChildProcess {
    const [device] = devices;
    const boxKey = toHex(device?.view.state.manifest.boxKey ?? new Uint8Array());
    const script = join(import.meta.dirname, "../support/attacker.mjs");
    const args = [kind, String(conference.behind.port), conference.id, boxKey, String(bodyBytes)];
    return spawn("node", [script, ...args], { stdio: ["ignore", "ignore", "inherit"] });
}
const inOrder = (times: number[]) => times.toSorted((a, b) => a - b);
function figures(times: number[]) {
    const sorted = inOrder(times);
    const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    return { casts: times.length, medianMs: at(0.5), p99Ms: at(0.99), serverKb: conference.serverKb() };
}

test("each has receipts whatever one host sends, and the vote closes meanwhile", async () => {
    const told: Record<string, object> = { quiet: figures(await receiptTimes()) };
    for (const kind of kinds) {
        const flood = attacker(kind);
        await pause(warmUpMs);
        told[kind] = figures(await receiptTimes());
        flood.kill("SIGKILL");
    }
    const flood = attacker("bad proofs");
    await pause(warmUpMs);
    const began = performance.now();
    conference.close();
    const closeMs = Math.round(performance.now() - began);
    flood.kill("SIGKILL");
    conference.confirm();
    conference.count();
    const verdict = JSON.stringify(conference.verify());
    expect(verdict).toContain('"holds":true');
    expect(verdict).toContain(`"ballots_counted":${people},`);
    const day = new Date().toISOString().slice(0, 10);
    if (record !== undefined)
        writeFileSync(record, JSON.stringify({ day, ...told, closeMs }, null, 4) + "\n");
}, 3_600_000);
