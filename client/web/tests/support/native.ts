// The native programs that this implementation is held against.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const variables = { vouch: "VOUCH_BIN", "vouch-server": "VOUCH_SERVER_BIN" } as const;

/** From the environment, else from the release build; throws where there is none, so that nobody takes a run that compared
    nothing for a good one. */
export function native(program: keyof typeof variables): string {
    const built = fileURLToPath(new URL(`../../../../build/release/${program}`, import.meta.url));
    const path = process.env[variables[program]] ?? built;
    if (!existsSync(path)) throw new Error(`${path} is not built; build it or set ${variables[program]}`);
    return path;
}

/** Flags of a server whose ballots wait for no others, and whose replacements wait for nothing. */
export const withoutWaiting = ["--mix-ballots", "1", "--replace-after", "0,0,0"];
