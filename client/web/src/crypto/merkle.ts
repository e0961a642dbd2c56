// Merkle trees of RFC 6962 and RFC 9162, section 2.1: roots and inclusion. SHA-256. Sizes are
// plain numbers where a tree is built here, and bigint where a proof may say anything below 2^64.
import { type Bytes, concat, equal, sha256 } from "./bytes";

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** SHA-256(0x00 ‖ entry) */
export function leafHash(entry: Bytes): Bytes {
    return sha256(concat([leafPrefix, entry]));
}
/** SHA-256(0x01 ‖ left ‖ right) */
export function nodeHash(left: Bytes, right: Bytes): Bytes {
    return sha256(concat([nodePrefix, left, right]));
}

/** The right edge of a growing tree: O(log n) hashes, enough for its root and to go on. */
export class MerkleFrontier {
    #size = 0;
    #peaks: Bytes[] = []; // complete subtrees from the left, largest first

    append(leaf: Bytes): void {
        let peak = leaf;
        for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
            const left = this.#peaks.pop(); // as a binary sum carries
            if (left) peak = nodeHash(left, peak);
        }
        this.#peaks.push(peak);
        ++this.#size;
    }
    get size(): number {
        return this.#size;
    }
    /** Of the empty tree: SHA-256(""). */
    root(): Bytes {
        if (this.#peaks.length === 0) return sha256(new Uint8Array());
        return this.#peaks.reduceRight((root, peak) => nodeHash(peak, root));
    }
    clone(): MerkleFrontier {
        const copy = new MerkleFrontier();
        copy.#size = this.#size;
        copy.#peaks = [...this.#peaks];
        return copy;
    }
}

export function merkleRoot(leaves: readonly Bytes[]): Bytes {
    const tree = new MerkleFrontier();
    for (const leaf of leaves) tree.append(leaf);
    return tree.root();
}

/** A proof as it is checked, from the leaf at place f upwards in a level that ends at
    place s. docs/audit-log-format.md, section 6. */
class Climb {
    constructor(
        public f: bigint,
        public s: bigint,
    ) {}
    /** Whether the next proof hash stands to the left. */
    joinsLeft(): boolean {
        if (this.f % 2n === 0n && this.f !== this.s) return false;
        while (this.f % 2n === 0n && this.f !== 0n) this.up(); // the lone right subtree moved up unchanged
        return true;
    }
    up(): void {
        this.f >>= 1n;
        this.s >>= 1n;
    }
}

/** Total: any numbers and any number of hashes give an answer. */
export function inclusionHolds(
    index: bigint,
    size: bigint,
    proof: readonly Bytes[],
    leaf: Bytes,
    root: Bytes,
): boolean {
    if (index >= size) return false;
    const climb = new Climb(index, size - 1n);
    let r = leaf;
    for (const c of proof) {
        if (climb.s === 0n) return false;
        r = climb.joinsLeft() ? nodeHash(c, r) : nodeHash(r, c);
        climb.up();
    }
    return climb.s === 0n && equal(r, root);
}
