// The verifier's equations of docs/protocol.md, section 6.3, gathered into one sum that has to be the identity. How
// the sum is computed is the caller's: one ballot by libsodium (below), many in bulk/. Public data, variable time.
import type { Bytes } from "./bytes";
import type { TagGenerators } from "./credential";
import {
    addPoints,
    generator,
    identity,
    isIdentity,
    multiply,
    order,
    type Point,
    scalarOfBigint,
    scalarToBigint,
    timesG,
} from "./group";
import {
    at,
    columns,
    type Generators,
    type MatrixChallenges,
    type MatrixProof,
    type MatrixStatement,
    type Ring,
} from "./matrix_statement";
import { check } from "./result";

/** What is added up: scalars modulo the order, and their points. `shared` ones come again in every batch. */
export interface Term {
    readonly scalar: bigint;
    readonly point: Point;
    readonly shared: boolean;
}
/** Whether Σ scalar·point is the identity. */
export type SumIsIdentity = (terms: readonly Term[]) => boolean;

/** Weights of equations (1) to (4); 0 leaves one out. */
export type EquationWeights = readonly [bigint, bigint, bigint, bigint];

const mod = (value: bigint): bigint => {
    const rest = value % order;
    return rest < 0n ? rest + order : rest;
};

/** What all ballots of an opening share. */
export interface MatrixOpening extends TagGenerators {
    readonly generators: Generators;
    readonly Y: Point;
    readonly rings: readonly Ring[];
}

/** The weighted equations of several ballots of one opening. */
export class MatrixBatch {
    private readonly own: Term[] = [];
    private G = 0n;
    private W = 0n;
    private U = 0n;
    private UPrime = 0n;
    private Y = 0n;
    private K = 0n;
    private readonly rows: { K: bigint; L: bigint }[][];
    private readonly ringScalars: bigint[][];

    constructor(private readonly opening: MatrixOpening) {
        this.rows = opening.generators.rows.map((row) => row.map(() => ({ K: 0n, L: 0n })));
        this.ringScalars = opening.rings.map(() => []);
    }

    add(
        statement: MatrixStatement,
        proof: MatrixProof,
        challenges: MatrixChallenges,
        weights: EquationWeights,
    ): void {
        check(proof.f.length <= this.rows.length, "matrix batch: rows");
        const x = scalarToBigint(challenges.x);
        const y = scalarToBigint(challenges.y);
        // f[j,0] = x − f[j,1] − f[j,2] − f[j,3], and the three that travel.
        const f = proof.f.map((row) => {
            const told = row.map(scalarToBigint);
            return [mod(told.reduce((rest, f_i) => rest - f_i, x)), ...told];
        });
        if (weights[0] !== 0n) this.addRows(proof, f, x, weights[0]);
        if (weights[1] !== 0n || weights[2] !== 0n)
            this.addLevels(statement, proof, f, x, y, weights[1], weights[2]);
        if (weights[3] !== 0n) this.addRing(statement, proof, f, x, y, weights[3]);
    }

    /** The sum's terms, to be compared with the identity at once. */
    terms(): Term[] {
        const terms = [...this.own];
        const share = (scalar: bigint, point: Point) => {
            terms.push({ scalar: mod(scalar), point, shared: true });
        };
        share(this.G, generator());
        share(this.W, this.opening.generators.W);
        share(this.U, this.opening.U);
        share(this.UPrime, this.opening.UPrime);
        share(this.Y, this.opening.Y);
        share(this.K, this.opening.generators.K);
        this.opening.generators.rows.forEach((row, j) => {
            row.forEach(({ K, L }, i) => {
                const scalars = at(at(this.rows, j), i);
                share(scalars.K, K);
                share(scalars.L, L);
            });
        });
        this.ringScalars.forEach((scalars, g) => {
            scalars.forEach((scalar, place) => {
                share(scalar, at(at(this.opening.rings, g).keys, place));
            });
        });
        return terms.filter(({ scalar }) => scalar !== 0n);
    }

    private addOwn(scalar: bigint, point: Point): void {
        this.own.push({ scalar: mod(scalar), point, shared: false });
    }

    // (1)  x·B + A = z_A·K + Σ f[j,i]·K[j,i] + Σ f[j,i](x − f[j,i])·L[j,i]
    private addRows(proof: MatrixProof, f: readonly bigint[][], x: bigint, weight: bigint): void {
        this.addOwn(weight * x, proof.B);
        this.addOwn(weight, proof.A);
        this.K -= weight * scalarToBigint(proof.zA);
        f.forEach((row, j) => {
            row.forEach((f_ji, i) => {
                const scalars = at(at(this.rows, j), i);
                const weighted = mod(weight * f_ji);
                scalars.K -= weighted;
                scalars.L -= mod(weighted * (x - f_ji));
            });
        });
    }

