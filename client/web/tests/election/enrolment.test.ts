import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url, toHex } from "../../src/crypto/bytes";
import { inGroupsOfFour, spoken, trackerCharacters } from "../../src/crypto/crockford";
import { decodePoint, decodeScalar } from "../../src/crypto/group";
import { respond, SecretBytes } from "../../src/crypto/secret";
import { signatureHolds } from "../../src/crypto/signature";
import { Transcript } from "../../src/crypto/transcript";
import { Kind } from "../../src/election/bodies";
import {
    checkEnrolment,
    codePublicKey,
    codeSeed,
    drawCode,
    makeEnrolment,
    personHash,
    printedCode,
    readCode,
    readTypedCode,
} from "../../src/election/enrolment";
import { signingMessage } from "../../src/election/entry";
import { anchorMark, answerToAnchor, slipAnchor } from "../../src/election/fingerprint";
import { openNamedRoll, sealNamedRoll, writeNamedRoll } from "../../src/election/named_roll";
import { conferenceAddress, parseSlipLink, slipLink } from "../../src/service/conference_address";
import { credentialOf, secretScalar } from "../support/election";
import { bytes, must, readVectors, scalar } from "../support/vectors";

interface Proof {
    number: number;
    pk: string;
    R: string;
    z: string;
    z_u: string;
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
    slips: {
        boards: { ceremony: string }[];
        anchors: { what: string; anchor: string; base64url: string; expect: string }[];
        mark: string;
        read_out: string;
        number: number;
        rollkey: string;
        url: string;
        url_without_anchor: string;
    };
    enrolments: (Proof & {
        sk: string;
        u: string;
        kappa: string;
        kappa_u: string;
        e: string;
        body: string;
        message: string;
        signature: string;
    })[];
    rejects: (Proof & { what: string; election_id: string; expect: string })[];
    accepts: (Proof & { what: string; election_id: string; expect: string })[];
    signature_rejects: { what: string; code_key: string; message: string; signature: string }[];
}
const file = readVectors<File>("enrolment.json");
const code = (text: string) => must(readCode(text));

describe("the roll", () => {
    test.each(file.roll)("number $number", (person) => {
        expect(toHex(personHash(bytes(person.salt), person.number, person.name, person.unit))).toBe(
            person.person,
        );
        const nonce = bytes(file.nonce);
        expect(toHex(codeSeed(nonce, person.number, code(person.code)).bytes)).toBe(person.seed);
        expect(toHex(codePublicKey(nonce, person.number, code(person.code)))).toBe(person.code_key);
    });
    test("a person's hash is over one form of the name", () => {
        const hash = (name: string) => toHex(personHash(new Uint8Array(32), 1, name, ""));
        const name = "Nguyễn Thị Ánh";
        for (const same of [
            name.normalize("NFD"),
            ` ${name}\t`,
            `\u00a0${name}\u2028`,
            `\u0085${name}\u3000`,
        ])
            expect(hash(same), JSON.stringify(same)).toBe(hash(name));
        // No white space of Unicode's, or inside the name.
        for (const other of [`\ufeff${name}`, `${name}\u200b`, "Nguyễn  Thị Ánh", "Nguyễn\u00a0Thị Ánh"])
            expect(hash(other), JSON.stringify(other)).not.toBe(hash(name));
    });
    test("a sealed roll opens under its key alone, whatever the names hold", () => {
        const salt = new Uint8Array(32).fill(7);
        const roll = [
            { number: 1, name: 'Nguyễn "Ánh", ông', unit: "", hall: 'Hội trường "Bắc", tầng 2', salt },
            { number: 2, name: "Lê; Văn", unit: "Cục A, B", hall: "", salt },
        ];
        const hex = toHex(salt);
        // tests/client/shared/roll_file_test.cpp
        expect(writeNamedRoll(roll)).toBe(
            "number,name,unit,hall,salt\n" +
                `1,"Nguyễn ""Ánh"", ông",,"Hội trường ""Bắc"", tầng 2",${hex}\n2,"Lê; Văn","Cục A, B",,${hex}\n`,
        );
        const key = SecretBytes.draw(32);
        const box = sealNamedRoll(key, roll);
        expect(must(openNamedRoll(key, box))).toEqual(roll);
        expect(openNamedRoll(SecretBytes.draw(32), box).ok).toBe(false);
    });
});

