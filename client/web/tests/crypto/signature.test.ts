// An Ed25519 signature is good if and only if libsodium says so; what other libraries take is not asked. A sealed box is
// libsodium's, whoever drew its ephemeral secret.
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { createPublicKey, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Bytes, concat, utf8 } from "../../src/crypto/bytes";
import { order, scalarOfBigint } from "../../src/crypto/group";
import { Reason } from "../../src/crypto/result";
import {
    BoxKey,
    openSecretbox,
    sealBox,
    sealBoxWith,
    sealSecretbox,
    signatureHolds,
    SigningKey,
} from "../../src/crypto/signature";
import { SecretBytes } from "../../src/crypto/secret";
import { sodium } from "../../src/crypto/sodium";
import { must, refusal } from "../support/vectors";

const seed = () => SecretBytes.copyOf(new Uint8Array(32).fill(5));
const message = utf8("what is signed");
const hash = (...parts: Bytes[]) => littleEndian(sodium.crypto_hash_sha512(concat(parts))) % order;
function littleEndian(bytes: Bytes): bigint {
    return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
/** The secret scalar behind a seed. */
function secretOf(from: Bytes): bigint {
    const wide = sodium.crypto_hash_sha512(from).slice(0, 32);
    wide[0] = (wide[0] ?? 0) & 248;
    wide[31] = ((wide[31] ?? 0) & 127) | 64;
    return littleEndian(wide) % order;
}
/** What Node, and a browser's WebCrypto, say. */
function othersSay(key: Bytes, signature: Bytes): boolean {
    const der = concat([Uint8Array.from(Buffer.from("302a300506032b6570032100", "hex")), key]);
    return verify(
        null,
        message,
        createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" }),
        signature,
    );
}

describe("Ed25519", () => {
    const key = () => new SigningKey(seed());
    test("takes an honest signature, and none of another message or key", () => {
        const signature = key().sign(message);
        expect(signatureHolds(key().publicKey, message, signature)).toBe(true);
        expect(signatureHolds(key().publicKey, utf8("else"), signature)).toBe(false);
        expect(signatureHolds(new SigningKey(SecretBytes.draw(32)).publicKey, message, signature)).toBe(
            false,
        );
    });
    test("refuses an R of small order, which others take", () => {
        const R = ed25519.Point.ZERO.toBytes();
        const a = secretOf(seed().bytes);
        const S = scalarOfBigint(hash(R, key().publicKey, message) * a);
        const signature = concat([R, S]);
        expect(othersSay(key().publicKey, signature)).toBe(true);
        expect(signatureHolds(key().publicKey, message, signature)).toBe(false);
    });
    test("refuses S at or above the order", () => {
        const signature = key().sign(message);
        let S = littleEndian(signature.slice(32)) + order;
        const larger = signature.slice();
        for (let i = 32; i < 64; ++i, S >>= 8n) larger[i] = Number(S & 0xffn);
        expect(signatureHolds(key().publicKey, message, larger)).toBe(false);
    });
    test("refuses keys of small order", () => {
        const small = ed25519.Point.ZERO.toBytes();
        const zeroS = concat([small, new Uint8Array(32)]);
        expect(signatureHolds(small, message, zeroS)).toBe(false);
    });
});

describe("a sealed box with a given ephemeral secret", () => {
    const secret = (byte: number) => SecretBytes.copyOf(new Uint8Array(32).fill(byte));
    const pair = () => sodium.crypto_box_seed_keypair(seed().bytes);
    const sealed = (byte = 6, plaintext = message) =>
        sealBoxWith(secret(byte), new BoxKey(seed()).publicKey, plaintext);

    test("begins with the secret's public key, and is one that crypto_box_seal_open takes", () => {
        const { publicKey, privateKey } = pair();
        const box = must(sealed());
        expect(box.length).toBe(message.length + sodium.crypto_box_SEALBYTES);
        expect(box.slice(0, 32)).toEqual(x25519.getPublicKey(secret(6).bytes));
        expect(sodium.crypto_box_seal_open(box, publicKey, privateKey)).toEqual(message);
        expect(must(new BoxKey(seed()).open(box)).bytes).toEqual(message);
    });
    test("is the same again, and another with another secret or plaintext", () => {
        expect(must(sealed())).toEqual(must(sealed()));
        expect(must(sealed(7))).not.toEqual(must(sealed()));
        expect(must(sealed(6, utf8("else")))).not.toEqual(must(sealed()));
    });
    test("is refused, as every sealed box is, to a key of small order", () => {
        for (const small of [0, 1].map((u) => Uint8Array.of(u, ...new Uint8Array(31)))) {
            expect(sealBox(small, message)).toMatchObject({ reason: Reason.malformed });
            expect(sealBoxWith(secret(6), small, message)).toMatchObject({ reason: Reason.malformed });
        }
    });
});

describe("a box that is cut", () => {
    const empty = new Uint8Array();
    test("is refused by its length where it has no room for a plaintext of none", () => {
        const box = must(sealBox(new BoxKey(seed()).publicKey, empty));
        expect(must(new BoxKey(seed()).open(box)).size).toBe(0);
        for (const size of [0, 31, box.length - 1])
            expect(refusal(new BoxKey(seed()).open(box.subarray(0, size)))).toBe(
                "malformed (sealed box: length)",
            );
        expect(refusal(new BoxKey(seed()).open(concat([box, Uint8Array.of(0)])))).toBe(
            "malformed (sealed box: not for this key, or changed)",
        );
    });
    test("and so is a secretbox", () => {
        const box = sealSecretbox(seed(), empty);
        expect(must(openSecretbox(seed(), box)).size).toBe(0);
        for (const size of [0, 23, box.length - 1])
            expect(refusal(openSecretbox(seed(), box.subarray(0, size)))).toBe(
                "malformed (secretbox: length)",
            );
        expect(refusal(openSecretbox(seed(), concat([box, Uint8Array.of(0)])))).toBe(
            "malformed (secretbox: another key, or changed)",
        );
    });
});
