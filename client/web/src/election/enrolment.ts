// Codes, the roll's hashes, and enrolment. docs/protocol.md, sections 2, 3 and 5.
import { type Bytes, le32, utf8 } from "../crypto/bytes";
import { checkCharacters } from "../crypto/check_characters";
import { toCharacters } from "../crypto/crockford";
import { checkCredential, Credential, type CredentialProof, proveCredential } from "../crypto/credential";
import { isIdentity, type Point } from "../crypto/group";
import { hedgedScalar, type Rng, systemRng } from "../crypto/random";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { secretHb } from "../crypto/secret_hash";
import { SigningKey } from "../crypto/signature";
import { inOneForm } from "../crypto/text";
import { Transcript } from "../crypto/transcript";
import { readTyped, typedForms } from "../crypto/typed";
import type { Enrolment } from "./bodies";

export const codeCharacters = 20; // 100 bits

/** A participant's code: 20 ASCII characters of Crockford's base32, secret. */
export function drawCode(): SecretBytes {
    const code = SecretBytes.draw(codeCharacters);
    toCharacters(code.bytes);
    return code;
}
/** The 20 characters, as they stand in a slip's link. Malformed for anything else. */
export function readCode(letters: string): Result<SecretBytes> {
    const read = readTyped(letters, typedForms.codeInLink);
    return read.wrong ? malformed("code") : ok(SecretBytes.take(utf8(read.characters)));
}
/** What people type: the 20 characters and their two check characters. A page says by itself what is wrong with them. */
export function readTypedCode(typed: string): Result<SecretBytes> {
    const read = readTyped(typed, typedForms.code);
    return read.wrong
        ? malformed("code")
        : ok(SecretBytes.take(utf8(read.characters.slice(0, codeCharacters))));
}
/** What slips print in letters: the code, and behind it its check characters. */
export function printedCode(code: SecretBytes): string {
    const letters = String.fromCharCode(...code.bytes);
    return letters + checkCharacters(letters);
}

/** The Ed25519 key made from the seed Hb("code"; nonce, le32(roll number), code). `nonce` is the manifest's. */
export function codeKey(nonce: Bytes, rollNumber: number, code: SecretBytes): SigningKey {
    const seed = codeSeed(nonce, rollNumber, code);
    const key = new SigningKey(seed);
    seed.wipe();
    return key;
}
/** The key's public half alone. */
export function codePublicKey(nonce: Bytes, rollNumber: number, code: SecretBytes): Bytes {
    const key = codeKey(nonce, rollNumber, code);
    key.wipe();
    return key.publicKey;
}
export function codeSeed(nonce: Bytes, rollNumber: number, code: SecretBytes): SecretBytes {
    return secretHb("code", nonce, le32(rollNumber), code.bytes);
}

/** Hb("person"; salt, le32(number), name, unit); name and unit are brought to the protocol's form first. */
export function personHash(salt: Bytes, number: number, name: string, unit: string): Bytes {
    return Transcript.of("person").add(salt).addLe32(number).addText(inOneForm(name), inOneForm(unit)).hb();
}
/** sk = Hs("credential"; code, election_id, le32(roll number), 64 random bytes, le64(0)), u with 64 others and le64(1). */
export function drawCredential(
    code: SecretBytes,
    electionId: Bytes,
    rollNumber: number,
    rng: Rng = systemRng,
): Credential {
    const drawn = (number: number) =>
        hedgedScalar("credential", [code.bytes, electionId, le32(rollNumber)], number, rng);
    return new Credential(drawn(0), drawn(1));
}

function enrolmentStatement(electionId: Bytes, rollNumber: number, pk: Point): Transcript {
    return Transcript.of("enrol").add(electionId).addLe32(rollNumber).add(pk);
}
/** e = Hs("enrol"; election_id, le32(roll number), pk, R) */
export function makeEnrolment(
    electionId: Bytes,
    rollNumber: number,
    credential: Credential,
    rng?: Rng,
): Enrolment {
    const pk = credential.publicKey();
    const { R, z, zU } = proveCredential(enrolmentStatement(electionId, rollNumber, pk), credential, rng);
    return { rollNumber, pk, proofR: R, proofZ: z, proofZU: zU };
}
/** Bad proof for an identity pk and for a proof that does not hold. */
export function checkEnrolment(electionId: Bytes, enrolment: Enrolment): Status {
    const { rollNumber, pk, proofR, proofZ, proofZU } = enrolment;
    if (isIdentity(pk)) return refuse(Reason.badProof, "enrolment: identity key");
    const proof: CredentialProof = { R: proofR, z: proofZ, zU: proofZU };
    const proven = checkCredential(enrolmentStatement(electionId, rollNumber, pk), pk, proof);
    return proven.ok ? accepted : refuse(Reason.badProof, "enrolment: bad proof");
}
