// The native relay as a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { native } from "./native";

export class RelayProcess {
    private constructor(
        private readonly process: ChildProcess,
        /** HOST:PORT */
        readonly at: string,
        private readonly said: () => string,
    ) {}

    /** Listens when it returns. */
    static start(words: readonly string[]): Promise<RelayProcess> {
        const process = spawn(native("vouch"), [...words, "--language", "en"], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        let said = "";
        return new Promise((resolve, reject) => {
            process.stdout.on("data", (chunk: Buffer) => {
                said += chunk.toString();
                const at = /Listening at https:\/\/(\S+);/.exec(said)?.[1];
                if (at !== undefined) resolve(new RelayProcess(process, at, () => said));
            });
            process.once("exit", (code) => {
                reject(new Error(`the relay ended with ${code}`));
            });
        });
    }

    /** Ends it as Ctrl-C does; how many requests it has passed on. */
    async interrupt(): Promise<number> {
        const closed = new Promise((resolve) => this.process.once("close", resolve));
        this.process.kill("SIGINT");
        await closed;
        return Number(/^Passed on: (\d+);/m.exec(this.said())?.[1]);
    }
    kill(): void {
        this.process.kill("SIGKILL");
    }
}
