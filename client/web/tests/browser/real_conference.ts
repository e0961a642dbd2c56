// A real tally server and a conference on it, led by the native client.
// Both programs come from the release build, or from VOUCH_BIN and VOUCH_SERVER_BIN.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conferenceToml } from "../support/conference_toml";
import { native, withoutWaiting } from "../support/native";
import { RelayProcess } from "../support/relay_process";

const passphrase = "a passphrase for tests\n";

export class RealConference {
    readonly #folder = mkdtempSync(join(tmpdir(), "vouch-journey-"));
    #server: ChildProcess | undefined;
    #relay: RelayProcess | undefined;
    #pin = "";
    #port = "";
    private address = ""; // https://localhost:PORT/c/ID

    private constructor() {
        mkdirSync(join(this.#folder, "data"));
    }

    /** A conference of `people` participants and a board of one, ready for the check-in. `flags` are the server's. With a
        relay its manifest names one. */
    static async make(people: number, flags = withoutWaiting, withRelay = false): Promise<RealConference> {
        const conference = new RealConference();
        await conference.startServer(flags);
        if (withRelay) await conference.startRelay();
        const organizer = conference.vouch("organizer", ["organizer", "keygen", "--name", "Journey"]);
        const line = /^Journey .*$/m.exec(organizer)?.[0] ?? "";
        conference.write("data/organizers", `${line}\n`);
        const relays = conference.#relay ? `relays = ["https://${conference.#relay.at}"]\n` : "";
        conference.write("conference.toml", relays + conferenceToml(line));
        const created = conference.vouch("organizer", [
            ...["organizer", "create", conference.file("conference.toml"), "--yes"],
            ...["--server", conference.server, "--pin", conference.#pin],
        ]);
        conference.address = /https:\/\/\S+\/c\/[0-9a-f]{16}/.exec(created)?.[0] ?? "";
        const rows = Array.from(
            { length: people },
            (_, i) => `${i + 1},Đại biểu số ${i + 1},Đơn vị ${i + 1},Hội trường ${1 + (i % 2)}`,
        );
        conference.write("roll.csv", ["number,name,unit,hall", ...rows].join("\n"));
        conference.vouch("organizer", ["organizer", "roll", conference.file("roll.csv"), "--yes"]);
        await conference.makeBoard();
        return conference;
    }

    private get server(): string {
        return `https://localhost:${this.#port}`;
    }
    /** Where the server listens, and its folder: for whoever stands in front of it. */
    get behind(): { port: number; data: string } {
        return { port: Number(this.#port), data: this.file("data") };
    }
    get id(): string {
        return this.address.slice(-16);
    }
    /** The memory that the server has now. */
    serverKb(): number {
        const status = readFileSync(`/proc/${this.#server?.pid ?? 0}/status`, "utf8");
        return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
    }

    private async startServer(flags: string[]): Promise<void> {
        const server = spawn(
            native("vouch-server"),
            ["--data", this.file("data"), "--listen", "127.0.0.1:0", ...flags],
            { stdio: ["ignore", "pipe", "ignore"] },
        );
        this.#server = server;
        let said = "";
        await new Promise<void>((resolve, reject) => {
            server.stdout.on("data", (chunk: Buffer) => {
                said += chunk.toString();
                if (/^pin .*$/m.test(said)) resolve();
            });
            server.on("exit", () => {
                reject(new Error("the server ended"));
            });
        });
        this.#port = /^listening .*:(\d+)$/m.exec(said)?.[1] ?? "";
        this.#pin = /^pin (\S+)$/m.exec(said)?.[1] ?? "";
    }
    private async startRelay(): Promise<void> {
        const to = ["--to", this.server, "--pin", this.#pin, "--home", this.file("relay")];
        this.#relay = await RelayProcess.start(["relay", "--listen", "127.0.0.1:0", ...to]);
    }
    get relay(): RelayProcess {
        if (!this.#relay) throw new Error("a conference without a relay");
        return this.#relay;
    }
    /** The slips as a page to print. */
    slips(): string {
        const file = this.file("slips.html");
        this.vouch("organizer", ["organizer", "slips", "--out", file]);
        return readFileSync(file, "utf8");
    }
    open(): void {
        this.vouch("organizer", ["organizer", "open", "--yes"]);
    }
    close(): void {
        this.vouch("organizer", ["organizer", "close", "--last-call", "0", "--yes"]);
    }
    confirm(): string {
        return this.vouch("trustee", ["trustee", "confirm", "--yes"]);
    }
    count(): void {
        this.vouch("trustee", ["trustee", "count", "--yes"]);
    }
    announce(): void {
        this.vouch("organizer", ["organizer", "announce", "--yes"]);
    }
    /** The auditor's verdict on what was published, in JSON. */
    verify(): unknown {
        const key = ["--vkey", this.file(`data/${this.id}/log.vkey`), "--pin", this.#pin];
        return JSON.parse(this.run(["audit", "verify", this.address, ...key, "--json"]));
    }

    end(): void {
        this.#server?.kill("SIGKILL");
        this.#relay?.kill();
        rmSync(this.#folder, { recursive: true, force: true });
    }

    private async makeBoard(): Promise<void> {
        const invitations = this.file("invitations");
        this.vouch("organizer", ["organizer", "board", "--invite", "1", "--out", invitations]);
        this.vouch("trustee", ["trustee", "keygen", "--name", "Trustee"]);
        const invitation = join(invitations, "invitation-1.txt");
        const joined = this.start("trustee", [
            "trustee",
            "join",
            "--head",
            "--invitation",
            invitation,
            "--pin",
            this.#pin,
        ]);
        const characters = await this.untilJoined();
        this.vouch("organizer", ["organizer", "board", "--sign", characters]);
        await joined;
    }
    private async untilJoined(): Promise<string> {
        for (;;) {
            const listed = this.vouch("organizer", ["organizer", "board"]);
            const characters = /^([0-9A-Z]{4}-[0-9A-Z]{4}) /m.exec(listed)?.[1];
            if (characters) return characters;
            await new Promise((resolve) => setTimeout(resolve, 500));
        }
    }

    private run(args: string[]): string {
        return execFileSync(native("vouch"), args, { encoding: "utf8" });
    }
    /** With that role's own folder, its passphrase on file descriptor 3. */
    private vouch(role: string, args: string[]): string {
        return execFileSync("bash", ["-c", 'exec "$0" "$@" 3<<<"$PASSPHRASE"', ...this.command(role, args)], {
            encoding: "utf8",
            env: { ...process.env, PASSPHRASE: passphrase.trim() },
        });
    }
    private start(role: string, args: string[]): Promise<void> {
        const child = spawn(native("vouch"), this.command(role, args).slice(1), {
            stdio: ["ignore", "ignore", "inherit", "pipe"],
        });
        const secret = child.stdio[3];
        if (secret && "write" in secret) secret.end(passphrase);
        return new Promise((resolve, reject) => {
            child.on("exit", (code) => {
                if (code === 0) resolve();
                else reject(new Error(`vouch ${args.join(" ")} ended with ${code}`));
            });
        });
    }
    private command(role: string, args: string[]): string[] {
        return [native("vouch"), ...args, "--home", this.file(role), "--passphrase-fd", "3"];
    }
    private file(name: string): string {
        return join(this.#folder, name);
    }
    private write(name: string, content: string): void {
        writeFileSync(this.file(name), content);
    }
}
