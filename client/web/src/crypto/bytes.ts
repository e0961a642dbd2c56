// Public bytes: hex, base64, UTF-8 and the little-endian integers of the protocol.
import { malformed, ok, type Result } from "./result";
import { sodium } from "./sodium";

export type Bytes = Uint8Array;

export function concat(parts: readonly Bytes[]): Bytes {
    const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
        out.set(part, at);
        at += part.length;
    }
    return out;
}

/** For public bytes alone, since it stops at the first difference. */
export function equal(a: Bytes, b: Bytes): boolean {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; ++i) if (a[i] !== b[i]) return false;
    return true;
}

/** Bytewise, first byte first; what is shorter comes first among equals. */
export function compare(a: Bytes, b: Bytes): number {
    const shared = Math.min(a.length, b.length);
    for (let i = 0; i < shared; ++i) {
        const difference = (a[i] ?? 0) - (b[i] ?? 0);
        if (difference !== 0) return difference;
    }
    return a.length - b.length;
}

export function isZero(bytes: Bytes): boolean {
    return bytes.every((byte) => byte === 0);
}

export function le32(value: number): Bytes {
    const out = new Uint8Array(4);
    new DataView(out.buffer).setUint32(0, value, true);
    return out;
}
export function le64(value: number | bigint): Bytes {
    const out = new Uint8Array(8);
    new DataView(out.buffer).setBigUint64(0, BigInt(value), true);
    return out;
}
/** At least four bytes from `at` on. */
export function readLe32(bytes: Bytes, at = 0): number {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true);
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower case. Also what bytes are called as keys of a Map or members of a Set. */
export function toHex(bytes: Bytes): string {
    let out = "";
    for (const byte of bytes) out += hexDigits[byte];
    return out;
}
/** Takes both cases and nothing else. */
export function fromHex(text: string): Result<Bytes> {
    if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return malformed("hex");
    const out = new Uint8Array(text.length / 2);
    for (let i = 0; i < out.length; ++i) out[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
    return ok(out);
}

/** RFC 4648 section 4, padded. Decoding is strict: one spelling only. */
export function toBase64(bytes: Bytes): string {
    return sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL);
}
export function fromBase64(text: string): Result<Bytes> {
    return decodeBase64(text, sodium.base64_variants.ORIGINAL);
}
/** Section 5 ("base64url"), not padded. */
export function toBase64url(bytes: Bytes): string {
    return sodium.to_base64(bytes, sodium.base64_variants.URLSAFE_NO_PADDING);
}
export function fromBase64url(text: string): Result<Bytes> {
    return decodeBase64(text, sodium.base64_variants.URLSAFE_NO_PADDING);
}
function decodeBase64(text: string, variant: number): Result<Bytes> {
    try {
        const bytes = sodium.from_base64(text, variant);
        if (sodium.to_base64(bytes, variant) === text) return ok(bytes);
    } catch {
        // What libsodium cannot read is refused like what it reads with leniency.
    }
    return malformed("base64");
}

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
    return encoder.encode(text);
}
/** Every byte counts, a byte order mark too; malformed for what is not UTF-8. */
export function fromUtf8(bytes: Bytes): Result<string> {
    try {
        return ok(strictDecoder.decode(bytes));
    } catch {
        return malformed("UTF-8");
    }
}

export function sha256(bytes: Bytes): Bytes {
    return sodium.crypto_hash_sha256(bytes);
}
