// The readers of this implementation by the name of the native one, each with how it writes what it took.
import { parseMineKey, parseMineProof, mineKeyText, mineProofText } from "../../src/check/mine_text";
import {
    type Bytes,
    concat,
    fromBase64,
    fromBase64url,
    fromHex,
    fromUtf8,
    toBase64,
    toBase64url,
    toHex,
    utf8,
} from "../../src/crypto/bytes";
import { Credential } from "../../src/crypto/credential";
import { decodePoint, decodeScalar, identity, scalarOf, timesG } from "../../src/crypto/group";
import { openKeyFile } from "../../src/crypto/key_file";
import {
    makeVkey,
    NoteKeyType,
    parseCheckpoint,
    parseNote,
    parseVkey,
    verifyCheckpoint,
    vkeyText,
} from "../../src/crypto/note";
import { malformed, ok, type Result } from "../../src/crypto/result";
import { SecretBytes, SecretScalar } from "../../src/crypto/secret";
import { BoxKey, openSecretbox, sealSecretbox, SigningKey } from "../../src/crypto/signature";
import { acceptShare } from "../../src/crypto/threshold_key";
import { parseDecimal } from "../../src/crypto/text";
import { Bundle, decodeTile } from "../../src/crypto/tiles";
import { verifyReceipt } from "../../src/crypto/tlog_proof";
import { readTyped, typedForms } from "../../src/crypto/typed";
import { leafHash } from "../../src/crypto/merkle";
import { decodeBallot, type Opening } from "../../src/election/ballot";
import { Kind } from "../../src/election/bodies";
import { challengeText, parseChallenge } from "../../src/election/challenge";
import { readCode, readTypedCode } from "../../src/election/enrolment";
import { carriedEntry } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { openReply } from "../../src/election/envelope";
import { openNamedRoll, readNamedRoll, writeNamedRoll } from "../../src/election/named_roll";
import { parseMessage } from "../../src/election/messages";
import { BulletinSchema, ResponseSchema } from "../../src/gen/service_pb";
import { checkBulletin, signBulletin } from "../../src/service/bulletins";
import { parseSlipLink, slipLink } from "../../src/service/conference_address";
import { parseRefusal } from "../../src/election/judge_refusal";
import { refusalText } from "../../src/election/refusal";
import { readRelay } from "../../src/service/relay";
import { parseCsv } from "../../src/staff/csv";
import { readRoll } from "../../src/staff/roll_csv";

/** What was taken, as this implementation writes it; nothing where it writes no such thing. */
export type Again = Result<Bytes | undefined>;
type Twin = (bytes: Bytes) => Again;

function again<T>(read: Result<T>, write?: (value: T) => Bytes): Again {
    if (!read.ok) return read;
    return ok(write?.(read.value));
}
/** Of a reader of text: bytes that are no UTF-8 are no text. */
function ofText<T>(read: (text: string) => Result<T>, write?: (value: T) => string): Twin {
    return (bytes) => {
        const text = fromUtf8(bytes);
        if (!text.ok) return text;
        return again(read(text.value), write && ((value) => utf8(write(value))));
    };
}

const filled = (byte: number): Bytes => Uint8Array.of(byte, ...new Uint8Array(31));
const key = (byte: number) => new SigningKey(SecretBytes.take(filled(byte)));

// What the native decoders are made with: tests/hostile/decoders_*.cpp.
const logKey = key(1);
const witnessKey = key(2);
const log = vkeyOf("log.example/a", NoteKeyType.log, logKey);
const witness = vkeyOf("witness.example/w", NoteKeyType.witness, witnessKey);
function vkeyOf(name: string, type: NoteKeyType, { publicKey }: SigningKey) {
    const vkey = makeVkey(name, type, publicKey);
    if (!vkey.ok) throw new Error(vkey.detail);
    return vkey.value;
}
const width = 5;
const entries = [utf8("one"), utf8("two"), new Uint8Array(), utf8("four"), new Uint8Array(300).fill(7)];
const boxKey = new BoxKey(SecretBytes.take(filled(8)));
const boxedUnder = () => SecretBytes.take(filled(7));
const rollKey = () => SecretBytes.take(filled(5));
const replyKey = () => SecretBytes.take(filled(9));
const election = filled(7);
/** Of an opening what a ballot's form follows from: one official, a ring of sixteen places. */
const shape: Pick<Opening, "officials" | "m"> & { rings: unknown } = { officials: 1, m: 2, rings: [0] };
const dealt = [timesG(scalarOf(3)), identity]; // of a polynomial that is 3 everywhere
const poster = key(6);

