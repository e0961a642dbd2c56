// Many phones come at the same time, each loads the page, and all stay connected while a few people vote. Each is served, and
// each ballot gets its receipt. `scripts/phones` does the same with 2,000 phones, and leaves a record.
import "fake-indexeddb/auto";
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quantile, Voters } from "../support/voters";

const people = 6;
const record = process.env["VOUCH_PHONES_RECORD"]; // a file
const phones = Number(process.env["VOUCH_PHONES"] ?? "40");
const idle = 5 * phones; // which load no page
const withinSeconds = record === undefined ? 1 : 10;
const rounds = record === undefined ? 1 : 5;
const processes = 2;

let voters: Voters;
const running: ChildProcess[] = [];
beforeAll(async () => {
    voters = await Voters.ready(people);
}, 900_000);
afterAll(() => {
    for (const process of running) process.kill("SIGKILL");
    voters.end();
});

/** How long each waited, in milliseconds, once all are there. */
async function come(count: number, seconds: number, page: boolean): Promise<number[]> {
    const script = join(import.meta.dirname, "../support/phones.mjs");
    const { behind, id } = voters.conference;
    const args = [
        String(behind.port),
        id,
        String(count / processes),
        String(seconds),
        ...(page ? ["page"] : []),
    ];
    const waits = Array.from({ length: processes }, () => {
        const child = spawn("node", ["--experimental-websocket", script, ...args], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        running.push(child);
        return new Promise<number[]>((resolve, reject) => {
            let said = "";
            child.stdout.on("data", (part: Buffer) => {
                said += part.toString();
                if (said.endsWith("\n")) resolve(JSON.parse(said) as number[]);
            });
            child.on("exit", (code) => {
                reject(new Error(`phones ended with ${code}`));
            });
        });
    });
    return (await Promise.all(waits)).flat();
}

test("each phone is served, and each ballot gets its receipt while they stay", async () => {
    const quiet = await voters.cast(rounds);
    const waits = await come(phones, withinSeconds, true);
    expect(waits).toHaveLength(phones);
    const served = { phones, withinSeconds, medianMs: quantile(waits, 0.5), p99Ms: quantile(waits, 0.99) };
    const withPhones = await voters.cast(rounds);
    const before = voters.conference.serverKb();
    expect(await come(idle, 3 * withinSeconds, false)).toHaveLength(idle);
    const anIdleOneKb = Math.round((10 * (voters.conference.serverKb() - before)) / idle) / 10;
    const withAll = await voters.cast(rounds);
    voters.conference.close();
    const verdict = voters.verdict();
    expect(verdict).toContain('"holds":true');
    expect(verdict).toContain(`"ballots_counted":${people},`);
    const day = new Date().toISOString().slice(0, 10);
    const told = { day, quiet, served, withPhones, idle, anIdleOneKb, withAll };
    if (record !== undefined) writeFileSync(record, JSON.stringify(told, null, 4) + "\n");
}, 3_600_000);
