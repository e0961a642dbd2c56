// Multi-scalar multiplication on public points, fast and in variable time, by @noble/curves. Loaded only where many
// ballots are verified. Nothing here takes a secret.
import { ristretto255 } from "@noble/curves/ed25519.js";
import { pippenger } from "@noble/curves/abstract/curve.js";
import type { Bytes } from "../bytes";
import type { SumIsIdentity } from "../matrix_check";

const { Point } = ristretto255;
type NoblePoint = InstanceType<typeof Point>;

// Decoding costs as much as many additions, and the generators and rings come again with every batch.
const decoded = new WeakMap<Bytes, NoblePoint>();

function decode(bytes: Bytes, shared: boolean): NoblePoint {
    const known = shared ? decoded.get(bytes) : undefined;
    if (known) return known;
    const point = Point.fromBytes(bytes);
    if (shared) decoded.set(bytes, point);
    return point;
}

/** Compared in the ristretto quotient, which noble's `is0` is for these points. */
export const sumIsIdentity: SumIsIdentity = (terms) =>
    pippenger(
        Point,
        terms.map(({ point, shared }) => decode(point, shared)),
        terms.map(({ scalar }) => scalar),
    ).is0();
