// The prover of the ballot proof: docs/protocol.md, section 6, "The prover". Constant time in witness and
// randomness.
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
import type { NonceSource } from "./random";
import { check } from "./result";
import { respond, type SecretDigit, SecretPoint, SecretScalar, wiping } from "./secret";

/** The randomness of one sealing, drawn afresh every time: used under a second challenge it gives the vote and sk
    away. */
export interface MatrixRandomness {
    readonly r: readonly SecretScalar[]; // per official
    readonly a: readonly (readonly SecretScalar[])[]; // per row, columns 1, 2, 3
    readonly rA: SecretScalar;
    readonly rB: SecretScalar;
    readonly rho: SecretScalar;
    readonly phi: readonly SecretScalar[]; // m of them
}
export function drawRandomness(k: number, m: number, nonces: NonceSource): MatrixRandomness {
    const several = (count: number) => Array.from({ length: count }, () => nonces.draw());
    return {
        r: several(k),
        a: Array.from({ length: k + m }, () => several(columns - 1)),
        rA: nonces.draw(),
        rB: nonces.draw(),
        rho: nonces.draw(),
        phi: several(m),
    };
}
export function wipeRandomness({ r, a, rA, rB, rho, phi }: MatrixRandomness): void {
    for (const secret of [...r, ...a.flat(), rA, rB, rho, ...phi]) secret.wipe();
}

/** The choices and the place, which the proof hides. */
export interface MatrixWitness {
    readonly sk: SecretScalar;
    readonly levels: readonly SecretDigit[]; // k of them
    readonly digits: readonly SecretDigit[]; // m of them, of the place, least significant first
}

/** `sums` is ringSums of the same ring, digits and randomness. What was drawn is wiped at the end. */
export function proveMatrix(
    statement: MatrixStatement,
    witness: MatrixWitness,
    randomness: MatrixRandomness,
    sums: readonly SecretPoint[],
): MatrixProof {
    const k = witness.levels.length;
    const m = witness.digits.length;
    check(m === statement.ring.m && sums.length === m, "matrix proof: another ring");
    check(randomness.r.length === k && randomness.a.length === k + m, "matrix proof: another size");
    const proof = wiping(() => {
        const a = randomness.a.map(fullRow);
        const committed = {
            tag: witness.sk.timesPoint(statement.U).publish(),
            ciphertexts: encrypt(statement, witness.levels, randomness.r),
            A: commitA(statement.generators, a, randomness.rA),
            B: commitB(statement.generators, a, witness, randomness.rB),
        };
        const y = challengeY(statement, committed);
        const blindingBase = addPoints(generator(), multiply(y, statement.U));
        const level = upsilonExponent(statement, a.slice(0, k), y).timesG();
        const blinded = {
            tau: randomness.rho.timesG().publish(),
            upsilon: randomness.rho.timesPoint(statement.Y).plus(level).publish(),
            sigma: sums.map((sum, d) => at(randomness.phi, d).timesPoint(blindingBase).plus(sum).publish()),
        };
        const x = challengeX(y, blinded);
        return { ...committed, ...blinded, ...answer(y, x, witness, randomness) };
    });
    wipeRandomness(randomness);
    for (const sum of sums) sum.wipe();
    return proof;
}

/** a[j,0] … a[j,3], the first so that the row sums to zero. */
function fullRow(a: readonly SecretScalar[]): SecretScalar[] {
    return [at(a, 0).plus(at(a, 1)).plus(at(a, 2)).negated(), ...a];
}

/** Row j's digit: the official's level, or a digit of the place. */
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
): Pick<MatrixProof, "f" | "zA" | "zr" | "z"> {
    // f[j,i] = b[j,i]·x + a[j,i]
    const f = randomness.a.map((row, j) =>
        row.map((a, i) => respond(a, x, SecretScalar.bit(digitOfRow(witness, j).mask(i + 1)))),
    );
    const zA = respond(randomness.rA, x, randomness.rB); // z_A = r_B·x + r_A
    const combined = randomness.r.reduceRight((sum, r) => sum.timesPublic(y).plus(r), SecretScalar.zero());
    const zr = respond(randomness.rho, x, combined); // z_r = x·Σ y^j·r_j + ρ
    let phi = SecretScalar.zero();
    let power = one;
    for (const phi_d of randomness.phi) {
        phi = phi.plus(phi_d.timesPublic(power));
        power = multiplyScalars(power, x);
    }
    return { f, zA, zr, z: respond(phi.negated(), power, witness.sk) }; // z = sk·x^m − Σ_d φ_d·x^d
}
