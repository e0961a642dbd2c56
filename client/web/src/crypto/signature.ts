// Ed25519 signatures, X25519 sealed boxes and secretboxes, as libsodium has them.
import { type Bytes, concat } from "./bytes";
import { malformed, ok, type Result } from "./result";
import { SecretBytes } from "./secret";
import { sodium } from "./sodium";

/** An Ed25519 signing key, from its 32-byte seed (RFC 8032). */
export class SigningKey {
    readonly publicKey: Bytes;
    readonly #secret: SecretBytes;

    /** `seed` is not kept. */
    constructor(seed: SecretBytes) {
        const pair = sodium.crypto_sign_seed_keypair(seed.bytes);
        this.publicKey = pair.publicKey;
        this.#secret = SecretBytes.take(pair.privateKey);
    }
    sign(message: Bytes): Bytes {
        return sodium.crypto_sign_detached(message, this.#secret.bytes);
    }
    wipe(): void {
        this.#secret.wipe();
    }
}

/** Good if and only if libsodium says so: S at or above the order, keys of small order, and signatures that
    hold only after multiplying by the cofactor are bad. Key and signature have 32 and 64 bytes. */
export function signatureHolds(key: Bytes, message: Bytes, signature: Bytes): boolean {
    return sodium.crypto_sign_verify_detached(signature, message, key);
}

/** An X25519 key that opens crypto_box_seal boxes, from its 32-byte seed. */
export class BoxKey {
    readonly publicKey: Bytes;
    readonly #secret: SecretBytes;

    constructor(seed: SecretBytes) {
        const pair = sodium.crypto_box_seed_keypair(seed.bytes);
        this.publicKey = pair.publicKey;
        this.#secret = SecretBytes.take(pair.privateKey);
    }
    /** Malformed unless sealed to this key and untouched. */
    open(box: Bytes): Result<SecretBytes> {
        if (box.length < sealedBoxOverheadBytes) return malformed("sealed box: length");
        try {
            const opened = sodium.crypto_box_seal_open(box, this.publicKey, this.#secret.bytes);
            return ok(SecretBytes.take(opened));
        } catch {
            return malformed("sealed box: not for this key, or changed");
        }
    }
    wipe(): void {
        this.#secret.wipe();
    }
}

/** What a sealed box adds to its plaintext. */
const sealedBoxOverheadBytes = 48;
const nonceBytes = 24; // of crypto_box and of crypto_secretbox
const smallOrder = "box key of small order";

/** crypto_box_seal: only the holder of the key's secret can open it, and nobody can tell who sealed it.
    Malformed for a key that X25519 cannot use (of small order). */
export function sealBox(publicKey: Bytes, plaintext: Bytes): Result<Bytes> {
    try {
        return ok(sodium.crypto_box_seal(plaintext, publicKey));
    } catch {
        return malformed(smallOrder);
    }
}

/** The same with this ephemeral X25519 secret instead of a random one: whoever has the secret can make the box again. A secret
    is used for one plaintext and one key only, since the nonce follows from the two public keys. */
export function sealBoxWith(ephemeral: SecretBytes, publicKey: Bytes, plaintext: Bytes): Result<Bytes> {
    const epk = sodium.crypto_scalarmult_base(ephemeral.bytes);
    const nonce = sodium.crypto_generichash(nonceBytes, concat([epk, publicKey]), null);
    try {
        return ok(concat([epk, sodium.crypto_box_easy(plaintext, nonce, publicKey, ephemeral.bytes)]));
    } catch {
        return malformed(smallOrder);
    }
}

/** What a secretbox adds: its random nonce in front, and its tag. crypto_secretbox, XSalsa20-Poly1305. */
export const secretboxOverheadBytes = nonceBytes + 16;

export function sealSecretbox(key: SecretBytes, plaintext: Bytes): Bytes {
    const nonce = sodium.randombytes_buf(nonceBytes);
    return concat([nonce, sodium.crypto_secretbox_easy(plaintext, nonce, key.bytes)]);
}
export function openSecretbox(key: SecretBytes, box: Bytes): Result<SecretBytes> {
    if (box.length < secretboxOverheadBytes) return malformed("secretbox: length");
    const nonce = box.subarray(0, nonceBytes);
    try {
        return ok(
            SecretBytes.take(sodium.crypto_secretbox_open_easy(box.subarray(nonceBytes), nonce, key.bytes)),
        );
    } catch {
        return malformed("secretbox: another key, or changed");
    }
}
