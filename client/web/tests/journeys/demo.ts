// ./run demo --web, started for a test: the links that it lists, and the files that it leaves.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free_port";

const program = join(import.meta.dirname, "../../../../scripts/demo-web");

export interface Link {
    readonly name: string;
    readonly url: string;
}
export interface Demo {
    readonly links: readonly Link[];
    readonly passphrase: string;
    /** What it printed, the links once more. */
    readonly printed: string;
    file(name: string): string;
    /** By the beginning of its name. */
    link(name: string): Link;
    end(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
    const out = mkdtempSync(join(tmpdir(), "vouch-demo-"));
    const args = ["--port", String(await freePort()), "--out", out];
    const running = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    const printed = await untilReady(running);
    const file = (name: string) => join(out, name);
    const anchors = readFileSync(file("links.html"), "utf8").matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g);
    const links = [...anchors].map(([, url = "", name = ""]) => ({ name, url }));
    return {
        links,
        passphrase: /under the passphrase: (.*)$/m.exec(printed)?.[1] ?? "",
        printed,
        file,
        link: (name) => {
            const found = links.find((link) => link.name.startsWith(name));
            if (!found) throw new Error(`the demonstration lists no link "${name}"`);
            return found;
        },
        end: async () => {
            const ended = new Promise((resolve) => running.once("exit", resolve));
            running.kill("SIGTERM");
            await ended;
            rmSync(out, { recursive: true });
        },
    };
}

function untilReady(running: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
        let told = "";
        running.stdout?.on("data", (chunk: Buffer) => {
            told += chunk.toString();
            if (told.includes("until Ctrl-C")) resolve(told);
        });
        running.once("exit", (code) => {
            reject(new Error(`the demonstration ended with ${code}: ${told}`));
        });
    });
}
