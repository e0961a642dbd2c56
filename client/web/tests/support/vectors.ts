// The shared vectors of tests/vectors, which the C++ reads too.
import { readFileSync } from "node:fs";
import { fromHex, type Bytes } from "../../src/crypto/bytes";
import { decodePoint, decodeScalar, type Point, type Scalar } from "../../src/crypto/group";
import { describe, type Result } from "../../src/crypto/result";

export const vectorsFolder = new URL("../../../../tests/vectors/", import.meta.url);

/** A vector file's value; what is in it is said by the type that the test gives it. */
export function readVectors<T>(name: string): T {
    return JSON.parse(readFileSync(new URL(name, vectorsFolder), "utf8")) as T;
}

export function must<T>(result: Result<T>): T {
    if (!result.ok) throw new Error(`refused: ${result.reason} ${result.detail}`);
    return result.value;
}
/** Why not, where something was to be refused: "malformed (hex)". "accepted" otherwise. */
export function refusal(result: Result<unknown>): string {
    return result.ok ? "accepted" : describe(result);
}
export const bytes = (hex: string): Bytes => must(fromHex(hex));
export const point = (hex: string): Point => must(decodePoint(bytes(hex)));
export const scalar = (hex: string): Scalar => must(decodeScalar(bytes(hex)));
