// Inclusion in a tree, with the vectors of docs/audit-log-format.md, section 8.2.
import { expect, test } from "vitest";
import { type Bytes, fromBase64, toHex, utf8 } from "../../src/crypto/bytes";
import { inclusionHolds, leafHash, merkleRoot, nodeHash } from "../../src/crypto/merkle";
import { inclusionProof, smallEntries } from "../support/log";
import { flipped } from "../support/tampered";
import { must } from "../support/vectors";

const leavesOf = (size: number) => Array.from({ length: size }, (_, i) => leafHash(utf8(String(i))));

test("the vectors' roots, and the proof of one entry", () => {
    const leaves = smallEntries().map(leafHash);
    for (const [size, root] of [
        [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
        [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
        [5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
        [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
    ] as const)
        expect(toHex(merkleRoot(leaves.slice(0, size)))).toBe(root);
    const proof = [
        "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
        "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
        "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    ];
    expect(inclusionProof(5, leaves)).toEqual(proof.map((hash) => must(fromBase64(hash))));
});

test("every proof of inclusion holds, and nothing near it", () => {
    for (let size = 1; size < 20; ++size) {
        const leaves = leavesOf(size);
        const root = merkleRoot(leaves);
        for (const [index, leaf] of leaves.entries()) {
            const proof = inclusionProof(index, leaves);
            const holds = (hashes: readonly Bytes[]) =>
                inclusionHolds(BigInt(index), BigInt(size), hashes, leaf, root);
            const told = `${index} of ${size}`;
            expect(holds(proof), told).toBe(true);
            expect(holds([...proof, leaf]), told).toBe(false);
            if (proof.length > 0) expect(holds(proof.slice(0, -1)), told).toBe(false);
            for (const place of proof.keys())
                expect(holds(proof.map((hash, i) => (i === place ? flipped(hash, 77) : hash)))).toBe(false);
            for (let other = 0; other <= size; ++other)
                expect(
                    inclusionHolds(BigInt(other), BigInt(size), proof, leaf, root),
                    `${told} as ${other}`,
                ).toBe(other === index);
        }
    }
});

test("a place that the tree does not have holds nothing, not even its root", () => {
    const [leaf = new Uint8Array()] = leavesOf(1);
    const most = (1n << 64n) - 1n;
    expect(inclusionHolds(0n, 1n, [], leaf, leaf)).toBe(true);
    for (const size of [0n, 1n, most >> 1n, most])
        for (const past of [0n, 1n, most - size]) {
            const proof = size > 1n ? leavesOf(64) : [];
            expect(inclusionHolds(size + past, size, proof, leaf, leaf)).toBe(false);
        }
});

test("a proof of another length than its tree's holds not even for the root that it comes to", () => {
    const leaves = leavesOf(8);
    const leaf = leafHash(utf8("1"));
    const root = merkleRoot(leaves.slice(0, 4));
    const [short, long] = [inclusionProof(1, leaves.slice(0, 4)), inclusionProof(1, leaves)];
    const last = long.at(-1) ?? new Uint8Array();
    expect(inclusionHolds(1n, 4n, short, leaf, root)).toBe(true);
    expect(inclusionHolds(1n, 8n, short, leaf, root)).toBe(false);
    expect(inclusionHolds(1n, 8n, long, leaf, nodeHash(root, last))).toBe(true);
    for (const reached of [nodeHash(root, last), nodeHash(last, root)])
        expect(inclusionHolds(1n, 4n, long, leaf, reached)).toBe(false);
});
