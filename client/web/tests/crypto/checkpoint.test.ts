// Whose signatures a checkpoint counts. The keys and the texts are those of docs/audit-log-format.md, section 8.1.
import { describe, expect, test } from "vitest";
import { fromBase64 } from "../../src/crypto/bytes";
import { makeVkey, NoteKeyType, parseVkey, verifyCheckpoint, type Vkey } from "../../src/crypto/note";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { checkpointText, cosignatureOf, noteOf, signatureLine, signatureOf } from "../support/notes";
import { flipped } from "../support/tampered";
import { must, refusal } from "../support/vectors";

/** Its seed counts upwards from that byte. */
const keyFrom = (first: number) =>
    new SigningKey(SecretBytes.take(Uint8Array.from({ length: 32 }, (_, i) => first + i)));
const logKey = () => keyFrom(0x00);
const witnessKey = () => keyFrom(0x40);
const log = () => must(parseVkey("vote.example/audit+7ca49c9a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"));
const witness = () =>
    must(parseVkey("witness.example/w1+b72bab2e+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd"));
const text = "vote.example/audit\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n";
const time = 1_700_000_000n;
const lastTime = (1n << 63n) - 1n;

const byLog = () => signatureLine(log(), signatureOf(text, logKey()));
const byWitness = (when = time) => signatureLine(witness(), cosignatureOf(text, witnessKey(), when));
const verified = (lines: readonly string[], witnesses: readonly Vkey[] = [witness()]) =>
    verifyCheckpoint(noteOf(text, lines), log(), witnesses);
const answer = (lines: readonly string[], witnesses?: readonly Vkey[]) => refusal(verified(lines, witnesses));

test("the cosigned checkpoint of the vectors", () => {
    const lines = [
        "— vote.example/audit fKScmqRL5LKPFkEV1eHDoGIZvdq67F+htenPt8L0vvI6Z7EOPKfJHNIpmPkYRozDwGqUlO3ixpJ86hzqfGNKpJ+ZCwU=\n",
        "— witness.example/w1 tyurLgAAAABlU/EAW30uwwiCjq3TWDpiZV2Z9zbaHDZdMKVm8RWS8QGYdAwfHjl19dA24SKuprWZngdlrv6orhBWZBwirMMlxfQuDA==\n",
    ];
    expect([byLog(), byWitness()]).toEqual(lines);
    const { checkpoint, cosignatures } = must(verified(lines));
    const root = must(fromBase64("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="));
    expect(checkpoint).toEqual({ origin: "vote.example/audit", size: 8n, root });
    expect(checkpointText(checkpoint)).toBe(text);
    expect(cosignatures).toEqual([{ key: 0, time }]);
});

describe("a checkpoint's signatures", () => {
    const badWitness = () => signatureLine(witness(), flipped(cosignatureOf(text, witnessKey(), time), 575));
    test("count in any order, and those of strangers do not", () => {
        expect(must(verified([byWitness(), byLog()])).cosignatures).toEqual([{ key: 0, time }]);
        expect(must(verified([byLog(), badWitness()], [])).cosignatures).toEqual([]);
    });
    test("are refused where one of a known key does not hold", () => {
        const badLog = signatureLine(log(), flipped(signatureOf(text, logKey()), 0));
        const bad = "bad signature (note: signature of witness.example/w1)";
        expect(answer([byLog(), badWitness()])).toBe(bad);
        expect(answer([byLog(), byWitness(), badWitness()])).toBe(bad);
        expect(answer([badLog, byWitness()])).toBe("bad signature (note: signature of vote.example/audit)");
    });
    test("have the length that their key's type asks for", () => {
        const cosignature = cosignatureOf(text, witnessKey(), time);
        for (const other of [cosignature.slice(0, -1), cosignature.slice(8), new Uint8Array(73)])
            expect(answer([byLog(), signatureLine(witness(), other)])).toBe(
                "bad signature (cosignature: length)",
            );
        const ofLog = signatureOf(text, logKey());
        for (const other of [ofLog.slice(0, -1), new Uint8Array(65)])
            expect(answer([signatureLine(log(), other)])).toBe(
                "bad signature (note: signature of vote.example/audit)",
            );
    });
    test("are none of a time beyond 2^63, though the witness signed it", () => {
        expect(must(verified([byLog(), byWitness(lastTime)])).cosignatures).toEqual([
            { key: 0, time: lastTime },
        ]);
        expect(answer([byLog(), byWitness(lastTime + 1n)])).toBe("bad signature (cosignature: time)");
    });
    test("are nobody's without the log's", () => {
        expect(answer([byWitness()])).toBe("bad signature (checkpoint: not signed by the log)");
        expect(answer([byWitness()], [])).toBe("bad signature (note: not signed by a known key)");
    });
    test("of the log do not pass for a witness's", () => {
        const posing = must(makeVkey("vote.example/audit", NoteKeyType.witness, logKey().publicKey));
        const line = signatureLine(posing, signatureOf(text, logKey()));
        expect(answer([byLog(), line], [posing])).toBe("bad signature (cosignature: length)");
    });
});

test("what the log signed is a checkpoint, and its own", () => {
    const signed = (other: string) =>
        refusal(verifyCheckpoint(noteOf(other, [signatureLine(log(), signatureOf(other, logKey()))]), log()));
    expect(signed(text)).toBe("accepted");
    expect(signed("Polls are open.\n\nSecond paragraph.\n")).toBe("malformed (decimal number)");
    expect(signed("Polls are open.\n")).toBe("malformed (checkpoint: form)");
    expect(signed(text.replace("audit", "other"))).toBe("malformed (checkpoint: another log's origin)");
});
