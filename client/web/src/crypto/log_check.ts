// Whether published files are the log that a checkpoint states, and if not, which one is wrong.
// docs/audit-log-format.md, sections 3 and 4.
import { type Bytes, equal } from "./bytes";
import { leafHash, merkleRoot, nodeHash } from "./merkle";
import { describe, malformed, ok, Reason, refuse, type Rejection, type Result, type Status } from "./result";
import {
    Bundle,
    decodeTile,
    type FetchFile,
    fullFile,
    hashesAt,
    type LogFile,
    tilePath,
    tileWidth,
} from "./tiles";

/** What is wrong with a published log. */
export interface LogFault {
    readonly why: Rejection;
    readonly file: string; // its path under the log's prefix, or "checkpoint"; empty where only an entry is at fault
    readonly entry?: number; // its index, where one entry is at fault
}

/** "entry 7 in tile/entries/000.p/45: bad proof (entry: not the one in the tree)". */
export function faultText({ why, file, entry }: LogFault): string {
    const where = [entry === undefined ? "" : `entry ${entry}`, file].filter((part) => part !== "");
    return (where.length > 0 ? where.join(" in ") + ": " : "") + describe(why);
}

/** Gets each entry in the log's order, once its whole bundle is known to be in the tree. A rejection ends the
    check and is reported as that entry's. */
export type TakeEntry = (index: number, entry: Bytes) => Promise<Status> | Status;

type Hashes = readonly Bytes[];
type Checked<T> = { readonly value: T } | { readonly fault: LogFault };

function fault(why: Rejection, file: LogFile | string, entry?: number): { fault: LogFault } {
    const path = typeof file === "string" ? file : tilePath(file);
    return { fault: { why, file: path, ...(entry !== undefined && { entry }) } };
}

/** Reads the whole log of that size and root: nothing where all of it holds, else the first fault found.

    The root vouches for the last tile of each level, and each tile of a level for those below it; a tile that
    disagrees with what vouches for it is at fault. An entry is held against a tile that already holds, so there
    the entry is at fault. Where a partial file is gone, the beginning of the full one serves. Bundle by bundle;
    keeps one hash for every 256 entries. */
export async function checkLog(
    size: number,
    root: Bytes,
    fetch: FetchFile,
    take: TakeEntry,
): Promise<LogFault | undefined> {
    const log = new LogFiles(size, fetch);
    const edges = await log.readEdges();
    if ("fault" in edges) return edges.fault;
    if (!equal(rootOfEdges(edges.value), root)) return log.blameEdge(edges.value);
    let vouched: Hashes = []; // the hashes of a level, from the top down
    for (let level = edges.value.length - 1; level >= 0; --level) {
        const own: Bytes[] = [];
        for await (const tile of log.tilesOfLevel(level, vouched, edges.value[level] ?? [])) {
            if ("fault" in tile) return tile.fault;
            if (level > 0) {
                own.push(...tile.value.hashes);
                continue;
            }
            const found = await log.checkBundle(tile.value.file, tile.value.hashes, take);
            if (found) return found;
        }
        vouched = own;
    }
    return undefined;
}

/** The root that the last tiles of all levels make: they hold every whole subtree of the tree. */
function rootOfEdges(edges: readonly Hashes[]): Bytes {
    const peaks = [...edges].reverse().flatMap((hashes) => wholeSubtrees(hashes));
    if (peaks.length === 0) return merkleRoot([]);
    return peaks.reduceRight((right, left) => nodeHash(left, right));
}
/** The roots of the whole subtrees over these hashes, largest first. */
function wholeSubtrees(hashes: Hashes): Bytes[] {
    const roots: Bytes[] = [];
    let first = 0;
    for (let width = tileWidth / 2; width >= 1; width /= 2) {
        if ((hashes.length & width) === 0) continue;
        roots.push(merkleRoot(hashes.slice(first, first + width)));
        first += width;
    }
    return roots;
}

interface CheckedTile {
    readonly file: LogFile;
    readonly hashes: Hashes;
}

class LogFiles {
    constructor(
        private readonly size: number,
        private readonly fetch: FetchFile,
    ) {}

    /** A file's content; the full one's where the partial one is gone. */
    private async read(file: LogFile): Promise<Checked<{ file: LogFile; bytes: Bytes }>> {
        const own = await this.fetch(tilePath(file));
        if (own) return { value: { file, bytes: own } };
        const full = file.width === tileWidth ? undefined : await this.fetch(tilePath(fullFile(file)));
        if (full) return { value: { file: fullFile(file), bytes: full } };
        return fault(malformed("file is missing"), file);
    }

    private async readTile(file: LogFile): Promise<Checked<Hashes>> {
        const read = await this.read(file);
        if ("fault" in read) return read;
        const hashes = decodeTile(read.value.bytes, read.value.file.width);
        if (!hashes.ok) return fault(hashes, read.value.file);
        return { value: hashes.value.slice(0, file.width) };
    }

