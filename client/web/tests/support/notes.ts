// Notes as a log and a witness sign them. docs/audit-log-format.md, sections 2 and 5.
import { type Bytes, concat, le64, toBase64, utf8 } from "../../src/crypto/bytes";
import type { Checkpoint, Vkey } from "../../src/crypto/note";
import type { SigningKey } from "../../src/crypto/signature";

export function checkpointText({ origin, size, root }: Checkpoint): string {
    return `${origin}\n${size}\n${toBase64(root)}\n`;
}
export function noteOf(text: string, lines: readonly string[]): string {
    return `${text}\n${lines.join("")}`;
}
export function signatureLine({ name, keyId }: Vkey, signature: Bytes): string {
    return `— ${name} ${toBase64(concat([keyId, signature]))}\n`;
}

/** What stands behind the key ID in the log's line. */
export function signatureOf(text: string, key: SigningKey): Bytes {
    return key.sign(utf8(text));
}
/** In a witness's line: the time, and the signature of text and time. */
export function cosignatureOf(text: string, key: SigningKey, time: bigint): Bytes {
    const bigEndian = le64(time).reverse();
    return concat([bigEndian, key.sign(utf8(`cosignature/v1\ntime ${time}\n${text}`))]);
}
