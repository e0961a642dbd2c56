// Verifier keys have one spelling.
import { describe, expect, test } from "vitest";
import { toBase64, toHex } from "../../src/crypto/bytes";
import { makeVkey, NoteKeyType, parseVkey, vkeyText } from "../../src/crypto/note";
import { must } from "../support/vectors";

const key = () => new Uint8Array(32).fill(0xfb); // its base64 holds "+" and "/"
const named = (name: string) => makeVkey(name, NoteKeyType.witness, key());

describe("a verifier key", () => {
    test("reads back", () => {
        const text = vkeyText(must(named("witness.example/w1")));
        expect(vkeyText(must(parseVkey(text, NoteKeyType.witness)))).toBe(text);
        expect(parseVkey(text, NoteKeyType.log).ok).toBe(false);
    });
    test("has no white space of Unicode's in its name, and no control character", () => {
        for (const space of [
            " ",
            "\t",
            "\n",
            "\u0085",
            "\u00a0",
            "\u1680",
            "\u2003",
            "\u2028",
            "\u3000",
            "\u0000",
            "+",
        ])
            expect(named(`wit${space}ness`).ok, JSON.stringify(space)).toBe(false);
        expect(named("").ok).toBe(false);
    });
    test("may have a character in its name that only looks like a space", () => {
        const text = vkeyText(must(named("wit\ufeffness")));
        expect(parseVkey(text).ok).toBe(true);
    });
    test("is refused with a line break, a space or other padding in its base64", () => {
        const { name, keyId } = must(named("w"));
        const base64 = toBase64(Uint8Array.of(NoteKeyType.witness, ...key()));
        const spelled = (end: string) => parseVkey(`${name}+${toHex(keyId)}+${end}`).ok;
        expect(spelled(base64)).toBe(true);
        for (const other of [
            `${base64}\n`,
            `${base64.slice(0, 8)}\n${base64.slice(8)}`,
            `${base64.slice(0, 8)}\r\n${base64.slice(8)}`,
            ` ${base64}`,
            `${base64}=`,
            base64.replaceAll("+", "-").replaceAll("/", "_"),
        ])
            expect(spelled(other), JSON.stringify(other)).toBe(false);
    });
});