    /** The last tile of a level, of width 0 where all are full. */
    private edgeFile(level: number): LogFile {
        const hashes = hashesAt(level, this.size);
        return { kind: "hashes", level, index: Math.floor(hashes / tileWidth), width: hashes % tileWidth };
    }

    async readEdges(): Promise<Checked<Hashes[]>> {
        const edges: Hashes[] = [];
        for (let level = 0; hashesAt(level, this.size) !== 0; ++level) {
            const file = this.edgeFile(level);
            const hashes = file.width === 0 ? { value: [] } : await this.readTile(file);
            if ("fault" in hashes) return hashes;
            edges.push(hashes.value);
        }
        return { value: edges };
    }

    /** The edges do not make the root. Names the one that contradicts its own tiles below; a change at level 0
        contradicts nothing, and is what remains. */
    async blameEdge(edges: readonly Hashes[]): Promise<LogFault> {
        for (let level = 1; level < edges.length; ++level) {
            const edge = this.edgeFile(level);
            for (const [place, hash] of (edges[level] ?? []).entries()) {
                const index = edge.index * tileWidth + place;
                const below = await this.readTile({
                    kind: "hashes",
                    level: level - 1,
                    index,
                    width: tileWidth,
                });
                if ("fault" in below) return below.fault;
                if (!equal(merkleRoot(below.value), hash))
                    return fault(refuse(Reason.badProof, "tile: not of the tiles below it"), edge).fault;
            }
        }
        const last = this.size % tileWidth === 0 ? "checkpoint" : this.edgeFile(0);
        return fault(refuse(Reason.badProof, "tiles do not make the checkpoint's root"), last).fault;
    }

    /** The full tiles of a level, each held against `vouched`, the hashes one level up, and then its edge. */
    async *tilesOfLevel(level: number, vouched: Hashes, edge: Hashes): AsyncGenerator<Checked<CheckedTile>> {
        for (const [index, hash] of vouched.entries()) {
            const file: LogFile = { kind: "hashes", level, index, width: tileWidth };
            const hashes = await this.readTile(file);
            if ("fault" in hashes) {
                yield hashes;
                return;
            }
            if (!equal(merkleRoot(hashes.value), hash)) {
                yield fault(refuse(Reason.badProof, "tile: not the one in the tree"), file);
                return;
            }
            yield { value: { file, hashes: hashes.value } };
        }
        if (edge.length > 0) yield { value: { file: this.edgeFile(level), hashes: edge } };
    }

    /** First checks that the bytes are those in the tree: to look at what the entries say costs far more. */
    async checkBundle(tile: LogFile, hashes: Hashes, take: TakeEntry): Promise<LogFault | undefined> {
        const read = await this.read({ ...tile, kind: "entries" });
        if ("fault" in read) return read.fault;
        const { file, bytes } = read.value;
        const first = file.index * tileWidth;
        const entries = this.entriesOf(new Bundle(bytes), file, hashes);
        if ("fault" in entries) return entries.fault;
        for (const [place, entry] of entries.value.entries()) {
            const taken = await take(first + place, entry);
            if (!taken.ok) return fault(taken, file, first + place).fault;
        }
        return undefined;
    }

    private entriesOf(bundle: Bundle, file: LogFile, hashes: Hashes): Checked<Bytes[]> {
        const first = file.index * tileWidth;
        const entries: Bytes[] = [];
        for (const hash of hashes) {
            const index = first + entries.length;
            const entry: Result<Bytes> = bundle.take();
            if (!entry.ok) return fault(entry, file, index);
            if (!equal(leafHash(entry.value), hash))
                return fault(refuse(Reason.badProof, "entry: not the one in the tree"), file, index);
            entries.push(entry.value);
        }
        const beyond = bundle.takeAll(file.width - hashes.length); // the rest of a full file
        return beyond.ok ? { value: entries } : fault(beyond, file);
    }
}

/** The entries from `first` on of a log of that size, bundle by bundle. Malformed where a bundle is not what its
    place asks for, not fitting where it is missing. Nothing is checked against a root. */
export async function fetchEntries(fetch: FetchFile, first: number, size: number): Promise<Result<Bytes[]>> {
    const out: Bytes[] = [];
    if (first >= size) return ok(out);
    for (let index = Math.floor(first / tileWidth); index * tileWidth < size; ++index) {
        const start = index * tileWidth;
        const wanted: LogFile = {
            kind: "entries",
            level: 0,
            index,
            width: Math.min(tileWidth, size - start),
        };
        const partial = await fetch(tilePath(wanted));
        const bytes = partial ?? (await fetch(tilePath(fullFile(wanted))));
        if (!bytes) return refuse(Reason.notFitting, `${tilePath(wanted)} is missing`);
        const entries = new Bundle(bytes).takeAll(partial ? wanted.width : tileWidth);
        if (!entries.ok) return entries;
        out.push(...entries.value.slice(Math.max(first - start, 0), wanted.width));
    }
    return ok(out);
}
