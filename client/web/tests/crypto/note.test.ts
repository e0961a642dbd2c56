// Verifier keys have one spelling, and notes and checkpoints one form: tests/data/notes.json, to which the native programs hold too.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { toBase64, toHex, utf8 } from "../../src/crypto/bytes";
import {
    makeVkey,
    NoteKeyType,
    parseCheckpoint,
    parseNote,
    parseVkey,
    vkeyText,
} from "../../src/crypto/note";
import { must, refusal } from "../support/vectors";

interface Case {
    readonly text: string;
    readonly answer: string;
}
const file = JSON.parse(
    readFileSync(new URL("../../../../tests/data/notes.json", import.meta.url), "utf8"),
) as Readonly<Record<"vkeys" | "notes" | "checkpoints", readonly Case[]>>;

test.each(file.vkeys)("the verifier key $text: $answer", ({ text, answer }) => {
    const vkey = parseVkey(text);
    expect(refusal(vkey)).toBe(answer);
    if (vkey.ok) expect(vkeyText(vkey.value)).toBe(text);
});
test.each(file.notes)("the note $text: $answer", ({ text, answer }) => {
    expect(refusal(parseNote(text))).toBe(answer);
});
test.each(file.checkpoints)("the checkpoint $text: $answer", ({ text, answer }) => {
    expect(refusal(parseCheckpoint(text))).toBe(answer);
});

describe("a note", () => {
    const line = "— name AAAAAAA=\n";
    test("has a million bytes at most, however few characters they are", () => {
        const left = 1_000_000 - utf8(`\n\n${line}`).length;
        const text = "\u1ebf".repeat(Math.floor(left / 3)) + "x".repeat(left % 3); // of three bytes, and of one
        expect(refusal(parseNote(`${text}\n\n${line}`))).toBe("accepted");
        expect(refusal(parseNote(`${text}x\n\n${line}`))).toBe("too large (note)");
    });
    test("has a hundred signatures at most", () => {
        expect(must(parseNote("text\n\n" + line.repeat(100))).signatures.length).toBe(100);
        expect(refusal(parseNote("text\n\n" + line.repeat(101)))).toBe("too large (note: signature lines)");
    });
});

describe("a checkpoint's root", () => {
    test("has 32 bytes", () => {
        for (const size of [0, 31, 33])
            expect(refusal(parseCheckpoint(`o\n8\n${toBase64(new Uint8Array(size))}\n`))).toBe(
                "malformed (checkpoint: root)",
            );
    });
});

const key = () => new Uint8Array(32).fill(0xfb); // its base64 holds "+" and "/"
const named = (name: string) => makeVkey(name, NoteKeyType.witness, key());

describe("a verifier key", () => {
    test("reads back", () => {
        const text = vkeyText(must(named("witness.example/w1")));
        expect(vkeyText(must(parseVkey(text, NoteKeyType.witness)))).toBe(text);
        expect(refusal(parseVkey(text, NoteKeyType.log))).toBe("malformed (vkey: type or length)");
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
            expect(refusal(named(`wit${space}ness`)), JSON.stringify(space)).toBe("malformed (vkey: name)");
        expect(refusal(named(""))).toBe("malformed (vkey: name)");
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
