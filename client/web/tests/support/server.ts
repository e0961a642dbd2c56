// A tally server of a test's own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64, type Bytes } from "../../src/crypto/bytes";
import { native, withoutWaiting } from "./native";

export interface TestServer {
    readonly url: string; // "https://127.0.0.1:PORT"
    readonly pin: string; // of its certificate
    stop(): Promise<void>;
}

/** Answers when it returns. `organizer` may make conferences there. */
export async function startServer(organizer: Bytes): Promise<TestServer> {
    const data = mkdtempSync(join(tmpdir(), "vouch-server-"));
    writeFileSync(join(data, "organizers"), `Test ${toBase64(organizer)}\n`);
    const args = ["--data", data, "--listen", "127.0.0.1:0", ...withoutWaiting];
    const server = spawn(native("vouch-server"), args, { stdio: ["ignore", "pipe", "inherit"] });
    const { address, pin } = await listening(server);
    return {
        url: `https://${address}`,
        pin,
        stop: async () => {
            const gone = new Promise((resolve) => server.once("exit", resolve));
            server.kill();
            await gone;
            rmSync(data, { recursive: true });
        },
    };
}

function listening(server: ChildProcess): Promise<{ address: string; pin: string }> {
    return new Promise((resolve, reject) => {
        let told = "";
        server.stdout?.on("data", (chunk: Buffer) => {
            told += chunk.toString();
            const address = /^listening (\S+)$/m.exec(told)?.[1];
            const pin = /^pin (\S+)$/m.exec(told)?.[1];
            if (address !== undefined && pin !== undefined) resolve({ address, pin });
        });
        server.once("exit", (code) => {
            reject(new Error(`the server ended with ${code}`));
        });
    });
}
