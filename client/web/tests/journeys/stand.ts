// A tally server of its own for one journey, and the built bundle before it on one HTTPS origin, as it is served in use.
// The native program has the last word on what it published.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FrontServer, serveInFrontOf } from "../browser/front_server";
import { native } from "../support/native";

export class Stand {
    readonly #folder = mkdtempSync(join(tmpdir(), "vouch-journey-"));
    #tally: ChildProcess | undefined;
    #port = 0;
    #pin = "";
    #front: FrontServer | undefined;

    static async start(): Promise<Stand> {
        const stand = new Stand();
        mkdirSync(stand.data);
        await stand.startTally();
        stand.#front = await serveInFrontOf(stand.#port, stand.data);
        return stand;
    }
    async end(): Promise<void> {
        this.#front?.end();
        await this.killTally();
        rmSync(this.#folder, { recursive: true, force: true });
    }

    get origin(): string {
        return this.#front?.origin ?? "";
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
        const args = ["--data", this.data, "--listen", `127.0.0.1:${this.#port}`];
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
        const ended = new Promise((resolve) => this.#tally?.once("exit", resolve));
        this.#tally?.kill("SIGKILL");
        await ended;
    }

    /** The key of the conference's log, from the server's folder and not from the log. */
    vkey(conference: string): string {
        return readFileSync(this.#vkeyFile(conference), "utf8").trim();
    }
    /** What `vouch audit VERB` says of the conference, over the network. */
    audit(conference: string, verb: string, ...args: string[]): string {
        const source = `https://127.0.0.1:${this.#port}/c/${conference}`;
        const key = ["--vkey", this.#vkeyFile(conference), "--pin", this.#pin];
        return execFileSync(native("vouch"), ["audit", verb, ...args, source, ...key], { encoding: "utf8" });
    }
    #vkeyFile(conference: string): string {
        return join(this.data, conference, "log.vkey");
    }
}
