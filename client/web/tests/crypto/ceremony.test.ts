import { describe, expect, test } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { decodePoint, decodeScalar, timesG } from "../../src/crypto/group";
import { leafHash } from "../../src/crypto/merkle";
import { reasonName } from "../../src/crypto/result";
import { SecretBytes, SecretScalar } from "../../src/crypto/secret";
import {
    acceptShare,
    checkDealing,
    jointCommitments,
    jointKey,
    lagrangeAtZero,
    Polynomial,
    proveDealing,
    publicShare,
    shareFits,
    sharePlaintext,
} from "../../src/crypto/threshold_key";
import { Transcript } from "../../src/crypto/transcript";
import { bytes, must, point, readVectors, refusal, scalar } from "../support/vectors";

interface DealingVector {
    ceremony: string;
    i: number;
    F: string[];
    R: string;
    z: string;
}
interface File {
    board_entry: string;
    ceremony: string;
    t: number;
    dealings: (DealingVector & {
        h: string[];
        kappa: string;
        e: string;
        leaf_hash: string;
        shares: { j: number; share: string; plaintext: string }[];
    })[];
    acknowledgement: string;
    Y: string;
    s: string[];
    V: string[];
    rejects: (DealingVector & { what: string; expect: string })[];
    share_rejects: { what: string; i: number; j: number; plaintext: string }[];
}
const file = readVectors<File>("ceremony.json");
const ceremony = () => bytes(file.ceremony);
const polynomial = (h: string[]) => new Polynomial(h.map((c) => SecretScalar.of(scalar(c))));
const commitments = () => file.dealings.map(({ F }) => F.map(point));

describe("the ceremony", () => {
    test("is named by its board entry", () => {
        expect(toHex(leafHash(bytes(file.board_entry)))).toBe(file.ceremony);
    });
    test.each(file.dealings)("dealing of trustee $i", (dealing) => {
        const F = dealing.F.map(point);
        expect(polynomial(dealing.h).commitments()).toEqual(F);
        const proof = { R: point(dealing.R), z: scalar(dealing.z) };
        expect(checkDealing(ceremony(), dealing.i, F, proof)).toEqual({ ok: true, value: undefined });
        for (const { j, share, plaintext } of dealing.shares) {
            const made = polynomial(dealing.h).at(j);
            expect(toHex(made.bytes)).toBe(share);
            expect(toHex(sharePlaintext(ceremony(), dealing.i, j, made).bytes)).toBe(plaintext);
            const opened = acceptShare(SecretBytes.take(bytes(plaintext)), ceremony(), dealing.i, j, F);
            expect(toHex(must(opened).bytes)).toBe(share);
            expect(shareFits(scalar(share), j, F)).toBe(true);
        }
    });
    test("a dealing made here holds, for its own trustee alone", () => {
        const own = Polynomial.draw(file.t, SecretBytes.draw(32), ceremony());
        const proof = proveDealing(ceremony(), 2, own);
        expect(checkDealing(ceremony(), 2, own.commitments(), proof).ok).toBe(true);
        expect(checkDealing(ceremony(), 1, own.commitments(), proof).ok).toBe(false);
    });
    test("joint key, public shares and the acknowledgement", () => {
        expect(toHex(jointKey(commitments()))).toBe(file.Y);
        file.V.forEach((V, i) => {
            expect(toHex(publicShare(jointCommitments(commitments()), i + 1))).toBe(V);
        });
        file.s.forEach((s, i) => {
            expect(toHex(timesG(scalar(s)))).toBe(file.V[i]);
        });
        const acknowledged = Transcript.of("dealings").add(
            ceremony(),
            ...file.dealings.map(({ leaf_hash }) => bytes(leaf_hash)),
        );
        expect(toHex(acknowledged.hb())).toBe(file.acknowledgement);
    });
    test.each(file.rejects)("a dealing is refused: $what", ({ ceremony, i, F, R, z, expect: expected }) => {
        const points = [...F, R].map((hex) => decodePoint(bytes(hex)));
        const response = decodeScalar(bytes(z));
        // Their number is the caller's to check: election/admit_setup does.
        if (F.length !== file.t || !points.every(({ ok }) => ok) || !response.ok) {
            expect(expected).toBe("malformed");
            return;
        }
        const proof = { R: point(R), z: response.value };
        const status = checkDealing(bytes(ceremony), i, F.map(point), proof);
        expect(status.ok).toBe(false);
        if (!status.ok)
            expect(status.detail === "identity key" ? status.detail : reasonName(status.reason)).toBe(
                expected,
            );
    });
    test.each(file.share_rejects)("a share is refused: $what", ({ i, j, plaintext }) => {
        const F = commitments()[i - 1] ?? [];
        expect(acceptShare(SecretBytes.take(bytes(plaintext)), ceremony(), i, j, F).ok).toBe(false);
    });
    test("a share is refused by its length before it is looked at", () => {
        const [{ i = 0, F = [], shares: [{ j = 0, plaintext = "" } = {}] = [] } = {}] = file.dealings;
        for (const other of [plaintext + "00", plaintext.slice(0, -2), plaintext.slice(0, 80)]) {
            const opened = SecretBytes.take(bytes(other));
            expect(refusal(acceptShare(opened, ceremony(), i, j, F.map(point)))).toBe(
                "malformed (share: not bound to this ceremony, dealer and trustee)",
            );
        }
    });
});

interface CountFile {
    trustees: number[];
    lambda: string[];
    lagrange: { trustees: number[]; lambda: string[] }[];
}
test("lagrange coefficients at zero", () => {
    const count = readVectors<CountFile>("count.json");
    for (const { trustees, lambda } of [...count.lagrange, count])
        expect(lagrangeAtZero(trustees).map(toHex)).toEqual(lambda);
});
