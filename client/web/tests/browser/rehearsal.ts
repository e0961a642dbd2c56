// A finished conference on a real server: `vouch rehearse` holds it with simulated participants.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../..");
const vouchProgram = process.env["VOUCH_BIN"] ?? join(root, "build/release/vouch");
const serverProgram = process.env["VOUCH_SERVER_BIN"] ?? join(root, "build/release/vouch-server");

export interface NativeAnswer {
    readonly holds: boolean;
    readonly size: number;
    readonly root: string;
    readonly ballots_counted: number;
    readonly fingerprint: string;
    readonly fault?: { readonly reason: number; readonly entry?: number; readonly file?: string };
    readonly result?: unknown;
}

export class Rehearsal {
    readonly #folder = mkdtempSync(join(tmpdir(), "vouch-rehearsal-"));
    #server: ChildProcess | undefined;
    port = 0;

    static async hold(): Promise<Rehearsal> {
        const rehearsal = new Rehearsal();
        writeFileSync(rehearsal.path("passphrase"), "a passphrase for tests\n");
        mkdirSync(rehearsal.data);
        const key = rehearsal.vouch(["organizer", "keygen", "--name", "Rehearsal"]);
        writeFileSync(join(rehearsal.data, "organizers"), `${/^Rehearsal .*$/m.exec(key)?.[0] ?? ""}\n`);
        const pin = await rehearsal.startServer();
        rehearsal.vouch([
            ...["rehearse", `https://localhost:${rehearsal.port}`, "--pin", pin],
            ...["--results", join(root, "examples/vss/rehearsal.csv"), "--language", "vi", "--seed", "1"],
            ...["--roll", "88", "--present", "86", "--ballots", "85", "--revotes", "6"],
            ...["--base", "collected", "--profile", "party", "--out", rehearsal.path("out")],
        ]);
        return rehearsal;
    }
    end(): void {
        this.#server?.kill("SIGKILL");
        rmSync(this.#folder, { recursive: true, force: true });
    }

    get data(): string {
        return this.path("data");
    }
    get vkey(): string {
        return this.published("log.vkey").toString().trim();
    }
    get id(): string {
        return /\/c\/([0-9a-f]{16})\//.exec(this.vkey)?.[1] ?? "";
    }
    published(name: string): Buffer {
        return readFileSync(join(this.path("out"), name));
    }

    /** What `vouch audit verify` says of the published log, `change` made to it. */
    verify(change: (path: string, content: Buffer) => Buffer = (_, content) => content): NativeAnswer {
        const copy = this.path("copy");
        rmSync(copy, { recursive: true, force: true });
        cpSync(join(this.path("out"), "log"), copy, { recursive: true });
        for (const path of this.bundles())
            writeFileSync(join(copy, path), change(`/log/${path}`, readFileSync(join(copy, path))));
        const asked = ["audit", "verify", copy, "--vkey", join(this.path("out"), "log.vkey"), "--json"];
        try {
            return JSON.parse(execFileSync(vouchProgram, asked, { encoding: "utf8" })) as NativeAnswer;
        } catch (error) {
            return JSON.parse((error as { stdout: string }).stdout) as NativeAnswer;
        }
    }
    /** The bundles of the log's last size. */
    private bundles(): string[] {
        const size = Number(this.published("log/checkpoint").toString().split("\n")[1]);
        return size < 256 ? [`tile/entries/000.p/${size}`] : ["tile/entries/000"];
    }

    private path(name: string): string {
        return join(this.#folder, name);
    }
    private vouch(args: string[]): string {
        const own = ["--home", this.path("organizer"), "--passphrase-fd", "3"];
        const shell = ["-c", 'exec "$0" "$@" 3<"$PASSPHRASE"', vouchProgram, ...args, ...own];
        const env = { ...process.env, PASSPHRASE: this.path("passphrase") };
        return execFileSync("bash", shell, { encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
    }
    /** The pin of its certificate. */
    private startServer(): Promise<string> {
        const args = ["--data", this.data, "--listen", "127.0.0.1:0"];
        const server = spawn(serverProgram, args, { stdio: ["ignore", "pipe", "ignore"] });
        this.#server = server;
        let said = "";
        return new Promise((resolve, reject) => {
            server.stdout.on("data", (part: Buffer) => {
                said += part.toString();
                const pin = /^pin (\S+)$/m.exec(said)?.[1];
                const port = /^listening .*:(\d+)$/m.exec(said)?.[1];
                if (!pin || !port) return;
                this.port = Number(port);
                resolve(pin);
            });
            server.on("exit", () => {
                reject(new Error("the server ended"));
            });
        });
    }
}
