// Proof of knowledge of x in P = x·G. Schnorr, CRYPTO '89; the challenge is over the whole statement (Bernhard,
// Pereira and Warinschi, ASIACRYPT 2012). docs/protocol.md, sections 4 and 9.
import { equal } from "./bytes";
import { addPoints, multiply, type Point, type Scalar, timesG } from "./group";
import { Nonces, type Rng } from "./random";
import { accepted, Reason, refuse, type Status } from "./result";
import { respond, type SecretScalar, wiping } from "./secret";
import type { Transcript } from "./transcript";

export interface SchnorrProof {
    readonly R: Point; // κ·G
    readonly z: Scalar; // κ + e·x
}

/** `statement` is the challenge's transcript up to R: label, what the proof is bound to, and P. */
export function proveSchnorr(statement: Transcript, x: SecretScalar, rng?: Rng): SchnorrProof {
    return wiping(() => {
        const kappa = Nonces.of([x], statement, rng).draw();
        const R = kappa.timesG().publish();
        return { R, z: respond(kappa, statement.add(R).hs(), x) };
    });
}

/** Bad proof unless z·G = R + e·P. Whether P may be the identity is the caller's to say. */
export function checkSchnorr(statement: Transcript, P: Point, { R, z }: SchnorrProof): Status {
    const e = statement.add(R).hs();
    const holds = equal(timesG(z), addPoints(R, multiply(e, P))); // z·G = R + e·P
    return holds ? accepted : refuse(Reason.badProof, "schnorr");
}
