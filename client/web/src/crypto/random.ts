// Randomness: where it comes from, and the hedged secret scalars drawn from it. docs/protocol.md, section 2.
import { type Bytes, le64 } from "./bytes";
import { outliving, SecretBytes, SecretScalar, wiping } from "./secret";
import { secretH } from "./secret_hash";
import { sodium } from "./sodium";
import type { Transcript } from "./transcript";

/** A source of random bytes: the system's in every program, a fixed one in tests. */
export type Rng = (size: number) => Uint8Array;
export const systemRng: Rng = (size) => sodium.randombytes_buf(size);

const freshBytes = 64;

/** Hs(label; secret, context, 64 fresh random bytes, le64(number)): random while the random bytes are good, and should
    they repeat, other scalars for every other secret, context or number. */
export function hedgedScalar(
    label: string,
    secret: readonly Bytes[],
    number: number,
    rng: Rng = systemRng,
): SecretScalar {
    return wiping(() => {
        const fresh = SecretBytes.take(rng(freshBytes));
        return outliving(SecretScalar.reduce(secretH(label, ...secret, fresh.bytes, le64(number))));
    });
}

/** The secret scalars of one proof, sealing or draw, numbered from 0 in the order in which the protocol names them. */
export class Nonces {
    readonly #secret: SecretBytes;
    readonly #context: Bytes;
    readonly #rng: Rng;
    #number = 0;

    /** `secret` becomes this object's own. `context` is frame(c_1) ‖ … ‖ frame(c_r), or empty. */
    constructor(secret: SecretBytes, context: Bytes, rng: Rng = systemRng) {
        this.#secret = secret;
        this.#context = context;
        this.#rng = rng;
    }
    /** Of a proof: the witness's scalars, and the challenge's label with all that comes before its first R. Inside a
        `wiping`. */
    static of(witness: readonly SecretScalar[], statement: Transcript, rng?: Rng): Nonces {
        return new Nonces(SecretBytes.concat(witness.map(({ bytes }) => bytes)), statement.context(), rng);
    }
    draw(): SecretScalar {
        return hedgedScalar("nonce", [this.#secret.bytes, this.#context], this.#number++, this.#rng);
    }
    wipe(): void {
        this.#secret.wipe();
    }
}