    // (2)  x·Σ_j y^j·α_j + τ = z_r·G
    // (3)  x·Σ_j y^j·β_j + υ = z_r·Y + (Σ_j y^j Σ_i w[i]·f[j,i])·G
    // Never joined by weights known before z_r is fixed: docs/protocol.md says what that would allow.
    private addLevels(
        statement: MatrixStatement,
        proof: MatrixProof,
        f: readonly bigint[][],
        x: bigint,
        y: bigint,
        weight2: bigint,
        weight3: bigint,
    ): void {
        const w = statement.w.map(scalarToBigint);
        let power = 1n;
        let levels = 0n;
        proof.ciphertexts.forEach(({ alpha, beta }, j) => {
            this.addOwn(weight2 * x * power, alpha);
            this.addOwn(weight3 * x * power, beta);
            levels += power * at(f, j).reduce((row, f_ji, i) => row + at(w, i) * f_ji, 0n);
            power = mod(power * y);
        });
        this.addOwn(weight2, proof.tau);
        this.addOwn(weight3, proof.upsilon);
        const zr = scalarToBigint(proof.zr);
        this.G -= weight2 * zr + weight3 * mod(levels);
        this.Y -= weight3 * zr;
    }

    // (4)  Σ_i P_i·ring[i] + y·x^m·tag − Σ_d x^d·σ_d = z·(G + y·U) + z_u·(W + y·U')
    private addRing(
        statement: MatrixStatement,
        proof: MatrixProof,
        f: readonly bigint[][],
        x: bigint,
        y: bigint,
        weight: bigint,
    ): void {
        const { keys, m } = statement.ring;
        const scalars = at(this.ringScalars, statement.ringIndex);
        while (scalars.length < keys.length) scalars.push(0n);
        const products = placeProducts(f.slice(proof.ciphertexts.length), m, weight);
        products.forEach((product, place) => {
            const key = Math.min(place, keys.length - 1); // padding repeats the last key
            scalars[key] = (scalars[key] ?? 0n) + product;
        });
        let power = 1n;
        for (const sigma of proof.sigma) {
            this.addOwn(-weight * power, sigma);
            power = mod(power * x);
        }
        this.addOwn(weight * mod(y * power), proof.tag);
        const z = mod(weight * scalarToBigint(proof.z));
        this.G -= z;
        this.U -= z * y;
        const zU = mod(weight * scalarToBigint(proof.zU));
        this.W -= zU;
        this.UPrime -= zU * y;
    }
}

/** weight·P_i for every place i, P_i = Π_d f[k+d, i_d]; from the most significant digit down. */
function placeProducts(rows: readonly bigint[][], m: number, weight: bigint): bigint[] {
    let products = [weight];
    for (let d = m - 1; d >= 0; --d) {
        const f = at(rows, d);
        check(f.length === columns, "matrix batch: columns");
        products = products.flatMap((product) => f.map((f_i) => mod(product * f_i)));
    }
    return products;
}

/** 0 where all equations hold, else the first that does not. */
export function firstFailingEquation(
    statement: MatrixStatement,
    proof: MatrixProof,
    challenges: MatrixChallenges,
    isSumIdentity: SumIsIdentity = sumIsIdentity,
): 0 | 1 | 2 | 3 | 4 {
    const { generators, Y, U, UPrime, ring } = statement;
    // The only ring here is the statement's own: the challenges, which hold its real index, are made.
    const alone = { ...statement, ringIndex: 0 };
    for (const equation of [1, 2, 3, 4] as const) {
        const weights: EquationWeights = [
            equation === 1 ? 1n : 0n,
            equation === 2 ? 1n : 0n,
            equation === 3 ? 1n : 0n,
            equation === 4 ? 1n : 0n,
        ];
        const batch = new MatrixBatch({ generators, Y, U, UPrime, rings: [ring] });
        batch.add(alone, proof, challenges, weights);
        if (!isSumIdentity(batch.terms())) return equation;
    }
    return 0;
}

/** Over libsodium: one product and one sum a point. For a ballot alone. */
export const sumIsIdentity: SumIsIdentity = (terms) => {
    const G: Bytes = generator();
    let sum = identity;
    for (const { scalar, point } of terms) {
        const reduced = scalarOfBigint(scalar);
        sum = addPoints(sum, point === G ? timesG(reduced) : multiply(reduced, point));
    }
    return isIdentity(sum);
};
