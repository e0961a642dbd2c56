// The conference of tests/data, which the native tests use too.
import { readFileSync } from "node:fs";

const shared = new URL("../../../../tests/data/conference.toml", import.meta.url);

/** With a board of one, and without the dossier, of which only the native tests have files. */
export function conferenceToml(organizerLine: string): string {
    const changes: [string, string][] = [
        ["trustees = 3", "trustees = 1"],
        ["threshold = 2", "threshold = 1"],
        ["organizers = []", `organizers = ["${organizerLine}"]`],
        ['dossier = "a"\n', ""],
    ];
    return changes.reduce(
        (text, [from, to]) => {
            if (!text.includes(from)) throw new Error(`the shared conference says no ${from}`);
            return text.replace(from, to);
        },
        readFileSync(shared, "utf8"),
    );
}
