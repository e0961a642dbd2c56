// The texts of "it is mine": what they say, and every way in which one can be none.
import { beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { mineKeyText, mineProofText, parseMineKey, parseMineProof } from "../../src/check/mine_text";
import {
    drawMineKey,
    encodeMineKey,
    encodeMineProof,
    type MineKey,
    proveMine,
} from "../../src/election/mine";
import { type MineProof } from "../../src/election/mine";
import { credentialOf } from "../support/election";
import { logVector } from "../support/log";
import { bytes, must } from "../support/vectors";

let key: MineKey;
let proof: MineProof;
beforeAll(() => {
    const context = { electionId: bytes(logVector.election_id), openDigest: bytes(logVector.open_digest) };
    const { sk = "", u = "" } = logVector.secrets.people[0] ?? {};
    key = drawMineKey(context.openDigest);
    proof = must(proveMine(context, credentialOf(sk, u), key));
});

/** The text, its prefix, its bytes, and its own reader. */
const texts = {
    key: () => ({
        ...{ text: mineKeyText(key), prefix: "vouch:mine-key:", content: encodeMineKey(key) },
        parse: parseMineKey,
    }),
    proof: () => ({
        ...{ text: mineProofText(proof), prefix: "vouch:mine:", content: encodeMineProof(proof) },
        parse: parseMineProof,
    }),
};

describe.each(["key", "proof"] as const)("the text of a %s", (which) => {
    test("is its prefix and base64url without padding, and is read again", () => {
        const { text, prefix, content, parse } = texts[which]();
        expect(text).toBe(prefix + Buffer.from(content).toString("base64url"));
        expect(text.length).toBe(which === "key" ? 15 + 128 : 11 + 299);
        expect(must<MineKey | MineProof>(parse(text))).toEqual(which === "key" ? key : proof);
        expect(parse(` ${text}\r\n`).ok).toBe(true);
    });
    test("of any other length is malformed", () => {
        const { prefix, content, parse } = texts[which]();
        for (let size = 0; size <= content.length + 33; ++size) {
            const other = new Uint8Array(size);
            other.set(content.subarray(0, size));
            const read = parse(prefix + toBase64url(other));
            expect(read.ok, String(size)).toBe(size === content.length);
            if (!read.ok) expect(read.reason).toBe(Reason.malformed);
        }
    });
    test("with any other prefix is malformed", () => {
        const { prefix, content, parse } = texts[which]();
        const other = which === "key" ? "vouch:mine:" : "vouch:mine-key:";
        const prefixes = [
            "",
            other,
            prefix.slice(0, -1),
            prefix.slice(1),
            prefix.toUpperCase(),
            `x${prefix}`,
        ];
        for (const wrong of prefixes)
            expect(parse(wrong + toBase64url(content)), wrong).toMatchObject({ reason: Reason.malformed });
    });
    test("in any other spelling is malformed", () => {
        const { text, prefix, content, parse } = texts[which]();
        const standard = Buffer.from(content).toString("base64");
        const [whole, half] = [text.slice(prefix.length), text.length >> 1];
        const others = [
            `${text}=`,
            `${text}A`,
            `${text.slice(0, half)} ${text.slice(half)}`,
            `${text.slice(0, half)}\n${text.slice(half)}`,
            `${prefix}${standard.replace(/\//g, "_").replace(/=*$/, "+")}`,
            `${prefix}${Buffer.from(content).toString("hex")}`,
            `${prefix}${prefix}${whole}`,
        ];
        for (const wrong of others) expect(parse(wrong), wrong).toMatchObject({ reason: Reason.malformed });
    });
    test("with a point or a scalar that is none is malformed", () => {
        const { prefix, content, parse } = texts[which]();
        for (let word = 0; word < content.length / 32; ++word) {
            const broken = content.slice();
            broken.fill(0xff, 32 * word, 32 * (word + 1));
            expect(parse(prefix + toBase64url(broken)), String(word)).toMatchObject({
                reason: Reason.malformed,
            });
        }
    });
});
