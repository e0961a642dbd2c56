// How enrolled keys are cut into rings. docs/protocol.md, section 5.
import { type Bytes, compare } from "../crypto/bytes";
import type { Point } from "../crypto/group";
import { at, type Ring } from "../crypto/matrix_statement";
import { check } from "../crypto/result";
import { Transcript } from "../crypto/transcript";

/** The shape of the rings of N keys: ceil(N / capacity) rings of near-equal size, 4^m places each. */
export interface RingShape {
    readonly rings: number;
    readonly m: number;
    readonly first: readonly number[]; // place of each ring's first key among the sorted ones; then N
}
export function ringShape(enrolled: number, capacity: number): RingShape {
    check(enrolled > 0 && capacity > 0, "rings of nobody");
    const rings = Math.ceil(enrolled / capacity);
    const first = Array.from({ length: rings + 1 }, (_, g) => Math.floor((g * enrolled) / rings));
    const largest = Math.max(...first.slice(1).map((end, g) => end - at(first, g)));
    let m = 1;
    while (4 ** m < largest) ++m;
    return { rings, m, first };
}

/** Sorts the keys by Hb("ring"; open_digest, pk) and cuts them. */
export function makeRings(openDigest: Bytes, keys: readonly Point[], capacity: number): Ring[] {
    const label = Transcript.of("ring").add(openDigest);
    const sorted = keys
        .map((pk) => ({ pk, by: label.add(pk).hb() }))
        .sort((a, b) => compare(a.by, b.by))
        .map(({ pk }) => pk);
    const { rings, m, first } = ringShape(keys.length, capacity);
    return Array.from({ length: rings }, (_, g) => ({
        keys: sorted.slice(at(first, g), at(first, g + 1)),
        m,
    }));
}
