// Secrets have types of their own: not printable, not comparable, wiped when they are done with, and nothing
// of bulk/ takes them. Everything here runs in constant time in libsodium, apart from its own tests for the
// identity and for valid points, which a product of secrets cannot avoid.
//
// JavaScript has no destructors, so what a computation makes on its way belongs to the `wiping` around it:
// at its end all of that is overwritten, save what is to outlive it. libsodium's own copies live in its
// WebAssembly memory until that is used again: no other script can read it, and it goes with the page.
import { type Bytes, concat } from "./bytes";
import { type Point, type Scalar, reduceScalar } from "./group";
import { check, malformed, ok, type Result } from "./result";
import { sodium } from "./sodium";

interface Scope {
    readonly made: Set<Secret>;
    readonly outer: Scope | undefined;
}
let scope: Scope | undefined; // the innermost `wiping`

/** Runs `work`, which is not asynchronous, and then overwrites every secret that it made, save those it
    handed to `outliving`. */
export function wiping<T>(work: () => T): T {
    const mine: Scope = { made: new Set(), outer: scope };
    scope = mine;
    try {
        return work();
    } finally {
        for (const secret of mine.made) secret.wipe();
        scope = mine.outer;
    }
}
/** Lets a secret outlive the `wiping` around it. The next `wiping` further out wipes it, or else whoever takes it. */
export function outliving<T extends Secret>(secret: T): T {
    scope?.made.delete(secret);
    scope?.outer?.made.add(secret);
    return secret;
}

abstract class Secret {
    #bytes: Uint8Array | undefined;

