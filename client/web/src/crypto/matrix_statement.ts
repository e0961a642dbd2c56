// The ballot proof of docs/protocol.md, section 6: every row of a secret matrix is one-hot; k ciphertexts hold
// what the first k rows say; the last m rows name the place of a key in a ring; and the tag is that key's. Groth
// and Kohlweiss, EUROCRYPT 2015; Bootle et al., ESORICS 2015; the two-commitment form of Lelantus Spark. Here is
// what prover and verifier share: statement, proof and challenges.
import { type Bytes, isZero } from "./bytes";
import { generatorW, type TagGenerators } from "./credential";
import { addPoints, isIdentity, type Point, type Scalar, subtractPoints } from "./group";
import { accepted, check, Reason, refuse, type Status } from "./result";
import { Transcript } from "./transcript";

export const columns = 4;

/** An exponential ElGamal ciphertext: alpha = r·G, beta = r·Y + w·G. */
export interface Ciphertext {
    readonly alpha: Point;
    readonly beta: Point;
}
export function addCiphertexts(a: Ciphertext, b: Ciphertext): Ciphertext {
    return { alpha: addPoints(a.alpha, b.alpha), beta: addPoints(a.beta, b.beta) };
}
export function subtractCiphertexts(a: Ciphertext, b: Ciphertext): Ciphertext {
    return { alpha: subtractPoints(a.alpha, b.alpha), beta: subtractPoints(a.beta, b.beta) };
}

/** The generators that are the same for all elections: W of the credentials, and of the commitments K and, per row, four
    cells K[j,i] and L[j,i]. */
export interface Generators {
    readonly W: Point;
    readonly K: Point;
    readonly rows: readonly (readonly { readonly K: Point; readonly L: Point }[])[];
}
export function generatorsOfRows(rows: number): Generators {
    const cell = (label: string, j: number, i: number) => Transcript.of(label).addLe32(j, i).hp();
    return {
        W: generatorW(),
        K: Transcript.of("generator/blind").hp(),
        rows: Array.from({ length: rows }, (_, j) =>
            Array.from({ length: columns }, (_, i) => ({
                K: cell("generator/bit", j, i),
                L: cell("generator/square", j, i),
            })),
        ),
    };
}

/** A ring of keys, padded to 4^m places by repeating its last key. */
export interface Ring {
    readonly keys: readonly Point[]; // the distinct ones, in order; at least one
    readonly m: number;
}

/** What a ballot is proved and verified against; all of it follows from the opening. */
export interface MatrixStatement extends TagGenerators {
    readonly openDigest: Bytes;
    readonly generators: Generators; // of at least k + m rows
    readonly Y: Point;
    readonly w: readonly Scalar[]; // 0, 1, c, c²
    readonly ringIndex: number; // g
    readonly ring: Ring;
    readonly revision: number;
}

/** What is proved, and the proof, in the order of the body's layout. */
export interface MatrixProof {
    readonly tag: Point;
    readonly ciphertexts: readonly Ciphertext[]; // k of them
    readonly A: Point;
    readonly B: Point;
    readonly tau: Point;
    readonly upsilon: Point;
    readonly sigma: readonly Point[]; // m of them
    readonly f: readonly (readonly Scalar[])[]; // k + m rows, columns 1, 2, 3
    readonly zA: Scalar;
    readonly zr: Scalar;
    readonly z: Scalar;
    readonly zU: Scalar;
}

type BeforeY = Pick<MatrixProof, "tag" | "ciphertexts" | "A" | "B">;
type BeforeX = Pick<MatrixProof, "tau" | "upsilon" | "sigma">;

/** y = Hs("ballot/y"; open_digest, le32(g), le32(revision), tag, α_0, β_0, …, A, B) */
export function challengeY(statement: MatrixStatement, { tag, ciphertexts, A, B }: BeforeY): Scalar {
    return Transcript.of("ballot/y")
        .add(statement.openDigest)
        .addLe32(statement.ringIndex, statement.revision)
        .add(tag, ...ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]), A, B)
        .hs();
}
/** x = Hs("ballot/x"; y, τ, υ, σ_0, …, σ_{m−1}) */
export function challengeX(y: Scalar, { tau, upsilon, sigma }: BeforeX): Scalar {
    return Transcript.of("ballot/x")
        .add(y, tau, upsilon, ...sigma)
        .hs();
}

export interface MatrixChallenges {
    readonly y: Scalar;
    readonly x: Scalar;
}
export function challengesOf(statement: MatrixStatement, proof: MatrixProof): MatrixChallenges {
    const y = challengeY(statement, proof);
    return { y, x: challengeX(y, proof) };
}
/** Bad proof where the tag is the identity or a challenge is zero: without these a forgery exists. */
export function checkNotDegenerate(proof: MatrixProof, { y, x }: MatrixChallenges): Status {
    if (isIdentity(proof.tag)) return refuse(Reason.badProof, "ballot: identity tag");
    if (isZero(y) || isZero(x)) return refuse(Reason.badProof, "ballot: challenge zero");
    return accepted;
}

/** The element at that place, which is there. */
export function at<T>(list: readonly T[], place: number): T {
    const element = list[place];
    check(element !== undefined, "a place beyond the end of a list");
    return element;
}
