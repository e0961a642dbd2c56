// Proof that two images have one secret: P1 = x·G and P2 = x·B2. Chaum and Pedersen, "Wallet Databases with
// Observers", CRYPTO '92; the challenge is over the whole statement. docs/protocol.md, sections 5 (a coin) and 8
// (a decryption share).
import { equal } from "./bytes";
import { addPoints, multiply, type Point, type Scalar, timesG } from "./group";
import { Nonces, type Rng } from "./random";
import { accepted, Reason, refuse, type Status } from "./result";
import { respond, type SecretScalar, wiping } from "./secret";
import type { Transcript } from "./transcript";

export interface EqualityProof {
    readonly R1: Point; // κ·G
    readonly R2: Point; // κ·B2
    readonly z: Scalar; // κ + e·x
}

/** `statement` is the challenge's transcript up to R1: label, what the proof is bound to, and the images. */
export function proveEquality(
    statement: Transcript,
    base2: Point,
    x: SecretScalar,
    rng?: Rng,
): EqualityProof {
    return wiping(() => {
        const kappa = Nonces.of([x], statement, rng).draw();
        const R1 = kappa.timesG().publish();
        const R2 = kappa.timesPoint(base2).publish();
        return { R1, R2, z: respond(kappa, statement.add(R1, R2).hs(), x) };
    });
}

/** Bad proof unless z·G = R1 + e·P1 and z·B2 = R2 + e·P2. */
export function checkEquality(
    statement: Transcript,
    image1: Point,
    base2: Point,
    image2: Point,
    { R1, R2, z }: EqualityProof,
): Status {
    const e = statement.add(R1, R2).hs();
    if (!equal(timesG(z), addPoints(R1, multiply(e, image1)))) return refuse(Reason.badProof, "z·G");
    if (!equal(multiply(z, base2), addPoints(R2, multiply(e, image2))))
        return refuse(Reason.badProof, "z·base");
    return accepted;
}
