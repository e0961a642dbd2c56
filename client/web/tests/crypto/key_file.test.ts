import { describe, expect, test } from "vitest";
import { keyFileCostForTests, openKeyFile, sealKeyFile } from "../../src/crypto/key_file";
import { SecretBytes } from "../../src/crypto/secret";
import { type Bytes, concat, le32, toHex, utf8 } from "../../src/crypto/bytes";
import { openSecretbox, sealSecretbox } from "../../src/crypto/signature";
import { sodium } from "../../src/crypto/sodium";
import { flipped } from "../support/tampered";
import { bytes, must, readVectors, refusal } from "../support/vectors";

interface Vectors {
    readonly purpose: string;
    readonly payload: string;
    readonly passphrases: Readonly<Record<string, string>>;
    readonly files: readonly { name: string; file: string; opens: readonly string[] }[];
}
const { purpose, payload, passphrases, files } = readVectors<Vectors>("key-file.json");
const secret = (hex: string | undefined) => SecretBytes.take(bytes(hex ?? ""));

describe("a passphrase opens its file in whichever way its letters are spelled", () => {
    test.each(files)("$name", ({ file, opens }) => {
        for (const [spelling, passphrase] of Object.entries(passphrases)) {
            const opened = openKeyFile(purpose, bytes(file), secret(passphrase));
            expect(opened.ok, spelling).toBe(opens.includes(spelling));
            if (opened.ok) expect(toHex(opened.value.bytes)).toBe(payload);
        }
    });
    test("sealed here", () => {
        const sealed = sealKeyFile(
            purpose,
            secret(payload),
            secret(passphrases.decomposed),
            keyFileCostForTests,
        );
        const opened = must(openKeyFile(purpose, sealed, secret(passphrases.composed)));
        expect(toHex(opened.bytes)).toBe(payload);
    });
    test("what is no text is taken as it stands", () => {
        const noText = SecretBytes.take(Uint8Array.of(0xff, 0xfe, 1));
        const sealed = sealKeyFile(purpose, SecretBytes.take(utf8("a")), noText, keyFileCostForTests);
        expect(openKeyFile(purpose, sealed, noText).ok).toBe(true);
    });
});

describe("a key file", () => {
    const own = "trustee";
    const phrase = () => SecretBytes.take(utf8("correct horse"));
    const passesAt = 16; // and then the memory
    const saltAt = 24;
    const purposeAt = 41;
    const wrong = "malformed (key file: wrong passphrase, or changed)";
    const another = "malformed (key file: another purpose)";
    const form = "malformed (key file: form)";
    const sealed = (text = "a secret") =>
        sealKeyFile(own, SecretBytes.take(utf8(text)), phrase(), keyFileCostForTests);
    const answer = (purpose: string, file: Bytes, by = phrase()) => refusal(openKeyFile(purpose, file, by));
    const withBytes = (file: Bytes, at: number, written: Bytes) => {
        const changed = file.slice();
        changed.set(written, at);
        return changed;
    };

    test("opens for its passphrase and purpose alone", () => {
        const file = sealed();
        expect(must(openKeyFile(own, file, phrase())).bytes).toEqual(utf8("a secret"));
        for (const other of ["correct horsf", "correct horse ", ""])
            expect(answer(own, file, SecretBytes.take(utf8(other)))).toBe(wrong);
        for (const other of ["participant", "witness", ""]) expect(answer(other, file)).toBe(another);
    });
    test("sealed for one purpose does not open for another that is written over it", () => {
        const renamed = withBytes(sealed(), purposeAt, utf8("witness"));
        expect(answer(own, renamed)).toBe(another);
        expect(answer("witness", renamed)).toBe(wrong);
    });
    test("asks for no more than the limits, and no less", () => {
        const cost = "malformed (key file: cost)";
        const withCost = (passes: number, memoryKib: number) =>
            answer(own, withBytes(sealed(), passesAt, concat([le32(passes), le32(memoryKib)])));
        expect(withCost(1, 8)).toBe("accepted");
        expect(withCost(2, 8)).toBe(wrong);
        expect(withCost(10, 8)).toBe(wrong);
        for (const passes of [0, 11, 2 ** 32 - 1]) expect(withCost(passes, 8)).toBe(cost);
        for (const memoryKib of [0, 7, 1024 * 1024 + 1, 2 ** 32 - 1])
            expect(withCost(1, memoryKib)).toBe(cost);
    });
    test("whose box holds less than the binding is refused, though the box opens", () => {
        const file = sealed("");
        const head = file.slice(0, purposeAt + own.length);
        const key = () =>
            SecretBytes.take(
                sodium.crypto_pwhash(
                    32,
                    phrase().bytes,
                    file.slice(saltAt, purposeAt - 1),
                    keyFileCostForTests.passes,
                    keyFileCostForTests.memoryKib * 1024,
                    sodium.crypto_pwhash_ALG_ARGON2ID13,
                ),
            );
        const bound = must(openSecretbox(key(), file.slice(head.length))).bytes; // the key is the file's
        const boxed = (plaintext: Bytes) => answer(own, concat([head, sealSecretbox(key(), plaintext)]));
        expect(boxed(bound)).toBe("accepted");
        for (let size = 0; size < bound.length; ++size) expect(boxed(bound.slice(0, size))).toBe(wrong);
    });
    test("is refused with a bit changed, cut or longer", () => {
        const file = sealed();
        for (let bit = 0; bit < file.length * 8; bit += 3) {
            if (bit >= 8 * passesAt && bit < 8 * saltAt) continue; // may be a cost of many seconds
            expect(openKeyFile(own, flipped(file, bit), phrase()).ok, `bit ${bit}`).toBe(false);
        }
        for (let size = 0; size < file.length; ++size)
            expect(openKeyFile(own, file.slice(0, size), phrase()).ok, `cut to ${size}`).toBe(false);
        expect(answer(own, concat([file, Uint8Array.of(0)]))).toBe(wrong);
        expect(answer(own, concat([file, new Uint8Array(100_000)]))).toBe(form);
        expect(answer(own, new Uint8Array())).toBe(form);
    });
});
