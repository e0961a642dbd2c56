// Receipts: what they prove, and that nothing near one proves anything.
import { describe, expect, test } from "vitest";
import { type Bytes, fromUtf8, toBase64, utf8 } from "../../src/crypto/bytes";
import { leafHash, merkleRoot } from "../../src/crypto/merkle";
import { makeVkey, NoteKeyType, type Vkey } from "../../src/crypto/note";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { verifyReceipt } from "../../src/crypto/tlog_proof";
import { inclusionProof, smallEntries } from "../support/log";
import { checkpointText, cosignatureOf, noteOf, signatureLine, signatureOf } from "../support/notes";
import { flipped } from "../support/tampered";
import { must, refusal } from "../support/vectors";

const logName = "vote.example/audit";
const key = (byte: number) => new SigningKey(SecretBytes.take(new Uint8Array(32).fill(byte)));
const vkey = (name: string, type: NoteKeyType, byte: number) =>
    must(makeVkey(name, type, key(byte).publicKey));
const log = () => vkey(logName, NoteKeyType.log, 1);
const witness = () => vkey("witness.example/w1", NoteKeyType.witness, 2);
const leaves = () => smallEntries().map(leafHash);
const leaf = (index: number) => leaves()[index] ?? new Uint8Array();

const treeText = (size: number) =>
    checkpointText({ origin: logName, size: BigInt(size), root: merkleRoot(leaves().slice(0, size)) });
const logLine = (size: number) => signatureLine(log(), signatureOf(treeText(size), key(1)));
/** The signed checkpoint of the first entries. */
const checkpointOf = (size: number) => noteOf(treeText(size), [logLine(size)]);

const first = "c2sp.org/tlog-proof@v1\n";
const spelled = (hashes: readonly Bytes[]) => hashes.map((hash) => `${toBase64(hash)}\n`).join("");
const proofOf = (index: number, size: number) => spelled(inclusionProof(index, leaves().slice(0, size)));
const receiptOf = (index: number, size: number, checkpoint = checkpointOf(size)) =>
    `${first}index ${index}\n${proofOf(index, size)}\n${checkpoint}`;
const answer = (receipt: string, of = leaf(5), by: Vkey = log()) => refusal(verifyReceipt(receipt, of, by));

describe("a receipt", () => {
    test("proves its own entry at its own place", () => {
        for (let size = 1; size <= 8; ++size)
            for (let index = 0; index < size; ++index)
                for (const [other, hash] of leaves().entries()) {
                    const proven = verifyReceipt(receiptOf(index, size), hash, log());
                    const told = `${index} of ${size} for ${other}`;
                    expect(refusal(proven), told).toBe(
                        other === index ? "accepted" : "bad proof (receipt: inclusion)",
                    );
                    if (!proven.ok) continue;
                    expect(proven.value.index).toBe(BigInt(index));
                    expect(proven.value.in.checkpoint.size).toBe(BigInt(size));
                }
    });
    test("is refused where a bit of it is another, and where it is cut", () => {
        const receipt = receiptOf(5, 8);
        const content = utf8(receipt);
        for (let bit = 0; bit < content.length * 8; ++bit) {
            const changed = fromUtf8(flipped(content, bit));
            if (changed.ok) expect(answer(changed.value), `bit ${bit}`).not.toBe("accepted");
        }
        for (let length = 0; length < receipt.length; ++length)
            expect(answer(receipt.slice(0, length)), `cut to ${length}`).not.toBe("accepted");
        expect(answer(receipt + "\n")).not.toBe("accepted");
    });
    test("rests on its log's checkpoint alone, and names who cosigned it", () => {
        const time = 1_700_000_000n;
        const byWitness = signatureLine(witness(), cosignatureOf(treeText(8), key(2), time));
        const cosigned = receiptOf(5, 8, noteOf(treeText(8), [logLine(8), byWitness]));
        const proven = must(verifyReceipt(cosigned, leaf(5), log(), [witness()]));
        expect(proven.in.cosignatures).toEqual([{ key: 0, time }]);
        expect(answer(cosigned, leaf(5), vkey(logName, NoteKeyType.log, 2))).toBe(
            "bad signature (note: not signed by a known key)",
        );
        expect(answer(receiptOf(5, 8, checkpointOf(7)))).toBe("bad proof (receipt: inclusion)");
    });
});

describe("no receipt", () => {
    const head = `${first}index 5\n`;
    const note = () => `\n${checkpointOf(8)}`;
    test.each([
        ["", "receipt: first line"],
        ["c2sp.org/tlog-proof@v2\nindex 5\n\n", "receipt: first line"],
        [first, "receipt: index"],
        [`${first}extra AAAA\n`, "receipt: index"],
        [`${first}extra AAAA\nextra AAAA\nindex 5\n\n`, "receipt: index"],
        [`${head}extra AAAA\n\n`, "base64"],
        [`${first}extra AAA\nindex 5\n\n`, "base64"],
        [`${first}index 05\n\n`, "decimal number"],
        [`${first}index \n\n`, "decimal number"],
        [`${head}AAAA\n\n`, "receipt: hash"],
        [`${head}AAA\n\n`, "base64"],
        [head, "receipt: no checkpoint"],
    ])("is %j", (receipt, detail) => {
        expect(answer(receipt)).toBe(`malformed (${detail})`);
    });
    test("has an extra line that cannot be read; one that can is passed over", () => {
        const withExtra = (extra: string) => receiptOf(5, 8).replace(first, `${first}extra ${extra}\n`);
        expect(answer(withExtra("AAAA"))).toBe("accepted");
        expect(answer(withExtra("AAA"))).toBe("malformed (base64)");
    });
    test("is longer than a note may be, or than the path to the root of 2^64 entries", () => {
        expect(answer("x".repeat(1_000_000))).toBe("malformed (receipt: first line)");
        expect(answer("x".repeat(1_000_001))).toBe("too large (receipt)");
        const hashes = (count: number) => `${head}${spelled([leaf(0)]).repeat(count)}${note()}`;
        expect(answer(hashes(64))).toBe("bad proof (receipt: inclusion)");
        expect(answer(hashes(65))).toBe("too large (receipt: path)");
    });
});
