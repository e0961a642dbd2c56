// The result as one JSON file, the same members as in the report of `vouch audit verify --json`.
import type { LogView, ResultView } from "./views";

export function resultJson(log: LogView, { lines, base, baseIs, announced }: ResultView): string {
    const result = log.officials.map(({ name, position }, j) => ({
        name,
        position: position[0],
        ...lines[j]?.counts,
        outcome: lines[j]?.threshold?.name ?? "none",
    }));
    const file = {
        election_id: log.electionId,
        fingerprint: log.opening?.fingerprint,
        log: log.logVkey,
        size: log.size,
        root: log.root,
        rehearsal: log.rehearsal,
        title: log.title[0],
        date: log.date,
        summoned: log.summoned,
        present: log.present,
        collected: log.collected,
        ...{ base, base_is: baseIs, announced, result },
    };
    return JSON.stringify(file, null, 2) + "\n";
}
