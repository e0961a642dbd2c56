// The counting board's key: n dealers share out n secrets so that any t of them can decrypt and fewer learn
// nothing. Pedersen, EUROCRYPT '91, with Feldman's commitments; every dealing proves knowledge of its constant
// term. docs/protocol.md, sections 4 and 8. Trustees count from 1.
import { type Bytes, concat, equal, le32 } from "./bytes";
import {
    addPoints,
    identity,
    invertScalar,
    isIdentity,
    multiply,
    multiplyScalars,
    one,
    type Point,
    type Scalar,
    scalarOf,
    subtractScalars,
    timesG,
} from "./group";
import { Nonces, type Rng } from "./random";
import { check, malformed, ok, Reason, refuse, type Result, type Status } from "./result";
import { checkSchnorr, proveSchnorr, type SchnorrProof } from "./schnorr";
import { outliving, SecretBytes, SecretScalar, wiping } from "./secret";
import { Transcript } from "./transcript";

/** F[i,0] … F[i,t−1] of one dealer: the images of its polynomial's coefficients. */
export type Commitments = readonly Point[];

/** A dealer's secret polynomial h of degree t − 1, constant term first. */
export class Polynomial {
    constructor(readonly coefficients: readonly SecretScalar[]) {}

    /** `seed` is that of the trustee's Ed25519 key, and stays the caller's. */
    static draw(threshold: number, seed: SecretBytes, ceremony: Bytes, rng?: Rng): Polynomial {
        return wiping(() => {
            const nonces = new Nonces(seed.clone(), Transcript.of("dealing").add(ceremony).context(), rng);
            return new Polynomial(Array.from({ length: threshold }, () => outliving(nonces.draw())));
        });
    }
    /** h(j) */
    at(trustee: number): SecretScalar {
        const j = scalarOf(trustee);
        return wiping(() =>
            outliving(
                this.coefficients.reduceRight((sum, h) => sum.timesPublic(j).plus(h), SecretScalar.zero()),
            ),
        );
    }
    commitments(): Commitments {
        return wiping(() => this.coefficients.map((h) => h.timesG().publish()));
    }
    wipe(): void {
        for (const h of this.coefficients) h.wipe();
    }
}

function dealingStatement(ceremony: Bytes, dealer: number, commitments: Commitments): Transcript {
    return Transcript.of("dealing")
        .add(ceremony)
        .addLe32(dealer)
        .add(...commitments);
}

/** e = Hs("dealing"; ceremony, le32(i), F[i,0], …, F[i,t−1], R) */
export function proveDealing(
    ceremony: Bytes,
    dealer: number,
    polynomial: Polynomial,
    rng?: Rng,
): SchnorrProof {
    const [h0] = polynomial.coefficients;
    check(h0 !== undefined, "a polynomial without coefficients");
    return proveSchnorr(dealingStatement(ceremony, dealer, polynomial.commitments()), h0, rng);
}
/** Bad proof for an identity F[i,0] and for a proof that does not hold. Their number is the caller's to check. */
export function checkDealing(
    ceremony: Bytes,
    dealer: number,
    commitments: Commitments,
    proof: SchnorrProof,
): Status {
    const [F0] = commitments;
    check(F0 !== undefined, "a dealing without commitments");
    if (isIdentity(F0)) return refuse(Reason.badProof, "identity key");
    return checkSchnorr(dealingStatement(ceremony, dealer, commitments), F0, proof);
}

function shareHead(ceremony: Bytes, dealer: number, trustee: number): Bytes {
    return concat([ceremony, le32(dealer), le32(trustee)]);
}
/** What dealer i seals to trustee j: ceremony ‖ le32(i) ‖ le32(j) ‖ h_i(j), 72 bytes. */
export function sharePlaintext(
    ceremony: Bytes,
    dealer: number,
    trustee: number,
    share: SecretScalar,
): SecretBytes {
    return SecretBytes.concat([shareHead(ceremony, dealer, trustee), share.bytes]);
}
/** The share out of an opened box: malformed unless bound to just this, bad proof unless it fits the commitments. */
export function acceptShare(
    plaintext: SecretBytes,
    ceremony: Bytes,
    dealer: number,
    trustee: number,
    commitments: Commitments,
): Result<SecretScalar> {
    const head = shareHead(ceremony, dealer, trustee);
    if (plaintext.size !== head.length + 32 || !equal(plaintext.bytes.subarray(0, head.length), head))
        return malformed("share: not bound to this ceremony, dealer and trustee");
    return wiping((): Result<SecretScalar> => {
        const share = SecretScalar.decode(plaintext.bytes.subarray(head.length));
        if (!share.ok) return share;
        if (!equal(share.value.timesG().publish(), evaluate(commitments, trustee)))
            return refuse(Reason.badProof, "share");
        return ok(outliving(share.value));
    });
}
/** h_i(j)·G = Σ_u j^u·F[i,u] */
export function shareFits(share: Scalar, trustee: number, commitments: Commitments): boolean {
    return equal(timesG(share), evaluate(commitments, trustee));
}

/** Σ_u j^u·F[u], by Horner's rule. */
function evaluate(commitments: Commitments, trustee: number): Point {
    const j = scalarOf(trustee);
    return commitments.reduceRight((sum, F) => addPoints(multiply(j, sum), F), identity);
}

/** Y = Σ_i F[i,0] */
export function jointKey(dealings: readonly Commitments[]): Point {
    return dealings.reduce((Y, F) => addPoints(Y, F[0] ?? identity), identity);
}
/** Σ_i F[i,u] for each u; the first is Y. All dealings have t of them. */
export function jointCommitments(dealings: readonly Commitments[]): Commitments {
    const [first = [], ...others] = dealings;
    return first.map((F_u, u) => others.reduce((sum, F) => addPoints(sum, F[u] ?? identity), F_u));
}
/** V_j = Σ_u j^u·(Σ_i F[i,u]), the public image of trustee j's secret share. */
export function publicShare(joint: Commitments, trustee: number): Point {
    return evaluate(joint, trustee);
}

/** λ_i = Π_{j≠i} j/(j−i) for each i of `trustees`, in their order; distinct and not 0. */
export function lagrangeAtZero(trustees: readonly number[]): Scalar[] {
    return trustees.map((i) => {
        let numerator = one;
        let denominator = one;
        for (const j of trustees) {
            if (j === i) continue;
            numerator = multiplyScalars(numerator, scalarOf(j));
            denominator = multiplyScalars(denominator, subtractScalars(scalarOf(j), scalarOf(i)));
        }
        return multiplyScalars(numerator, invertScalar(denominator));
    });
}
