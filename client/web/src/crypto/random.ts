// Randomness: where it comes from, and the hedged secret scalars drawn from it. docs/protocol.md, section 2.
import { concat, le64, utf8 } from "./bytes";
import { kept, SecretBytes, SecretScalar, wiping } from "./secret";
import { sodium } from "./sodium";
import { frame } from "./transcript";

/** A source of random bytes: the system's in every program, a fixed one in tests. */
export type Rng = (size: number) => Uint8Array;
export const systemRng: Rng = (size) => sodium.randombytes_buf(size);

/** Secret scalars Hs("nonce"; seed, 32 random bytes, le64(counter)). Safe while the random bytes are good; and
    should they repeat, safe within one source, whose counter never does. So there is one per key object, and
    not one per use. */
export class NonceSource {
    readonly #seed: SecretBytes;
    readonly #rng: Rng;
    #counter = 0n;

    /** `seed`, 32 bytes, is copied; use the device's sk or the trustee's seed. */
    constructor(seed: SecretBytes | SecretScalar, rng: Rng = systemRng) {
        this.#seed = SecretBytes.copyOf(seed.bytes);
        this.#rng = rng;
    }
    draw(): SecretScalar {
        return wiping(() => {
            const fresh = SecretBytes.take(this.#rng(32));
            // Transcript's framing, over a buffer that is wiped.
            const head = concat([frame(utf8("vouch/1")), frame(utf8("nonce"))]);
            const counter = frame(le64(this.#counter++));
            const framed = SecretBytes.concat([
                head,
                le64(32),
                this.#seed.bytes,
                le64(32),
                fresh.bytes,
                counter,
            ]);
            return kept(SecretScalar.reduce(SecretBytes.take(sodium.crypto_hash_sha512(framed.bytes))));
        });
    }
    wipe(): void {
        this.#seed.wipe();
    }
}
