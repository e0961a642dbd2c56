import { ristretto255 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import { le32, le64, toHex } from "../../src/crypto/bytes";
import {
    addPoints,
    decodePoint,
    decodeScalar,
    generator,
    multiply,
    pointFromHash,
    scalarOf,
    scalarOfBigint,
    scalarToBigint,
    subtractPoints,
    timesG,
} from "../../src/crypto/group";
import { tagGenerators } from "../../src/crypto/credential";
import { generatorsOfRows } from "../../src/crypto/matrix_statement";
import { sodium } from "../../src/crypto/sodium";
import { Transcript } from "../../src/crypto/transcript";
import { ringShape } from "../../src/election/rings";
import { areEnough, confirmationsNeeded } from "../../src/election/state";
import { bytes, point, readVectors, refusal, scalar } from "../support/vectors";

interface Named {
    bytes: string;
    what: string;
}
interface File {
    le32: { n: number; bytes: string }[];
    le64: { n: number; bytes: string }[];
    hash: {
        label: string;
        parts: string[];
        framed: string;
        H: string;
        Hs: string;
        Hp: string;
        Hb: string;
    }[];
    generators: { G: string; W: string; K: string; cells: { j: number; i: number; K: string; L: string }[] };
    election: { body: string; election_id: string; U: string; "U'": string };
    rings: {
        N: number;
        capacity: number;
        rings: number;
        m: number;
        first?: number[];
        size?: number[];
        first_of?: Record<string, number>;
    }[];
    confirmations: { M: number; t: number; q: number }[];
    confirmed: {
        n: number;
        t: number;
        witnesses: number;
        by_trustees: number;
        by_witnesses: number;
        confirmed: boolean;
    }[];
    group: {
        multiples_of_G: string[];
        from_hash: { input: string; point: string }[];
        valid_points: Named[];
        invalid_points: Named[];
        valid_scalars: string[];
        invalid_scalars: string[];
        multiply: { scalar: string; point: string; product: string }[];
        add: { a: string; b: string; sum: string }[];
    };
}
const file = readVectors<File>("hash-and-group.json");

describe("integers", () => {
    test.each(file.le32)("le32 of $n", ({ n, bytes: expected }) => {
        expect(toHex(le32(n))).toBe(expected);
    });
    test.each(file.le64)("le64 of $n", ({ n, bytes: expected }) => {
        expect(toHex(le64(n))).toBe(expected);
    });
});

describe("hashes", () => {
    test.each(file.hash)("$label $parts", (vector) => {
        const transcript = Transcript.of(vector.label).add(...vector.parts.map(bytes));
        expect(toHex(transcript.framed())).toBe(vector.framed);
        expect(toHex(transcript.h())).toBe(vector.H);
        expect(toHex(transcript.hs())).toBe(vector.Hs);
        expect(toHex(transcript.hp())).toBe(vector.Hp);
        expect(toHex(transcript.hb())).toBe(vector.Hb);
    });
    test("generators", () => {
        const rows = 1 + Math.max(...file.generators.cells.map(({ j }) => j));
        const generators = generatorsOfRows(rows);
        expect(toHex(generator())).toBe(file.generators.G);
        expect(toHex(generators.K)).toBe(file.generators.K);
        expect(toHex(generators.W)).toBe(file.generators.W);
        for (const { j, i, K, L } of file.generators.cells) {
            expect(toHex(generators.rows[j]?.[i]?.K ?? bytes(""))).toBe(K);
            expect(toHex(generators.rows[j]?.[i]?.L ?? bytes(""))).toBe(L);
        }
    });
    test("an election's id and tag generator", () => {
        const id = Transcript.of("election").add(bytes(file.election.body)).hb();
        expect(toHex(id)).toBe(file.election.election_id);
        const { U, UPrime } = tagGenerators(id);
        expect(toHex(U)).toBe(file.election.U);
        expect(toHex(UPrime)).toBe(file.election["U'"]);
    });
});

describe("the group", () => {
    test("multiples of G", () => {
        file.group.multiples_of_G.forEach((multiple, n) => {
            expect(toHex(timesG(scalarOf(n)))).toBe(multiple);
        });
    });
    test.each(file.group.from_hash)("from hash %#", ({ input, point: expected }) => {
        expect(toHex(pointFromHash(bytes(input)))).toBe(expected);
    });
    test.each(file.group.valid_points)("takes $what", (valid) => {
        expect(decodePoint(bytes(valid.bytes)).ok).toBe(true);
    });
    test.each(file.group.invalid_points)("refuses $bytes: $what", (invalid) => {
        expect(decodePoint(bytes(invalid.bytes)).ok).toBe(false);
    });
    test("points of another length are refused", () => {
        for (const size of [0, 31, 33])
            expect(refusal(decodePoint(new Uint8Array(size)))).toBe("malformed (point: length)");
    });
    test("every point with bit 255 set is refused", () => {
        for (const multiple of file.group.multiples_of_G) {
            const set = bytes(multiple);
            set[31] = (set[31] ?? 0) | 0x80;
            expect(decodePoint(set).ok).toBe(false);
        }
    });
    test("scalars", () => {
        for (const valid of file.group.valid_scalars) expect(decodeScalar(bytes(valid)).ok).toBe(true);
        for (const invalid of file.group.invalid_scalars)
            expect(refusal(decodeScalar(bytes(invalid)))).toBe("malformed (not a canonical scalar)");
        for (const size of [0, 31, 33, 64, 65])
            expect(refusal(decodeScalar(new Uint8Array(size)))).toBe("malformed (scalar: length)");
    });
    test.each(file.group.multiply)("product %#", (vector) => {
        expect(toHex(multiply(scalar(vector.scalar), point(vector.point)))).toBe(vector.product);
    });
    test.each(file.group.add)("sum %#", ({ a, b, sum }) => {
        expect(toHex(addPoints(point(a), point(b)))).toBe(sum);
        expect(toHex(subtractPoints(point(sum), point(b)))).toBe(a);
    });
    test("scalars as bigint come back, and noble agrees on products", () => {
        for (let i = 0; i < 20; ++i) {
            const random = scalarOfBigint(
                scalarToBigint(sodium.crypto_core_ristretto255_scalar_random() as never),
            );
            expect(scalarOfBigint(scalarToBigint(random))).toEqual(random);
            const product = ristretto255.Point.BASE.multiply(scalarToBigint(random));
            expect(toHex(product.toBytes())).toBe(toHex(timesG(random)));
        }
    });
});

describe("shapes", () => {
    test.each(file.rings)("of the rings of $N keys at $capacity", ({ N, capacity, rings, m, ...places }) => {
        const shape = ringShape(N, capacity);
        expect({ rings: shape.rings, m: shape.m }).toEqual({ rings, m });
        if (places.first) expect(shape.first.slice(0, -1)).toEqual(places.first);
        const size = shape.first.slice(1).map((end, g) => end - (shape.first[g] ?? 0));
        if (places.size) expect(size).toEqual(places.size);
        for (const [g, first] of Object.entries(places.first_of ?? {}))
            expect(shape.first[Number(g)]).toBe(first);
    });
    test.each(file.confirmations)("$M confirmers, $t needed to count: $q", ({ M, t, q }) => {
        expect(confirmationsNeeded(M, t)).toBe(q);
    });
    test.each(file.confirmed)(
        "$by_trustees of $n trustees and $by_witnesses of $witnesses witnesses, t $t",
        ({ n, t, witnesses, by_trustees, by_witnesses, confirmed }) => {
            const q = confirmationsNeeded(n + witnesses, t);
            expect(areEnough(q, t, by_trustees + by_witnesses, by_trustees)).toBe(confirmed);
        },
    );
});
