// A hall in a bad network: every fifth connection is cut or dies in silence, and the whole hall is without one at check-in and
// while ballots are cast. In the end each person has a receipt, or a refusal that the log signed, and the log holds just the
// ballots of the receipts. scripts/soak-hall does the same at full scale and leaves a record.
import "fake-indexeddb/auto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { initializeCrypto } from "../../src/crypto/sodium";
import { ParticipantHost } from "../../src/participant/host";
import { type Command, type DeviceState, type Stage } from "../../src/participant/messages";
import { browserNetwork, hallPatience, type Network, pause } from "../../src/service/network";
import { RealConference } from "../browser/real_conference";
import { BadNetwork } from "../support/bad_network";

const people = Number(process.env["VOUCH_HALL"] ?? "8");
const record = process.env["VOUCH_HALL_RECORD"]; // a file; then cuts and patience are a hall's own
const outageMs = record === undefined ? 2_000 : 30_000;
const spoiled = { chance: 0.2, withinMs: record === undefined ? 3_000 : 30_000 };
const hasty = { openMs: 4_000, silenceMs: 2_000, answerMs: 4_000, awakeMs: 2_000, fileMs: 4_000 };
const network: Network = { ...browserNetwork, patience: record === undefined ? hasty : hallPatience };

/** The same cuts every time: of a known seed. */
function randomFrom(seed: number): () => number {
    let state = seed;
    return () => (state = (Math.imul(state, 48_271) >>> 0) % 0x7fff_ffff) / 0x7fff_ffff;
}

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

function linksOf(slips: string): string[] {
    const folder = mkdtempSync(join(tmpdir(), "vouch-hall-"));
    writeFileSync(join(folder, "slips.html"), slips);
    const script = join(import.meta.dirname, "../../scripts/slip_links.mjs");
    const said = execFileSync("node", [script, join(folder, "slips.html")], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    return said
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[1] ?? "");
}

/** Somebody with a device of their own, which keeps everything in memory. */
class Person {
    #stage: Stage = { at: "reading", done: 0, total: 0 };
    readonly #host = new ParticipantHost((state: DeviceState) => {
        this.#stage = state.stage;
    }, network);

    get stage(): Stage {
        return this.#stage;
    }
    /** Presses again and again until the page stands elsewhere. */
    async press(command: Command): Promise<void> {
        const { at } = this.stage;
        for (;;) {
            await this.#host.run(command);
            if (this.stage.at !== at) return;
            await pause(500);
        }
    }
    async stands(...at: Stage["at"][]): Promise<void> {
        while (!at.includes(this.stage.at)) {
            if (this.stage.at === "stop") throw new Error(`stopped: ${this.stage.why.detail}`);
            await pause(50);
        }
    }
    async arrive(link: string): Promise<void> {
        await this.#host.run({ what: "open", conference: conference.id, origin: hall.url, kiosk: true });
        await this.#host.run({ what: "slip", link: link.replace(/^https:\/\/[^/]+/, hall.url) });
        await this.stands("greeting");
        await this.press({ what: "check-in" });
        await this.stands("checked-in");
    }
    async vote(): Promise<void> {
        await this.stands("ballot");
        await this.press({ what: "seal", levels: [3, 3] });
        await this.press({ what: "cast" });
        await this.stands("cast", "refused");
    }
}

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
    const all = links.map(() => new Person());
    await Promise.all([outage(), ...all.map((person, at) => person.arrive(links[at] ?? ""))]);
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
