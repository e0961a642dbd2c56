// The prover of the ballot proof: docs/protocol.md, section 6.1. Constant time in witness and randomness.
import type { Credential } from "./credential";
import { addPoints, generator, multiply, multiplyScalars, one, type Point, type Scalar } from "./group";
import {
    at,
    challengeX,
    challengeY,
    type Ciphertext,
    columns,
    type Generators,
    type MatrixProof,
    type MatrixStatement,
} from "./matrix_statement";
import type { Nonces } from "./random";
import { check } from "./result";
import { respond, type SecretDigit, SecretPoint, SecretScalar, wiping } from "./secret";

/** What hides the place, and needs no choices. Like all randomness of a sealing it is drawn afresh every time: used under
    a second challenge it gives the vote and the credential away. */
export interface PlaceRandomness {
    readonly a: readonly (readonly SecretScalar[])[]; // m rows, columns 1, 2, 3
    readonly phi: readonly SecretScalar[]; // m of them
    readonly psi: readonly SecretScalar[]; // m of them
}
/** What hides the marks. */
export interface MarksRandomness {
    readonly r: readonly SecretScalar[]; // per official
    readonly a: readonly (readonly SecretScalar[])[]; // k rows, columns 1, 2, 3
    readonly rA: SecretScalar;
    readonly rB: SecretScalar;
    readonly rho: SecretScalar;
}
const several = (count: number, nonces: Nonces) => Array.from({ length: count }, () => nonces.draw());
const rowsOf = (rows: number, nonces: Nonces) =>
    Array.from({ length: rows }, () => several(columns - 1, nonces));

export function drawPlaceRandomness(m: number, nonces: Nonces): PlaceRandomness {
    const a = rowsOf(m, nonces);
    const pairs = Array.from({ length: m }, () => ({ phi: nonces.draw(), psi: nonces.draw() }));
    return { a, phi: pairs.map(({ phi }) => phi), psi: pairs.map(({ psi }) => psi) };
}
export function drawMarksRandomness(k: number, nonces: Nonces): MarksRandomness {
    return {
        r: several(k, nonces),
        a: rowsOf(k, nonces),
        rA: nonces.draw(),
        rB: nonces.draw(),
        rho: nonces.draw(),
    };
}
export function wipePlaceRandomness({ a, phi, psi }: PlaceRandomness): void {
    for (const secret of [...a.flat(), ...phi, ...psi]) secret.wipe();
}
function wipeMarksRandomness({ r, a, rA, rB, rho }: MarksRandomness): void {
    for (const secret of [...r, ...a.flat(), rA, rB, rho]) secret.wipe();
}

/** The randomness of all rows, in their order. */
interface MatrixRandomness {
    readonly a: readonly (readonly SecretScalar[])[]; // k + m rows
    readonly place: PlaceRandomness;
    readonly marks: MarksRandomness;
}

/** The choices and the place, which the proof hides. */
export interface MatrixWitness {
    readonly credential: Credential;
    readonly levels: readonly SecretDigit[]; // k of them
    readonly digits: readonly SecretDigit[]; // m of them, of the place, least significant first
}

/** `sums` is ringSums of the same ring, digits and randomness. What was drawn is wiped at the end. */
export function proveMatrix(
    statement: MatrixStatement,
    witness: MatrixWitness,
    place: PlaceRandomness,
    marks: MarksRandomness,
    sums: readonly SecretPoint[],
): MatrixProof {
    const k = witness.levels.length;
    const m = witness.digits.length;
    check(m === statement.ring.m && sums.length === m, "matrix proof: another ring");
    check(marks.r.length === k && place.phi.length === m, "matrix proof: another size");
    const randomness = { a: [...marks.a, ...place.a], place, marks };
    const proof = wiping(() => {
        const a = randomness.a.map(fullRow);
        const committed = {
            tag: witness.credential.tag(statement),
            ciphertexts: encrypt(statement, witness.levels, marks.r),
            A: commitA(statement.generators, a, marks.rA),
            B: commitB(statement.generators, a, witness, marks.rB),
        };
        const y = challengeY(statement, committed);
        const base = addPoints(generator(), multiply(y, statement.U)); // G + y·U
        const baseU = addPoints(statement.generators.W, multiply(y, statement.UPrime)); // W + y·U'
        const level = upsilonExponent(statement, a.slice(0, k), y).timesG();
        const blinded = {
            tau: marks.rho.timesG().publish(),
            upsilon: marks.rho.timesPoint(statement.Y).plus(level).publish(),
            sigma: sums.map((sum, d) => {
                const [phi, psi] = [at(place.phi, d), at(place.psi, d)];
                return phi.timesPoint(base).plus(psi.timesPoint(baseU)).plus(sum).publish();
            }),
        };
        const x = challengeX(y, blinded);
        return { ...committed, ...blinded, ...answer(y, x, witness, randomness) };
    });
    wipePlaceRandomness(place);
    wipeMarksRandomness(marks);
    for (const sum of sums) sum.wipe();
    return proof;
}