function bundleOf(read: readonly Bytes[]): Bytes {
    return concat(read.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]));
}
/** Nothing in a body is spelt in two ways, so what was taken is what we write. */
function bodyTwin(kind: Kind): Twin {
    const signature = { key: utf8("k".repeat(32)), signature: utf8("s".repeat(64)) };
    return (body) => {
        const read = decodeEntry(carriedEntry(kind, body, kind === Kind.ballot ? [] : [signature]));
        return again(read, ({ bodyBytes }) => bodyBytes);
    };
}
function readSealed(bytes: Bytes): Again {
    return again(openNamedRoll(rollKey(), bytes), (people) => utf8(writeNamedRoll(people)));
}

export const twins: Readonly<Record<string, Twin>> = {
    note: ofText(parseNote),
    vkey: ofText((text) => parseVkey(text), vkeyText),
    checkpoint: ofText(parseCheckpoint),
    "signed-checkpoint": ofText((text) => verifyCheckpoint(text, log, [witness])),
    receipt: ofText((text) => verifyReceipt(text, leafHash(entries[3] ?? new Uint8Array()), log)),
    tile: (bytes) => again(decodeTile(bytes, width), concat),
    bundle: (bytes) => again(new Bundle(bytes).takeAll(width), bundleOf),
    "key-file": (bytes) => again(openKeyFile("tests", bytes, SecretBytes.take(utf8("passphrase")))),
    point: (bytes) => again(decodePoint(bytes), (read) => read),
    scalar: (bytes) => again(decodeScalar(bytes), (read) => read),
    base64: ofText(fromBase64, toBase64),
    base64url: ofText(fromBase64url, toBase64url),
    hex: ofText(fromHex, toHex),
    decimal: ofText(parseDecimal, String),
    "secret-scalar": (bytes) => again(SecretScalar.decode(bytes), ({ bytes: read }) => read.slice()),
    credential: (bytes) => again(Credential.decode(bytes)),
    "dealt-share": (bytes) => again(acceptShare(SecretBytes.copyOf(bytes), filled(4), 1, 2, dealt)),
    "sealed-box": (bytes) => again(boxKey.open(bytes)),
    secretbox: (bytes) => again(openSecretbox(boxedUnder(), bytes)),

    entry: (bytes) =>
        again(decodeEntry(bytes), ({ kind, bodyBytes, signatures }) =>
            carriedEntry(kind, bodyBytes, signatures),
        ),
    "manifest-body": (bytes) => again(bodyTwin(Kind.manifest)(bytes)), // a fraction that is absent stays so here
    "roll-body": bodyTwin(Kind.roll),
    "board-body": bodyTwin(Kind.board),
    "dealing-body": bodyTwin(Kind.dealing),
    "acknowledgement-body": bodyTwin(Kind.acknowledgement),
    "complaint-body": bodyTwin(Kind.complaint),
    "answer-body": bodyTwin(Kind.answer),
    "enrolment-body": bodyTwin(Kind.enrolment),
    "revocation-body": bodyTwin(Kind.revocation),
    "open-body": bodyTwin(Kind.open),
    "confirmation-body": bodyTwin(Kind.confirmation),
    "ballot-body": bodyTwin(Kind.ballot),
    "close-body": bodyTwin(Kind.close),
    "decryption-shares-body": bodyTwin(Kind.decryptionShares),
    "paper-body": bodyTwin(Kind.paper),
    "paper-count-body": bodyTwin(Kind.paperCount),
    "annulment-body": bodyTwin(Kind.annulment),
    "announcement-body": bodyTwin(Kind.announcement),
    ballot: (bytes) => again(decodeBallot(shape as Opening, bytes)),
    code: ofText(readCode, ({ bytes }) => String.fromCharCode(...bytes)),
    "typed-code": ofText(readTypedCode, ({ bytes }) => String.fromCharCode(...bytes)),
    "typed-tracker": ofText(
        (text): Result<string> => {
            const read = readTyped(text, typedForms.tracker);
            return read.wrong ? malformed("tracker") : ok(read.characters);
        },
        (read) => read,
    ),
    reply: (bytes) => again(openReply(replyKey(), bytes)),
    "replys-plaintext": (bytes) => again(openReply(replyKey(), sealSecretbox(replyKey(), bytes))),

    csv: (bytes) => {
        const { records, mistakes } = parseCsv(bytes);
        if (mistakes.length > 0) return malformed("csv");
        return ok(utf8(JSON.stringify(records.map(({ line, fields }) => [line, fields]))));
    },
    roll: (bytes) => {
        const { people, mistakes } = readRoll(bytes);
        if (mistakes.length > 0) return malformed("roll");
        return ok(
            utf8(JSON.stringify(people.map(({ number, name, unit, hall }) => [number, name, unit, hall]))),
        );
    },
    "named-roll": ofText(readNamedRoll, writeNamedRoll),
    "sealed-named-roll": readSealed,
    "sealed-named-rolls-plaintext": (bytes) => readSealed(sealSecretbox(rollKey(), bytes)),
    "slip-link": ofText(parseSlipLink, slipLink),
    relay: ofText(readRelay),
    "refusal-file": ofText(parseRefusal, refusalText),
    "challenge-file": ofText(parseChallenge, challengeText),
    "mine-key": ofText(parseMineKey, mineKeyText),
    "mine-proof": ofText(parseMineProof, mineProofText),

    response: (bytes) => again(parseMessage(ResponseSchema, bytes)),
    bulletin: (bytes) => {
        const message = parseMessage(BulletinSchema, bytes);
        return message.ok ? again(checkBulletin(message.value, election)) : message;
    },
    "bulletins-content": (bytes) => {
        const signed = { ...signBulletin(poster, election, bytes), $typeName: "vouch.v1.Bulletin" as const };
        return again(checkBulletin(signed, election));
    },
};

