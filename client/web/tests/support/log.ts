// The log of tests/vectors/log, and the published files of any log.
import { readFileSync } from "node:fs";
import { type Bytes, concat } from "../../src/crypto/bytes";
import { MerkleFrontier, merkleRoot } from "../../src/crypto/merkle";
import { type FetchFile, tilePath, tileWidth } from "../../src/crypto/tiles";
import { State } from "../../src/election/state";
import { bytes, readVectors, vectorsFolder } from "./vectors";

export interface LogVector {
    election_id: string;
    open_digest: string;
    slip_anchor: string;
    slip_mark: string;
    slip_read_out: string;
    opening_number: string;
    P: string;
    Q: string;
    coins: Record<string, string>;
    fingerprint_hash: string;
    close_digest: string;
    root: string;
    q: number;
    fingerprint: string;
    ring: string[];
    Y: string;
    V: string[];
    alpha: string[];
    beta: string[];
    electronic: { low: number; medium: number; high: number; blank: number }[];
    base: number;
    collected: number;
    summoned: number;
    present: number;
    secrets: {
        log_seed: string;
        witness_seed: string;
        box_seed: string;
        organizer_seeds: string[];
        trustees: { sign_seed: string; box_seed: string; h: string[]; s: string }[];
        people: {
            number: number;
            name: string;
            unit: string;
            salt: string;
            code: string;
            sk?: string;
            u?: string;
        }[];
    };
    entries: {
        index: number;
        kind: number;
        what: string;
        hex: string;
        leaf_hash: string;
        tracker?: string;
    }[];
}
export const logVector = readVectors<LogVector>("log/entries.json");
export const logEntries: Bytes[] = logVector.entries.map(({ hex }) => bytes(hex));
export const logVkey = readFileSync(new URL("log/log.vkey", vectorsFolder), "utf8").trim();

/** The published files of the vectors' log. */
export const logFiles: FetchFile = (path) => {
    try {
        return Promise.resolve(new Uint8Array(readFileSync(new URL(`log/tiles/${path}`, vectorsFolder))));
    } catch {
        return Promise.resolve(undefined);
    }
};

/** The eight entries of docs/audit-log-format.md, section 8.2. */
export function smallEntries(): Bytes[] {
    const hex = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];
    return [...hex, "606162636465666768696a6b6c6d6e6f"].map(bytes);
}

/** PATH(index, leaves) of RFC 9162, section 2.1.3.1: bottom up. */
export function inclusionProof(index: number, leaves: readonly Bytes[]): Bytes[] {
    if (leaves.length < 2) return [];
    let half = 1;
    while (2 * half < leaves.length) half *= 2;
    const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
    return index < half
        ? [...inclusionProof(index, left), merkleRoot(right)]
        : [...inclusionProof(index - half, right), merkleRoot(left)];
}

/** Every tile and bundle of a log with these entries, by path: what a server publishes. */
export function publish(entries: readonly Bytes[], leaves: readonly Bytes[]): Map<string, Bytes> {
    const files = new Map<string, Bytes>();
    let hashes = [...leaves];
    for (let level = 0; hashes.length > 0; ++level) {
        const above: Bytes[] = [];
        for (let index = 0; index * tileWidth < hashes.length; ++index) {
            const tile = hashes.slice(index * tileWidth, (index + 1) * tileWidth);
            files.set(tilePath({ kind: "hashes", level, index, width: tile.length }), concat(tile));
            if (tile.length === tileWidth) above.push(merkleRoot(tile));
        }
        hashes = above;
    }
    for (let index = 0; index * tileWidth < entries.length; ++index) {
        const bundle = entries.slice(index * tileWidth, (index + 1) * tileWidth);
        const parts = bundle.flatMap((entry) => [
            Uint8Array.of(entry.length >> 8, entry.length & 0xff),
            entry,
        ]);
        files.set(tilePath({ kind: "entries", level: 0, index, width: bundle.length }), concat(parts));
    }
    return files;
}
export function filesOf(files: ReadonlyMap<string, Bytes>): FetchFile {
    return (path) => Promise.resolve(files.get(path));
}

/** A state that goes its own way. */
export function cloneState(state: State): State {
    const copy = new State();
    const { log, opening, ...plain } = { ...state };
    Object.assign(copy, structuredClone(plain));
    copy.log = log instanceof MerkleFrontier ? log.clone() : log;
    copy.opening = opening; // never changed
    if (state.phase !== "first") copy.manifest = state.manifest;
    return copy;
}