/** As a decoder and the check answer: "malformed", "identity key", "bad proof" or "ok". */
function answer(electionId: string, { number, pk, R, z, z_u }: Proof): string {
    const [p, r] = [decodePoint(bytes(pk)), decodePoint(bytes(R))];
    const [s, sU] = [decodeScalar(bytes(z)), decodeScalar(bytes(z_u))];
    if (!p.ok || !r.ok || !s.ok || !sU.ok) return "malformed";
    const enrolment = {
        rollNumber: number,
        pk: p.value,
        proofR: r.value,
        proofZ: s.value,
        proofZU: sU.value,
    };
    const status = checkEnrolment(bytes(electionId), enrolment);
    return status.ok ? "ok" : status.detail.replace("enrolment: ", "");
}

describe("enrolments", () => {
    test.each(file.enrolments)("of number $number", (one) => {
        const { number, sk, u, pk, R, body, message, signature } = one;
        expect(toHex(credentialOf(sk, u).publicKey())).toBe(pk);
        expect(answer(file.election_id, one)).toBe("ok");
        const e = Transcript.of("enrol")
            .add(bytes(file.election_id))
            .addLe32(number)
            .add(bytes(pk), bytes(R));
        expect(toHex(e.hs())).toBe(one.e);
        const answered = (kappa: string, secret: string) =>
            toHex(respond(secretScalar(kappa), scalar(one.e), secretScalar(secret)));
        expect([answered(one.kappa, sk), answered(one.kappa_u, u)]).toEqual([one.z, one.z_u]);
        expect(toHex(signingMessage(bytes(file.election_id), Kind.enrolment, bytes(body)))).toBe(message);
        const key = file.roll.find((person) => person.number === number)?.code_key ?? "";
        expect(signatureHolds(bytes(key), bytes(message), bytes(signature))).toBe(true);
    });
    test("made here hold, for their own number and election alone", () => {
        const { sk, u } = file.enrolments[0] ?? { sk: "", u: "" };
        const electionId = bytes(file.election_id);
        const made = makeEnrolment(electionId, 5, credentialOf(sk, u));
        expect(checkEnrolment(electionId, made).ok).toBe(true);
        expect(checkEnrolment(electionId, { ...made, rollNumber: 6 }).ok).toBe(false);
        expect(checkEnrolment(new Uint8Array(32), made).ok).toBe(false);
    });
    test.each([...file.rejects, ...file.accepts])("$expect: $what", (one) => {
        expect(answer(one.election_id, one)).toBe(one.expect);
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
    test.each([
        "",
        "FWSB85X232SJYZSQM8C",
        "FWSB85X232SJYZSQM8C55",
        "UWSB85X232SJYZSQM8C5",
        "FWSB85X232SJYZSQM8Cé",
    ])("%j is none", (typed) => {
        expect(readCode(typed).ok).toBe(false);
    });
    test("drawn ones read back", () => {
        const drawn = drawCode();
        expect(code(String.fromCharCode(...drawn.bytes)).bytes).toEqual(drawn.bytes);
        expect(must(readTypedCode(inGroupsOfFour(printedCode(drawn), "-"))).bytes).toEqual(drawn.bytes);
    });
    test("are typed with their check characters", () => {
        expect(printedCode(code("FWSB85X232SJYZSQM8C5"))).toBe("FWSB85X232SJYZSQM8C5KG");
        expect(readTypedCode("FWSB85X232SJYZSQM8C5").ok).toBe(false);
        expect(readTypedCode("FWSB85X232SJYZSQM8C6KG").ok).toBe(false);
    });
});

describe("trackers as they are shown", () => {
    test("are 26 characters and two check characters", () => {
        const tracker = new Uint8Array(32).fill(0xff);
        expect(spoken(tracker)).toBe("ZZZZZZZZZZZZZZZZZZZZZZZZZW");
        expect(trackerCharacters(tracker)).toBe("ZZZZZZZZZZZZZZZZZZZZZZZZZWBH");
    });
});

describe("slips", () => {
    const { slips } = file;
    const electionId = () => bytes(file.election_id);
    const lastBoard = () => bytes(slips.boards.at(-1)?.ceremony ?? "");
    test.each(slips.anchors)("an anchor $what: $expect", ({ anchor, base64url, expect: expected }) => {
        expect(toBase64url(bytes(anchor))).toBe(base64url);
        expect(answerToAnchor(bytes(anchor), electionId(), lastBoard())).toBe(expected);
        const scanned = slips.url.replace(/#[^.]*/, `#${base64url}`);
        expect(toHex(must(parseSlipLink(scanned)).anchor)).toBe(anchor);
    });
    test("an anchor stops where the log has no board", () => {
        const anchor = slipAnchor(electionId(), lastBoard());
        expect(answerToAnchor(anchor, electionId(), lastBoard())).toBe("good");
        expect(answerToAnchor(anchor, electionId(), undefined)).toBe("stop");
    });
    test("the anchor as it is shown and read out", () => {
        const anchor = slipAnchor(electionId(), lastBoard());
        expect(anchorMark(anchor)).toBe(slips.mark);
        expect(spoken(anchor)).toBe(slips.read_out);
    });
    test("are printed and read back, with and without an anchor", () => {
        const anchor = slipAnchor(electionId(), lastBoard());
        const person = file.roll.find(({ number }) => number === slips.number);
        const link = {
            conference: must(conferenceAddress("https://vote.example/c/0011223344556677/vote?x#y")),
            anchor,
            number: slips.number,
            code: code(person?.code ?? ""),
            rollKey: SecretBytes.copyOf(bytes(slips.rollkey)),
        };
        expect(slipLink(link)).toBe(slips.url);
        expect(slipLink({ ...link, anchor: new Uint8Array() })).toBe(slips.url_without_anchor);
        for (const url of [slips.url, slips.url_without_anchor])
            expect(slipLink(must(parseSlipLink(url)))).toBe(url);
        expect(must(parseSlipLink(slips.url_without_anchor)).anchor).toEqual(new Uint8Array());
    });
    test("are refused in any other form", () => {
        const { url } = slips;
        const [address = "", fragment = ""] = url.split("#");
        const fields = fragment.split(".");
        const withField = (at: number, value: string) =>
            `${address}#${fields.map((field, i) => (i === at ? value : field)).join(".")}`;
        expect(parseSlipLink(withField(1, "1")).ok).toBe(true);
        for (const number of ["01", "+1", "-1", " 1", "1 ", "0", "", "1.0", "1e0", "0x1", "4294967296", "١"])
            expect(parseSlipLink(withField(1, number)).ok, number).toBe(false);
        const [anchor = "", , letters = "", key = ""] = fields;
        for (const other of [
            `${anchor}=`,
            `${anchor.slice(0, -1)}Z`,
            anchor.slice(0, 41),
            anchor.replace("_", "/"),
        ])
            expect(parseSlipLink(withField(0, other)).ok, other).toBe(false);
        for (const other of [`${key}=`, `${key.slice(0, -1)}p`, key.slice(0, -1), "", key.replace("-", "+")])
            expect(parseSlipLink(withField(3, other)).ok, other).toBe(false);
        for (const other of ["", letters.slice(1), `${letters}0`, letters.replace("F", "U")])
            expect(parseSlipLink(withField(2, other)).ok, other).toBe(false);
        for (const other of [
            url.replace("https:", "http:"),
            url.replace("/c/", "/d/"),
            url.replace("0011223344556677", "001122334455667"),
            url.replace("0011223344556677", "001122334455667G"),
            url.replace("#", ""),
            url.replace("#", "##"),
            `${url}.more`,
            `${url}#more`,
            `${address}#${fields.slice(1).join(".")}`,
            `${address}#${fields.slice(0, 3).join(".")}`,
            address,
        ])
            expect(parseSlipLink(other).ok, other).toBe(false);
    });
    test("base64url has one spelling", () => {
        expect(toBase64url(must(fromBase64url("-_8")))).toBe("-_8");
        for (const wrong of ["-_8=", "-_9", "+/8", "-_ 8"])
            expect(fromBase64url(wrong).ok, wrong).toBe(false);
    });
});
