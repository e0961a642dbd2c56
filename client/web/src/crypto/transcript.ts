// The one way anything is hashed: label and parts, each framed by its length. docs/protocol.md, section 2.
//   H(label; b1, …, bn) = SHA-512(frame("vouch/1") ‖ frame(label) ‖ frame(b1) ‖ … ‖ frame(bn))
import { type Bytes, concat, le32, le64, utf8 } from "./bytes";
import { type Point, pointFromHash, reduceScalar, type Scalar } from "./group";
import { sodium } from "./sodium";

/** frame(b) = le64(len(b)) ‖ b */
export function frame(part: Bytes): Bytes {
    return concat([le64(part.length), part]);
}

/** A label and the parts after it, to be hashed. Public values only; never changed, so that one can be kept. */
export class Transcript {
    private constructor(private readonly parts: readonly Bytes[]) {}

    static of(label: string): Transcript {
        return new Transcript([frame(utf8("vouch/1")), frame(utf8(label))]);
    }

    add(...parts: Bytes[]): Transcript {
        return new Transcript([...this.parts, ...parts.map(frame)]);
    }
    addText(...texts: string[]): Transcript {
        return this.add(...texts.map(utf8));
    }
    addLe32(...numbers: number[]): Transcript {
        return this.add(...numbers.map(le32));
    }

    /** frame(label) ‖ frame(part) …: what a nonce is bound to. */
    context(): Bytes {
        return concat(this.parts.slice(1));
    }
    framed(): Bytes {
        return concat(this.parts);
    }
    /** H: SHA-512. */
    h(): Bytes {
        return sodium.crypto_hash_sha512(this.framed());
    }
    /** Hs: H reduced modulo the order. */
    hs(): Scalar {
        return reduceScalar(this.h());
    }
    /** Hp: the point from H. */
    hp(): Point {
        return pointFromHash(this.h());
    }
    /** Hb: SHA-256 over the same framing. */
    hb(): Bytes {
        return sodium.crypto_hash_sha256(this.framed());
    }
}
