// A participant without a page: the device's side alone.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ParticipantHost } from "../../src/participant/host";
import { type Command, type DeviceState, type Stage } from "../../src/participant/messages";
import { type Network, pause } from "../../src/service/network";

/** The links of the slips on a page to print, by number. */
export function linksOf(slips: string): string[] {
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
export class Person {
    #stage: Stage = { at: "reading", done: 0, total: 0 };
    readonly #host: ParticipantHost;
    constructor(network: Network) {
        this.#host = new ParticipantHost((state: DeviceState) => {
            this.#stage = state.stage;
        }, network);
    }

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
    /** `link` is a slip's; `origin` is where the conference is reached. */
    async arrive(link: string, conference: string, origin: string): Promise<void> {
        await this.#host.run({ what: "open", conference, origin, kiosk: true });
        await this.#host.run({ what: "slip", link: link.replace(/^https:\/\/[^/]+/, origin) });
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
