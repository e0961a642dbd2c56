// The group ristretto255 (RFC 9496) and the integers modulo its order, public values only.
//
// libsodium answers -1 (here: throws) when a product is the identity, calls the identity a valid point, takes
// scalars that are not reduced and, in some versions, points with bit 255 set. This file and secret.ts settle
// these; nobody else calls it for the group.
import { type Bytes, equal, isZero, le64, toHex } from "./bytes";
import { check, malformed, ok, type Result } from "./result";
import { sodium } from "./sodium";

declare const pointBrand: unique symbol;
declare const scalarBrand: unique symbol;
/** An element of the group: 32 bytes, the one encoding of RFC 9496, so equal points have equal bytes. */
export type Point = Bytes & { readonly [pointBrand]: true };
/** An integer modulo the group order, public, always reduced: 32 bytes, little endian. */
export type Scalar = Bytes & { readonly [scalarBrand]: true };

/** The group's order, ℓ. */
export const order = 2n ** 252n + 27742317777372353535851937790883648493n;

export const identity = new Uint8Array(32) as Point;
export const zero = new Uint8Array(32) as Scalar;
export const one = scalarOf(1);

/** A whole number below 2^64. */
export function scalarOf(value: number | bigint): Scalar {
    const out = new Uint8Array(32);
    out.set(le64(value));
    return out as Scalar;
}
/** Malformed unless 32 bytes below the order. */
export function decodeScalar(bytes: Bytes): Result<Scalar> {
    if (bytes.length !== 32) return malformed("scalar: length");
    const wide = new Uint8Array(64);
    wide.set(bytes);
    const reduced = reduceScalar(wide);
    return equal(reduced, bytes) ? ok(reduced) : malformed("not a canonical scalar");
}
/** 64 bytes modulo the order. */
export function reduceScalar(wide: Bytes): Scalar {
    return sodium.crypto_core_ristretto255_scalar_reduce(wide) as Scalar;
}
export function subtractScalars(a: Scalar, b: Scalar): Scalar {
    return sodium.crypto_core_ristretto255_scalar_sub(a, b) as Scalar;
}
export function multiplyScalars(a: Scalar, b: Scalar): Scalar {
    return sodium.crypto_core_ristretto255_scalar_mul(a, b) as Scalar;
}
/** Of a scalar other than zero. */
export function invertScalar(a: Scalar): Scalar {
    check(!isZero(a), "inverse of zero");
    return sodium.crypto_core_ristretto255_scalar_invert(a) as Scalar;
}
/** For sums and products of many public scalars, which bigint does faster than a call into libsodium each. */
export function scalarToBigint(scalar: Scalar): bigint {
    return BigInt("0x" + toHex(scalar.slice().reverse()));
}
export function scalarOfBigint(value: bigint): Scalar {
    const out = new Uint8Array(32);
    let rest = ((value % order) + order) % order;
    for (let i = 0; i < 32; ++i, rest >>= 8n) out[i] = Number(rest & 0xffn);
    return out as Scalar;
}

/** Malformed unless 32 bytes, bit 255 clear and canonical. Takes the identity: who may not have it says so. */
export function decodePoint(bytes: Bytes): Result<Point> {
    if (bytes.length !== 32) return malformed("point: length");
    const bit255 = ((bytes[31] ?? 0) & 0x80) !== 0;
    if (bit255 || (!isZero(bytes) && !sodium.crypto_core_ristretto255_is_valid_point(bytes)))
        return malformed("not a canonical point");
    return ok(bytes as Point);
}
/** The point from 64 bytes (RFC 9496, section 4.3.4). */
export function pointFromHash(hash: Bytes): Point {
    return sodium.crypto_core_ristretto255_from_hash(hash) as Point;
}
export function isIdentity(point: Point): boolean {
    return isZero(point);
}
export function addPoints(a: Point, b: Point): Point {
    return sodium.crypto_core_ristretto255_add(a, b) as Point;
}
export function subtractPoints(a: Point, b: Point): Point {
    return sodium.crypto_core_ristretto255_sub(a, b) as Point;
}
/** scalar·point */
export function multiply(scalar: Scalar, point: Point): Point {
    if (isZero(scalar) || isZero(point)) return identity; // the products that libsodium throws at
    return sodium.crypto_scalarmult_ristretto255(scalar, point) as Point;
}
/** scalar·G, in a third of the time of scalar·point. */
export function timesG(scalar: Scalar): Point {
    if (isZero(scalar)) return identity;
    return sodium.crypto_scalarmult_ristretto255_base(scalar) as Point;
}

let base: Point | undefined;
/** G. */
export function generator(): Point {
    return (base ??= timesG(one));
}
