import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url, toHex, utf8 } from "../../src/crypto/bytes";
import { decodePoint, decodeScalar, timesG } from "../../src/crypto/group";
import { SecretBytes } from "../../src/crypto/secret";
import { signatureHolds } from "../../src/crypto/signature";
import { Kind } from "../../src/election/bodies";
import {
    checkEnrolment,
    codePublicKey,
    codeSeed,
    drawCode,
    inGroupsOfFour,
    personHash,
    readCode,
    readTrackerText,
    trackerText,
} from "../../src/election/enrolment";
import { signingMessage } from "../../src/election/entry";
import { openNamedRoll, sealNamedRoll } from "../../src/election/named_roll";
import { parseSlipLink, placeOf, slipLink } from "../../src/service/place";
import { bytes, must, point, readVectors, scalar } from "../support/vectors";

interface Proof {
    number: number;
    pk: string;
    R: string;
    z: string;
}
interface File {
    election_id: string;
    nonce: string;
    manifest_signing_message_head: string;
    roll: {
        number: number;
        salt: string;
        name: string;
        unit: string;
        person: string;
        code: string;
        seed: string;
        code_key: string;
    }[];
    enrolments: (Proof & { sk: string; body: string; message: string; signature: string })[];
    rejects: (Proof & { what: string; election_id: string; expect: string })[];
    signature_rejects: { what: string; code_key: string; message: string; signature: string }[];
}
const file = readVectors<File>("enrolment.json");
const code = (text: string) => must(readCode(utf8(text)));

describe("the roll", () => {
    test.each(file.roll)("number $number", (person) => {
        expect(toHex(personHash(bytes(person.salt), person.number, person.name, person.unit))).toBe(
            person.person,
        );
        const nonce = bytes(file.nonce);
        expect(toHex(codeSeed(nonce, person.number, code(person.code)).bytes)).toBe(person.seed);
        expect(toHex(codePublicKey(nonce, person.number, code(person.code)))).toBe(person.code_key);
    });
    test("a sealed roll opens under its key alone, whatever the names hold", () => {
        const salt = new Uint8Array(32).fill(7);
        const roll = [
            { number: 1, name: 'Nguyễn "Ánh", ông', unit: "", salt },
            { number: 2, name: "Lê; Văn", unit: "Cục A, B", salt },
        ];
        const key = SecretBytes.draw(32);
        const box = sealNamedRoll(key, roll);
        expect(must(openNamedRoll(key, box))).toEqual(roll);
        expect(openNamedRoll(SecretBytes.draw(32), box).ok).toBe(false);
    });
});

describe("enrolments", () => {
    test.each(file.enrolments)("of number $number", ({ number, sk, pk, R, z, body, message, signature }) => {
        expect(toHex(timesG(scalar(sk)))).toBe(pk);
        const enrolment = { rollNumber: number, pk: point(pk), proofR: point(R), proofZ: scalar(z) };
        expect(checkEnrolment(bytes(file.election_id), enrolment).ok).toBe(true);
        expect(toHex(signingMessage(bytes(file.election_id), Kind.enrolment, bytes(body)))).toBe(message);
        const key = file.roll.find((person) => person.number === number)?.code_key ?? "";
        expect(signatureHolds(bytes(key), bytes(message), bytes(signature))).toBe(true);
    });
    test.each(file.rejects)("refused: $what", ({ election_id, number, pk, R, z, expect: expected }) => {
        const [p, r, s] = [decodePoint(bytes(pk)), decodePoint(bytes(R)), decodeScalar(bytes(z))];
        if (!p.ok || !r.ok || !s.ok) {
            expect(expected).toBe("malformed");
            return;
        }
        const enrolment = { rollNumber: number, pk: p.value, proofR: r.value, proofZ: s.value };
        const status = checkEnrolment(bytes(election_id), enrolment);
        expect(status).toMatchObject({ ok: false, detail: `enrolment: ${expected}` });
    });
    test.each(file.signature_rejects)("signature refused: $what", ({ code_key, message, signature }) => {
        expect(signatureHolds(bytes(code_key), bytes(message), bytes(signature))).toBe(false);
    });
    test("what a manifest's signature begins with", () => {
        const message = signingMessage(bytes(file.election_id), Kind.manifest, new Uint8Array());
        expect(toHex(message).startsWith(file.manifest_signing_message_head)).toBe(true);
    });
});

describe("codes", () => {
    test("are read as people type them", () => {
        expect(String.fromCharCode(...code("fwsb-85x2 32sj yzsq m8c5").bytes)).toBe("FWSB85X232SJYZSQM8C5");
        expect(String.fromCharCode(...code("oOiIlL00000000000000").bytes)).toBe("00111100000000000000");
    });
    test.each([
        "",
        "FWSB85X232SJYZSQM8C",
        "FWSB85X232SJYZSQM8C55",
        "UWSB85X232SJYZSQM8C5",
        "FWSB85X232SJYZSQM8Cé",
    ])("%j is none", (typed) => {
        expect(readCode(utf8(typed)).ok).toBe(false);
    });
    test("drawn ones read back", () => {
        const drawn = drawCode();
        expect(code(String.fromCharCode(...drawn.bytes)).bytes).toEqual(drawn.bytes);
    });
});

describe("trackers as they are shown", () => {
    test("are 26 characters, read back as people type them", () => {
        const shown = trackerText(new Uint8Array(32).fill(0xff));
        expect(shown).toBe("ZZZZZZZZZZZZZZZZZZZZZZZZZW");
        expect(must(readTrackerText(inGroupsOfFour(shown, "-").toLowerCase()))).toBe(shown);
        expect(readTrackerText(shown.slice(1)).ok).toBe(false);
    });
});

describe("slips", () => {
    const link = () => ({
        place: must(placeOf("https://vote.example:8443/c/0011223344556677/vote?x#y")),
        electionId: bytes(file.election_id),
        number: 12,
        code: code("FWSB85X232SJYZSQM8C5"),
        rollKey: SecretBytes.copyOf(new Uint8Array(32).fill(9)),
    });
    test("are read back", () => {
        const text = slipLink(link());
        expect(text.startsWith("https://vote.example:8443/c/0011223344556677#")).toBe(true);
        const read = must(parseSlipLink(text));
        expect(slipLink(read)).toBe(text);
    });
    test("are refused in any other form", () => {
        const text = slipLink(link());
        const parts = text.split(/[#.]/);
        for (const wrong of [
            text.replace("https:", "http:"),
            text.replace("/c/", "/d/"),
            text.replace("0011223344556677", "001122334455667"),
            text.replace("#", ""),
            text.replace(".12.", ".012."),
            text.replace(".12.", ".0."),
            text.replace(".12.", ".4294967296."),
            `${text}.more`,
            text.slice(0, -1),
            parts[0] ?? "",
        ])
            expect(parseSlipLink(wrong).ok, wrong).toBe(false);
    });
    test("base64url has one spelling", () => {
        expect(toBase64url(must(fromBase64url("-_8")))).toBe("-_8");
        for (const wrong of ["-_8=", "-_9", "+/8", "-_ 8"])
            expect(fromBase64url(wrong).ok, wrong).toBe(false);
    });
});