/** a[j,0] … a[j,3], the first so that the row sums to zero. */
function fullRow(a: readonly SecretScalar[]): SecretScalar[] {
    return [at(a, 0).plus(at(a, 1)).plus(at(a, 2)).negated(), ...a];
}

/** The digit of row j: the level of an official, or a digit of the place. */
function digitOfRow({ levels, digits }: MatrixWitness, j: number): SecretDigit {
    return j < levels.length ? at(levels, j) : at(digits, j - levels.length);
}

/** The encrypted levels: α_j = r_j·G, β_j = r_j·Y + w[v_j]·G */
function encrypt(
    statement: MatrixStatement,
    levels: readonly SecretDigit[],
    r: readonly SecretScalar[],
): Ciphertext[] {
    const weights = statement.w.map((w) => SecretScalar.of(w).timesG());
    return levels.map((level, j) => ({
        alpha: at(r, j).timesG().publish(),
        beta: at(r, j).timesPoint(statement.Y).plus(SecretPoint.select(level, weights)).publish(),
    }));
}

/** A = r_A·K + Σ a[j,i]·K[j,i] − Σ a[j,i]²·L[j,i] */
function commitA(generators: Generators, a: readonly SecretScalar[][], rA: SecretScalar): Point {
    let A = rA.timesPoint(generators.K);
    a.forEach((row, j) => {
        row.forEach((a_ji, i) => {
            const { K, L } = at(at(generators.rows, j), i);
            A = A.plus(a_ji.timesPoint(K)).minus(a_ji.times(a_ji).timesPoint(L));
        });
    });
    return A.publish();
}

/** B = r_B·K + Σ b[j,i]·K[j,i] + Σ a[j,i](1 − 2b[j,i])·L[j,i] */
function commitB(
    generators: Generators,
    a: readonly SecretScalar[][],
    witness: MatrixWitness,
    rB: SecretScalar,
): Point {
    const unit = SecretScalar.of(one);
    let B = rB.timesPoint(generators.K);
    a.forEach((row, j) => {
        const digit = digitOfRow(witness, j);
        const cells = at(generators.rows, j);
        row.forEach((a_ji, i) => {
            const b = SecretScalar.bit(digit.mask(i));
            B = B.plus(a_ji.times(unit.minus(b).minus(b)).timesPoint(at(cells, i).L));
        });
        B = B.plus(
            SecretPoint.select(
                digit,
                cells.map(({ K }) => SecretPoint.of(K)),
            ),
        );
    });
    return B.publish();
}

/** Σ_j y^j Σ_i w[i]·a[j,i], over the k officials' rows. */
function upsilonExponent(
    statement: MatrixStatement,
    rows: readonly SecretScalar[][],
    y: Scalar,
): SecretScalar {
    let sum = SecretScalar.zero();
    let power = one;
    for (const a of rows) {
        const row = a.reduce(
            (total, a_i, i) => total.plus(a_i.timesPublic(at(statement.w, i))),
            SecretScalar.zero(),
        );
        sum = sum.plus(row.timesPublic(power));
        power = multiplyScalars(power, y);
    }
    return sum;
}

/** The responses. Each consumes the randomness that it answers with. */
function answer(
    y: Scalar,
    x: Scalar,
    witness: MatrixWitness,
    randomness: MatrixRandomness,
): Pick<MatrixProof, "f" | "zA" | "zr" | "z" | "zU"> {
    const { place, marks } = randomness;
    // f[j,i] = b[j,i]·x + a[j,i]
    const f = randomness.a.map((row, j) =>
        row.map((a, i) => respond(a, x, SecretScalar.bit(digitOfRow(witness, j).mask(i + 1)))),
    );
    const zA = respond(marks.rA, x, marks.rB); // z_A = r_B·x + r_A
    const combined = marks.r.reduceRight((sum, r) => sum.timesPublic(y).plus(r), SecretScalar.zero());
    const zr = respond(marks.rho, x, combined); // z_r = x·Σ y^j·r_j + ρ
    const { sk, u } = witness.credential;
    const xToTheM = place.phi.reduce((power) => multiplyScalars(power, x), one);
    const z = respond(atX(place.phi, x).negated(), xToTheM, sk); // z = sk·x^m − Σ_d φ_d·x^d
    const zU = respond(atX(place.psi, x).negated(), xToTheM, u); // z_u = u·x^m − Σ_d ψ_d·x^d
    return { f, zA, zr, z, zU };
}

/** Σ_d c_d·x^d */
function atX(coefficients: readonly SecretScalar[], x: Scalar): SecretScalar {
    return coefficients.reduceRight((sum, c) => sum.timesPublic(x).plus(c), SecretScalar.zero());
}
