// The server's results.json held against what replaying the log gave. docs/protocol.md, section 8.
import { toHex } from "../crypto/bytes";
import { at } from "../crypto/matrix_statement";
import { member, parseJson } from "../election/challenge";
import { exponentOf } from "../election/count";
import type { State } from "../election/state";

/** What does not agree, in English; nothing where all of it does. The state is *published*. */
export function resultsMistake(state: State, resultsJson: string): string | undefined {
    const json = parseJson(resultsJson);
    const is = (object: unknown, key: string, expected: unknown) => member(object, key) === expected;
    if (!is(json, "election_id", toHex(state.electionId))) return "they are not of this election";
    if (!is(json, "close_digest", toHex(state.closeDigest))) return "they are of another close";
    const { enrolled } = state.opened;
    const totals = { enrolled, ballots: state.ballots.size, base: state.base };
    if (!Object.entries(totals).every(([key, value]) => is(json, key, value)))
        return "enrolled, ballots or base differ";
    const lines = state.result ?? [];
    const officials = member(json, "officials");
    if (!Array.isArray(officials) || officials.length !== lines.length) return "another number of officials";
    for (const [j, line] of lines.entries()) {
        // Below 2^53 for every district: c is at most 65,537, and c³ below 2^49.
        const v = Number(exponentOf(at(state.electronic, j), enrolled));
        const { high, medium, low, blank, outcome } = line;
        const expected = { v, high, medium, low, blank, outcome };
        if (!Object.entries(expected).every(([key, value]) => is(officials[j], key, value)))
            return `official ${j + 1} has other figures`;
    }
    return undefined;
}