    /** `bytes` become this object's own, and are overwritten with it. */
    protected constructor(bytes: Uint8Array) {
        this.#bytes = bytes;
        scope?.made.add(this);
    }
    /** The bytes themselves, not a copy: for a call into libsodium, a key file or a sealed box. */
    get bytes(): Uint8Array {
        check(this.#bytes !== undefined, "a secret is used after it was wiped");
        return this.#bytes;
    }
    wipe(): void {
        if (this.#bytes) sodium.memzero(this.#bytes);
        this.#bytes = undefined;
    }
    toJSON(): string {
        return "[secret]";
    }
    toString(): string {
        return "[secret]";
    }
}

/** Secret bytes: a seed, an opened box, a key file's contents, a passphrase, a code. */
export class SecretBytes extends Secret {
    /** Takes the bytes over: nobody else keeps them. */
    static take(bytes: Uint8Array): SecretBytes {
        return new SecretBytes(bytes);
    }
    static copyOf(bytes: Bytes): SecretBytes {
        return new SecretBytes(bytes.slice());
    }
    static concat(parts: readonly Bytes[]): SecretBytes {
        return new SecretBytes(concat(parts));
    }
    /** `size` bytes of the system's randomness. */
    static draw(size: number): SecretBytes {
        return new SecretBytes(sodium.randombytes_buf(size));
    }
    get size(): number {
        return this.bytes.length;
    }
    clone(): SecretBytes {
        return SecretBytes.copyOf(this.bytes);
    }
}

/** A small secret number, 0 to 3: the level a participant chose, or a base-4 digit of its place in the ring. */
export class SecretDigit extends Secret {
    constructor(value: number) {
        super(Uint8Array.of(value));
    }
    clone(): SecretDigit {
        return new SecretDigit(this.bytes[0] ?? 0);
    }
    /** 0xff where the digit is `other`, else 0; without a branch. */
    mask(other: number): number {
        return ((((this.bytes[0] ?? 0) ^ other) - 1) >> 8) & 0xff;
    }
}

/** An integer modulo the group order, secret. Always reduced. */
export class SecretScalar extends Secret {
    private constructor(bytes: Uint8Array) {
        super(bytes);
    }
    static zero(): SecretScalar {
        return new SecretScalar(new Uint8Array(32));
    }
    static of(value: Scalar): SecretScalar {
        return new SecretScalar(value.slice());
    }
    /** 1 where the mask is 0xff, 0 where it is 0. */
    static bit(mask: number): SecretScalar {
        const bytes = new Uint8Array(32);
        bytes[0] = mask & 1;
        return new SecretScalar(bytes);
    }
    /** 64 secret bytes modulo the order. */
    static reduce(wide: SecretBytes): SecretScalar {
        return new SecretScalar(reduceScalar(wide.bytes));
    }
    /** Malformed unless 32 bytes below the order. */
    static decode(bytes: Bytes): Result<SecretScalar> {
        if (bytes.length !== 32) return malformed("scalar: length");
        const wide = new Uint8Array(64);
        wide.set(bytes);
        const scalar = new SecretScalar(reduceScalar(wide));
        sodium.memzero(wide);
        if (sodium.memcmp(scalar.bytes, bytes)) return ok(scalar);
        scalar.wipe();
        return malformed("not a canonical scalar");
    }
    clone(): SecretScalar {
        return new SecretScalar(this.bytes.slice());
    }

    plus(other: SecretScalar): SecretScalar {
        return new SecretScalar(sodium.crypto_core_ristretto255_scalar_add(this.bytes, other.bytes));
    }
    minus(other: SecretScalar): SecretScalar {
        return new SecretScalar(sodium.crypto_core_ristretto255_scalar_sub(this.bytes, other.bytes));
    }
    times(other: SecretScalar): SecretScalar {
        return new SecretScalar(sodium.crypto_core_ristretto255_scalar_mul(this.bytes, other.bytes));
    }
    timesPublic(other: Scalar): SecretScalar {
        return new SecretScalar(sodium.crypto_core_ristretto255_scalar_mul(this.bytes, other));
    }
    negated(): SecretScalar {
        return new SecretScalar(sodium.crypto_core_ristretto255_scalar_negate(this.bytes));
    }
    /** this·point */
    timesPoint(point: Point | SecretPoint): SecretPoint {
        const bytes = point instanceof SecretPoint ? point.bytes : point;
        return SecretPoint.made(() => sodium.crypto_scalarmult_ristretto255(this.bytes, bytes));
    }
    /** this·G */
    timesG(): SecretPoint {
        return SecretPoint.made(() => sodium.crypto_scalarmult_ristretto255_base(this.bytes));
    }
}

/** A point that secrets went into. publish() says that it may be seen. */
export class SecretPoint extends Secret {
    private constructor(bytes: Uint8Array) {
        super(bytes);
    }
    static of(point: Point): SecretPoint {
        return new SecretPoint(point.slice());
    }
    static identity(): SecretPoint {
        return new SecretPoint(new Uint8Array(32));
    }
    /** A product; libsodium throws where it is the identity, since all that is multiplied here is valid. */
    static made(product: () => Uint8Array): SecretPoint {
        try {
            return new SecretPoint(product());
        } catch {
            return SecretPoint.identity();
        }
    }
    /** choices[digit], reading all four. */
    static select(digit: SecretDigit, choices: readonly SecretPoint[]): SecretPoint {
        const out = new Uint8Array(32);
        choices.forEach((choice, value) => {
            const mask = digit.mask(value);
            const bytes = choice.bytes;
            for (let i = 0; i < 32; ++i) out[i] = (out[i] ?? 0) | ((bytes[i] ?? 0) & mask);
        });
        return new SecretPoint(out);
    }
    plus(other: SecretPoint): SecretPoint {
        return new SecretPoint(sodium.crypto_core_ristretto255_add(this.bytes, other.bytes));
    }
    minus(other: SecretPoint): SecretPoint {
        return new SecretPoint(sodium.crypto_core_ristretto255_sub(this.bytes, other.bytes));
    }
    publish(): Point {
        return this.bytes.slice() as Point;
    }
}

/** nonce + challenge·secret: the one door from secret to public. It consumes the nonce, because one nonce that
    answers two challenges gives the secret away. */
export function respond(nonce: SecretScalar, challenge: Scalar, secret: SecretScalar): Scalar {
    const answer = wiping(() => nonce.plus(secret.timesPublic(challenge)).bytes.slice());
    nonce.wipe();
    return answer as Scalar;
}
/** Gives a secret up for good: the randomness of a challenged ballot, a share that answers a complaint. */
export function disclose(secret: SecretScalar): Scalar {
    const value = secret.bytes.slice() as Scalar;
    secret.wipe();
    return value;
}
