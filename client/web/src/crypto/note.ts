// Signed notes, checkpoints and cosignatures, in the public C2SP formats: docs/audit-log-format.md, sections 1,
// 2 and 5. Everything that reads is total and refuses with malformed (form), too large (limits) or bad signature.
import { type Bytes, concat, equal, fromBase64, sha256, toBase64, toHex, utf8 } from "./bytes";
import { malformed, ok, Reason, refuse, type Result } from "./result";
import { signatureHolds } from "./signature";
import { isKeyName, isPlainText, Lines, parseDecimal } from "./text";

export const noteBytesMax = 1_000_000;
const signaturesMax = 100;
const cosignatureTimeMax = (1n << 63n) - 1n;
const dash = "— ";
const keyIdBytes = 4;
const timeBytes = 8;

/** What a key signs: notes as they are (the log's key), or checkpoints with a time (a witness's). */
export enum NoteKeyType {
    log = 0x01,
    witness = 0x04,
}

/** A verifier key: `name+hex(key ID)+base64(type ‖ Ed25519 key)`. */
export interface Vkey {
    readonly name: string;
    readonly keyId: Bytes; // SHA-256(name ‖ 0x0A ‖ type ‖ key)[0:4]
    readonly type: NoteKeyType;
    readonly key: Bytes;
}

/** The name was looked at. */
function vkeyOf(name: string, type: NoteKeyType, key: Bytes): Vkey {
    const digest = sha256(concat([utf8(name + "\n"), Uint8Array.of(type), key]));
    return { name, keyId: digest.slice(0, keyIdBytes), type, key };
}
/** Malformed ("vkey: name") where the name is empty or holds a space or a "+". */
export function makeVkey(name: string, type: NoteKeyType, key: Bytes): Result<Vkey> {
    return isKeyName(name) ? ok(vkeyOf(name, type, key)) : malformed("vkey: name");
}
/** Malformed: "vkey: form", "vkey: name", "base64", "vkey: type or length", "vkey: key ID". */
export function parseVkey(text: string, expected?: NoteKeyType): Result<Vkey> {
    const first = text.indexOf("+");
    const second = first < 0 ? -1 : text.indexOf("+", first + 1); // the base64 may hold more of them
    if (second < 0) return malformed("vkey: form");
    if (!isKeyName(text.slice(0, first))) return malformed("vkey: name");
    const typed = fromBase64(text.slice(second + 1));
    if (!typed.ok) return typed;
    const type = typed.value[0];
    if (typed.value.length !== 33 || (type !== NoteKeyType.log && type !== NoteKeyType.witness))
        return malformed("vkey: type or length");
    const vkey = vkeyOf(text.slice(0, first), type, typed.value.slice(1));
    if (toHex(vkey.keyId) !== text.slice(first + 1, second)) return malformed("vkey: key ID");
    if (expected !== undefined && type !== expected) return malformed("vkey: type or length");
    return ok(vkey);
}
export function vkeyText(vkey: Vkey): string {
    const typed = concat([Uint8Array.of(vkey.type), vkey.key]);
    return `${vkey.name}+${toHex(vkey.keyId)}+${toBase64(typed)}`;
}

/** One signature line. What `signature` holds depends on the type of the key: 64 bytes, or 8 and 64. */
export interface NoteSignature {
    readonly name: string;
    readonly keyId: Bytes;
    readonly signature: Bytes;
}

/** A text and who signed it; nothing is verified by having one. */
export interface SignedNote {
    readonly text: string; // ends in "\n"
    readonly signatures: readonly NoteSignature[];
}

