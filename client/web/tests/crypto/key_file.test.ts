import { describe, expect, test } from "vitest";
import { keyFileCostForTests, openKeyFile, sealKeyFile } from "../../src/crypto/key_file";
import { SecretBytes } from "../../src/crypto/secret";
import { toHex, utf8 } from "../../src/crypto/bytes";
import { bytes, must, readVectors } from "../support/vectors";

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
