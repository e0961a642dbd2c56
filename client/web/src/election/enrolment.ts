// Codes, the roll's hashes, enrolment and the opening's fingerprint. docs/protocol.md, sections 3 and 5.
import { type Bytes, le32, le64, utf8 } from "../crypto/bytes";
import { isIdentity, type Point } from "../crypto/group";
import type { NonceSource } from "../crypto/random";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import { checkSchnorr, proveSchnorr } from "../crypto/schnorr";
import { kept, SecretBytes, type SecretScalar, wiping } from "../crypto/secret";
import { SigningKey } from "../crypto/signature";
import { sodium } from "../crypto/sodium";
import { frame, Transcript } from "../crypto/transcript";
import type { Enrolment } from "./bodies";

export const codeCharacters = 20; // 100 bits
const codeAlphabet = utf8("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

/** A participant's code: 20 ASCII characters of the alphabet above, secret. */
export function drawCode(): SecretBytes {
    const code = SecretBytes.draw(codeCharacters);
    code.bytes.forEach((byte, i) => {
        code.bytes[i] = codeAlphabet[byte % codeAlphabet.length] ?? 0; // 32 letters: no bias
    });
    return code;
}

/** What a typed character stands for, as Crockford's base32 is read; nothing for one that stands for nothing. */
function meant(character: number): number | undefined {
    const lower = character >= 0x61 && character <= 0x7a;
    const upper = lower ? character - 0x20 : character;
    if (upper === 0x4f) return 0x30; // O as 0
    if (upper === 0x49 || upper === 0x4c) return 0x31; // I and L as 1
    return codeAlphabet.includes(upper) ? upper : undefined;
}

/** As people type it: spaces and hyphens dropped, lower case read as upper, O as 0, I and L as 1. Malformed for anything
    that is not 20 characters then. `typed` is the reader's to wipe. */
export function readCode(typed: Bytes): Result<SecretBytes> {
    const code = new Uint8Array(codeCharacters);
    let length = 0;
    for (const character of typed) {
        if (character === 0x20 || character === 0x2d) continue;
        const letter = meant(character);
        if (letter === undefined || length === codeCharacters) return malformed("code");
        code[length++] = letter;
    }
    return length === codeCharacters ? ok(SecretBytes.take(code)) : malformed("code");
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
    return wiping(() => {
        // Transcript's framing, over a buffer that is wiped.
        const head = [utf8("vouch/1"), utf8("code"), nonce, le32(rollNumber)].map(frame);
        const framed = SecretBytes.concat([...head, le64(codeCharacters), code.bytes]);
        return kept(SecretBytes.take(sodium.crypto_hash_sha256(framed.bytes)));
    });
}

/** Hb("person"; salt, le32(number), name, unit); name and unit in normalization form C, trimmed. */
export function personHash(salt: Bytes, number: number, name: string, unit: string): Bytes {
    return Transcript.of("person").add(salt).addLe32(number).addText(name, unit).hb();
}

function enrolmentStatement(electionId: Bytes, rollNumber: number, pk: Point): Transcript {
    return Transcript.of("enrol").add(electionId).addLe32(rollNumber).add(pk);
}
/** e = Hs("enrol"; election_id, le32(roll number), pk, R) */
export function makeEnrolment(
    electionId: Bytes,
    rollNumber: number,
    sk: SecretScalar,
    nonces: NonceSource,
): Enrolment {
    const pk = wiping(() => sk.timesG().publish());
    const { R, z } = proveSchnorr(enrolmentStatement(electionId, rollNumber, pk), sk, nonces);
    return { rollNumber, pk, proofR: R, proofZ: z };
}
/** Bad proof for an identity pk and for a proof that does not hold. */
export function checkEnrolment(electionId: Bytes, { rollNumber, pk, proofR, proofZ }: Enrolment): Status {
    if (isIdentity(pk)) return refuse(Reason.badProof, "enrolment: identity key");
    const statement = enrolmentStatement(electionId, rollNumber, pk);
    const proven = checkSchnorr(statement, pk, { R: proofR, z: proofZ });
    return proven.ok ? accepted : refuse(Reason.badProof, "enrolment: bad proof");
}

/** The bytes that a board member's QR code shows: Hb("fingerprint"; election_id, open_digest). */
export function fingerprintHash(electionId: Bytes, openDigest: Bytes): Bytes {
    return Transcript.of("fingerprint").add(electionId, openDigest).hb();
}
/** Sixteen decimal digits from Argon2id over them, "4314026407314297". Slow on purpose: 64 MiB and a blink. Throws where
    there is not that much memory. */
export function fingerprint(electionId: Bytes, openDigest: Bytes): string {
    const passes = 2;
    const memoryBytes = 64 << 20;
    const out = sodium.crypto_pwhash(
        16,
        fingerprintHash(electionId, openDigest),
        utf8("vouch/1/fingerpr"),
        passes,
        memoryBytes,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
    );
    const value = new DataView(out.buffer, out.byteOffset).getBigUint64(0, true);
    return String(value % 10n ** 16n).padStart(16, "0");
}
/** The same in groups of four, as it is read out; a tracker's characters likewise, with "-". */
export function inGroupsOfFour(text: string, separator = " "): string {
    return (text.match(/.{1,4}/g) ?? []).join(separator);
}

/** The first 16 bytes of a tracker in Crockford base32: 26 characters. */
export function trackerText(tracker: Bytes): string {
    const bits = [...tracker.subarray(0, 16)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const fives = bits.padEnd(130, "0").match(/.{5}/g) ?? []; // 128 bits are 25 letters and three bits more
    return String.fromCharCode(...fives.map((five) => codeAlphabet[parseInt(five, 2)] ?? 0));
}
/** A tracker's characters as people type them, read like a code. Malformed unless 26 are left. */
export function readTrackerText(typed: string): Result<string> {
    const letters = [...utf8(typed)].filter((letter) => letter !== 0x20 && letter !== 0x2d).map(meant);
    const known = letters.flatMap((letter) => (letter === undefined ? [] : [letter]));
    if (known.length !== letters.length || known.length !== 26) return malformed("tracker");
    return ok(String.fromCharCode(...known));
}
