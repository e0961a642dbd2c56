// Work that a server under load asks for before it looks at an envelope. docs/protocol.md, section 7.
import { type Bytes, concat, le32 } from "../crypto/bytes";
import { sodium } from "../crypto/sodium";
import { frame, Transcript } from "../crypto/transcript";

const parts = 8; // so that no sender is much unluckier than others
const puzzleBitsMax = 12; // more work no client does
const saltBytes = 16;

export interface Puzzle {
    readonly salt: Bytes;
    readonly bits: number;
}

/** le32(n_0) ‖ … ‖ le32(n_7), such that the first `bits` bits of each
    Hb("puzzle"; salt, Hb("envelope"; envelope), le32(i), le32(n_i)) are 0: 8·2^bits hashes in the mean. Undefined for what
    is no puzzle, or one of more than puzzleBitsMax. */
export function solvePuzzle({ salt, bits }: Puzzle, envelope: Bytes): Bytes | undefined {
    if (salt.length !== saltBytes || bits > puzzleBitsMax) return undefined;
    const digest = Transcript.of("envelope").add(envelope).hb();
    const begun = Transcript.of("puzzle").add(salt, digest).framed();
    return concat(Array.from({ length: parts }, (_, part) => solvePart(begun, part, bits)));
}

/** The transcript is written once, and its last four bytes, the number, over and over. */
function solvePart(begun: Bytes, part: number, bits: number): Bytes {
    const framed = concat([begun, frame(le32(part)), frame(le32(0))]);
    const numberAt = framed.length - 4;
    for (let number = 0; ; ++number) {
        framed.set(le32(number), numberAt);
        if (leadingZeros(sodium.crypto_hash_sha256(framed)) >= bits) return framed.slice(numberAt);
    }
}

/** Of the first four bytes. */
function leadingZeros(hash: Bytes): number {
    return Math.clz32(new DataView(hash.buffer, hash.byteOffset).getUint32(0));
}