function parseSignatureLine(line: string): Result<NoteSignature> {
    if (!line.startsWith(dash)) return malformed("note: signature line");
    const rest = line.slice(dash.length);
    const space = rest.indexOf(" ");
    if (space < 0 || !isKeyName(rest.slice(0, space))) return malformed("note: signature line");
    const bytes = fromBase64(rest.slice(space + 1));
    if (!bytes.ok) return bytes;
    if (bytes.value.length <= keyIdBytes) return malformed("note: signature length");
    return ok({
        name: rest.slice(0, space),
        keyId: bytes.value.slice(0, keyIdBytes),
        signature: bytes.value.slice(keyIdBytes),
    });
}
export function parseNote(note: string): Result<SignedNote> {
    if (utf8(note).length > noteBytesMax) return refuse(Reason.tooLarge, "note");
    if (!isPlainText(note)) return malformed("note: not plain UTF-8");
    const split = note.lastIndexOf("\n\n"); // the last empty line
    if (split < 0 || !note.endsWith("\n") || split + 2 === note.length) return malformed("note: form");
    const signatures: NoteSignature[] = [];
    const lines = new Lines(note.slice(split + 2));
    for (let line = lines.take(); line !== undefined; line = lines.take()) {
        if (signatures.length === signaturesMax) return refuse(Reason.tooLarge, "note: signature lines");
        const signature = parseSignatureLine(line);
        if (!signature.ok) return signature;
        signatures.push(signature.value);
    }
    return ok({ text: note.slice(0, split + 1), signatures });
}
/** What a witness signs. docs/audit-log-format.md, section 5. */
function cosignedMessage(text: string, time: bigint): Bytes {
    return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** A signature that holds: whose, as a place in the keys it was checked with, and when (0 from a log key). */
export interface GoodSignature {
    readonly key: number;
    readonly time: bigint;
}

/** The good signatures, in the note's order. Lines of keys not among `keys` are ignored; bad signature where a
    line of one of them does not hold, or there is none. */
function verifyNote(note: SignedNote, keys: readonly Vkey[]): Result<GoodSignature[]> {
    const good: GoodSignature[] = [];
    for (const line of note.signatures) {
        for (const [key, vkey] of keys.entries()) {
            if (line.name !== vkey.name || !equal(line.keyId, vkey.keyId)) continue;
            const time = verifyLine(note.text, line.signature, vkey);
            if (!time.ok) return time;
            good.push({ key, time: time.value });
        }
    }
    if (good.length === 0) return refuse(Reason.badSignature, "note: not signed by a known key");
    return ok(good);
}

/** The time of a signature line that holds, 0 for the log's. The line names this key. */
function verifyLine(text: string, signature: Bytes, vkey: Vkey): Result<bigint> {
    let time = 0n;
    let message = utf8(text);
    let ed25519 = signature;
    if (vkey.type === NoteKeyType.witness) {
        if (signature.length !== timeBytes + 64) return refuse(Reason.badSignature, "cosignature: length");
        for (const byte of signature.subarray(0, timeBytes)) time = (time << 8n) | BigInt(byte);
        if (time > cosignatureTimeMax) return refuse(Reason.badSignature, "cosignature: time");
        message = cosignedMessage(text, time);
        ed25519 = signature.subarray(timeBytes);
    }
    if (ed25519.length !== 64 || !signatureHolds(vkey.key, message, ed25519))
        return refuse(Reason.badSignature, `note: signature of ${vkey.name}`);
    return ok(time);
}

/** The state of a log that a note's text states. */
export interface Checkpoint {
    readonly origin: string; // the name in the log's vkey
    readonly size: bigint;
    readonly root: Bytes;
}

/** Strict in its three lines; further lines are tolerated where they are not empty. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
    if (!isPlainText(text)) return malformed("checkpoint: not plain UTF-8");
    const lines = new Lines(text);
    const origin = lines.take();
    const sizeLine = lines.take();
    const rootLine = lines.take();
    if (!origin || sizeLine === undefined || rootLine === undefined) return malformed("checkpoint: form");
    const size = parseDecimal(sizeLine);
    if (!size.ok) return size;
    const root = fromBase64(rootLine);
    if (!root.ok) return root;
    if (root.value.length !== 32) return malformed("checkpoint: root");
    for (let line = lines.take(); line !== undefined; line = lines.take())
        if (line === "") return malformed("checkpoint: empty line");
    if (lines.rest !== "") return malformed("checkpoint: last line does not end");
    return ok({ origin, size: size.value, root: root.value });
}
/** A checkpoint that the log signed, and the witnesses whose cosignatures hold (places in `witnesses`). */
export interface VerifiedCheckpoint {
    readonly checkpoint: Checkpoint;
    readonly cosignatures: readonly GoodSignature[];
}

/** The checkpoint of exactly this log: signed with its key, its origin the key's name, and every line of one of
    the witnesses holds. */
export function verifyCheckpoint(
    note: string,
    log: Vkey,
    witnesses: readonly Vkey[] = [],
): Result<VerifiedCheckpoint> {
    const parsed = parseNote(note);
    if (!parsed.ok) return parsed;
    const good = verifyNote(parsed.value, [log, ...witnesses]);
    if (!good.ok) return good;
    if (!good.value.some(({ key }) => key === 0))
        return refuse(Reason.badSignature, "checkpoint: not signed by the log");
    const checkpoint = parseCheckpoint(parsed.value.text);
    if (!checkpoint.ok) return checkpoint;
    if (checkpoint.value.origin !== log.name) return malformed("checkpoint: another log's origin");
    const cosignatures = good.value
        .filter(({ key }) => key !== 0)
        .map(({ key, time }) => ({ key: key - 1, time }));
    return ok({ checkpoint: checkpoint.value, cosignatures });
}
