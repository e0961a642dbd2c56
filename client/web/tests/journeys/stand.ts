// A tally server of its own for one journey, and the built bundle before it on one HTTPS origin, as it is served in use.
// The native program has the last word on what it published.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FrontServer, serveInFrontOf } from "../browser/front_server";
import { inWorker } from "../support/amiss";
import { BadNetwork } from "../support/bad_network";
import { freePort } from "./free_port";
import { native, withoutWaiting } from "../support/native";

export class Stand {
    readonly #folder = mkdtempSync(join(tmpdir(), "vouch-journey-"));
    #tally: ChildProcess | undefined;
    #port = 0;
    #hallPort = 0;
    #pin = "";
    #front: FrontServer | undefined;
    #hall: BadNetwork | undefined;

    static async start(): Promise<Stand> {
        const stand = new Stand();
        mkdirSync(stand.data);
        stand.#hallPort = await freePort();
        await stand.startTally();
        stand.#front = await serveInFrontOf(stand.#port, stand.data);
        stand.#hall = await BadNetwork.before(stand.#front.origin, stand.#hallPort);
        return stand;
    }
    async end(): Promise<void> {
        await this.#hall?.stop();
        this.#front?.end();
        await this.killTally();
        rmSync(this.#folder, { recursive: true, force: true });
    }

    get origin(): string {
        return this.hall.url;
    }
    /** What everybody's connections go through. It passes all on as it comes, until a test says otherwise. */
    get hall(): BadNetwork {
        if (!this.#hall) throw new Error("not started");
        return this.#hall;
    }
    private get data(): string {
        return this.file("data");
    }
    /** A file of the journey's own. */
    file(name: string): string {
        return join(this.#folder, name);
    }
    /** Lets that key found conferences. */
    admit(line: string): void {
        writeFileSync(join(this.data, "organizers"), `${line}\n`);
    }

    /** On the data and the port that it had before. */
    async startTally(): Promise<void> {
        const name = `127.0.0.1:${this.#hallPort}`; // which everybody comes to
        const where = ["--name", name, "--listen", `127.0.0.1:${this.#port}`];
        const args = ["--data", this.data, ...where, ...withoutWaiting];
        const tally = spawn(native("vouch-server"), args, { stdio: ["ignore", "pipe", "ignore"] });
        this.#tally = tally;
        let said = "";
        await new Promise<void>((resolve, reject) => {
            tally.stdout.on("data", (chunk: Buffer) => {
                said += chunk.toString();
                const port = /^listening \S+:(\d+)$/m.exec(said)?.[1];
                const pin = /^pin (\S+)$/m.exec(said)?.[1];
                if (port === undefined || pin === undefined) return;
                this.#port = Number(port);
                this.#pin = pin;
                resolve();
            });
            tally.once("error", reject);
            tally.once("exit", () => {
                reject(new Error(`the tally server ended: ${said}`));
            });
        });
    }
    /** Without a goodbye: what it has receipted must be there again. */
    async killTally(): Promise<void> {
        const tally = this.#tally;
        if (!tally || tally.signalCode !== null) return;
        const ended = new Promise((resolve) => tally.once("exit", resolve));
        tally.kill("SIGKILL");
        await ended;
    }

    /** The key of the conference's log, from the server's folder and not from the log. */
    vkey(conference: string): string {
        return readFileSync(this.#vkeyFile(conference), "utf8").trim();
    }
    /** What `vouch audit VERB` says of what browsers are given, whether it holds or not. */
    audit(conference: string, verb: string, ...args: string[]): Promise<string> {
        const key = ["--vkey", this.#vkeyFile(conference), "--pin", this.#pin];
        return vouch(["audit", verb, ...args, `${this.#front?.origin}/c/${conference}`, ...key]);
    }
    /** What `vouch participant challenge` finds inside a ballot that was saved for another device. */
    async levelsInside(conference: string, challenge: string, tracker: string): Promise<number[]> {
        writeFileSync(this.file("challenge.json"), challenge);
        const where = ["--url", `${this.#front?.origin}/c/${conference}`, "--pin", this.#pin];
        const asked = ["--check", this.file("challenge.json"), "--tracker", tracker, "--json"];
        const said = await vouch(["participant", "challenge", ...asked, ...where]);
        return (JSON.parse(said) as { levels: number[] }).levels;
    }
    /** From now on browsers and the native program get what that makes of each published file. */
    tamper(change: FrontServer["change"]): void {
        if (this.#front) this.#front.change = change;
    }
    /** From now on that runs in every worker, before anything of ours. */
    prepareWorkers(script: string): void {
        if (this.#front) this.#front.changeBundle = (path, content) => inWorker(path, script, content);
    }
    #vkeyFile(conference: string): string {
        return join(this.data, conference, "log.vkey");
    }
}

/** What it says, also where it says no. The server in front of the tally server goes on meanwhile. */
function vouch(args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
        execFile(native("vouch"), args, (error, said) => {
            if (error && said === "") reject(new Error(error.message));
            else resolve(said);
        });
    });
}