/** Where one may take what the other refuses: what both take they still write alike. The native reader of a named roll is that
    of tables, since an auditor may have saved the file with an office program; here it is read just as it was written. */
export const oneMayRefuse: readonly string[] = ["named-roll", "sealed-named-rolls-plaintext"];

/** What this implementation does not read, or reads in another form. */
export const withoutTwin: readonly string[] = [
    // A server's, an organizer's or an auditor's own files and requests.
    "codes",
    "conference-path",
    "conference-record",
    "conference-toml",
    "dossier-toml",
    "how-far-an-audit-checked",
    "organizers",
    "organizers-keys",
    "organizers-request",
    "paper-count",
    "participants-keys",
    "pin",
    "puzzle-solution",
    "server-toml",
    // A witness's, and those of who asks one.
    "gzip",
    "listening-address",
    "request-for-a-cosignature",
    "verifier-keys",
    "web-clients-list",
    "witnesss-statement",
    "receipt-file",
    "request",
    "results-json",
    "results-table",
    "servers-key",
    "signed-request",
    "restored-log",
    "signed-state",
    "trustees-keys",
    "witnesss-keys",
    "envelope",
    "envelopes-plaintext",
    // Parts of messages that are read as a whole here, with their schema.
    "created",
    "frozen",
    "key-card",
    "refusal-in-an-answer",
    "submitted",
    // Addresses: this implementation has the browser's own reader of them.
    "invitation",
    "log-url",
    "url",
    // Read inside of others alone: a receipt, a note, a file's path, a form.
    "log-file-path",
    "note-signature",
    "text",
    "tlog-proof",
    // Instructions to change an election, and no input of a reader.
    "apply",
];
