// The files in which a log is published: tiles of hashes and bundles of entries. docs/audit-log-format.md,
// section 4. Reading only: the server writes them. Sizes are plain numbers: a log beyond 2^53 entries is none.
import { type Bytes } from "./bytes";
import { malformed, ok, type Result } from "./result";

export const tileWidth = 256; // hashes or entries in a full file
const entryBytesMax = 65_535; // what the length before an entry can say
export const bundleBytesMax = tileWidth * (2 + entryBytesMax);

/** How many hashes a tree of this size has at a level of tiles: floor(size / 256^level). */
export function hashesAt(level: number, size: number): number {
    return Math.floor(size / tileWidth ** level);
}

/** One file of the log. */
export interface LogFile {
    readonly kind: "hashes" | "entries";
    readonly level: number; // 0 for entries
    readonly index: number; // N
    readonly width: number; // hashes or entries in it, 1 to 256
}

/** "tile/1/x001/000.p/17", "tile/entries/000"; relative to the log's prefix. */
export function tilePath({ kind, level, index, width }: LogFile): string {
    const folder = kind === "entries" ? "entries" : String(level);
    const partial = width === tileWidth ? "" : `.p/${width}`;
    return `tile/${folder}/${indexPath(index)}${partial}`;
}
/** "x001/x234/067" */
function indexPath(index: number): string {
    const groups = [index % 1000];
    for (let rest = Math.floor(index / 1000); rest !== 0; rest = Math.floor(rest / 1000))
        groups.push(rest % 1000);
    return groups
        .map((group, place) => (place > 0 ? "x" : "") + String(group).padStart(3, "0"))
        .reverse()
        .join("/");
}
/** The full file that this one is the beginning of, once the log has grown so far. */
export function fullFile(file: LogFile): LogFile {
    return { ...file, width: tileWidth };
}

/** The published file at that path, nothing where there is none. Throws where the world fails. */
export type FetchFile = (path: string) => Promise<Bytes | undefined>;

/** The hashes of a tile. Malformed unless it holds exactly `width`. */
export function decodeTile(tile: Bytes, width: number): Result<Bytes[]> {
    if (tile.length !== width * 32) return malformed("tile: length");
    return ok(Array.from({ length: width }, (_, i) => tile.slice(32 * i, 32 * i + 32)));
}

/** Takes entry after entry off a bundle. */
export class Bundle {
    #at = 0;
    constructor(private readonly bytes: Bytes) {}
    /** Malformed where it is cut short. */
    take(): Result<Bytes> {
        const length = ((this.bytes[this.#at] ?? 0) << 8) | (this.bytes[this.#at + 1] ?? 0);
        const end = this.#at + 2 + length;
        if (end > this.bytes.length) return malformed("bundle: ends early");
        const entry = this.bytes.slice(this.#at + 2, end);
        this.#at = end;
        return ok(entry);
    }
    /** Malformed unless exactly `count` entries and nothing else are left. */
    takeAll(count: number): Result<Bytes[]> {
        const entries: Bytes[] = [];
        for (let i = 0; i < count; ++i) {
            const entry = this.take();
            if (!entry.ok) return entry;
            entries.push(entry.value);
        }
        return this.#at === this.bytes.length ? ok(entries) : malformed("bundle: left-over bytes");
    }
}
