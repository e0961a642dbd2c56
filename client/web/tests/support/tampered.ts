// Logs that were changed after the fact: by somebody with the log's key, whose tiles and checkpoint fit again, and by
// somebody without, who changes published files.
import { type Bytes, utf8 } from "../../src/crypto/bytes";
import { leafHash, merkleRoot } from "../../src/crypto/merkle";
import { parseVkey } from "../../src/crypto/note";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { logEntries, logVector, logVkey, publish } from "./log";
import { checkpointText, noteOf, signatureLine, signatureOf } from "./notes";
import { bytes, must } from "./vectors";

export type Files = Map<string, Bytes>;

/** The published files of a log with these entries, signed with the log's own key. */
export function signedLog(entries: readonly Bytes[]): Files {
    const leaves = entries.map(leafHash);
    const files = publish(entries, leaves);
    const vkey = must(parseVkey(logVkey));
    const key = new SigningKey(SecretBytes.take(bytes(logVector.secrets.log_seed)));
    const text = checkpointText({
        origin: vkey.name,
        size: BigInt(entries.length),
        root: merkleRoot(leaves),
    });
    files.set("checkpoint", utf8(noteOf(text, [signatureLine(vkey, signatureOf(text, key))])));
    return files;
}

export function flipped(content: Bytes, bit: number): Bytes {
    const out = content.slice();
    out[bit >> 3] = (out[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return out;
}

/** By name: what each is said of by both implementations is compared. */
export function tamperedLogs(): Map<string, Files> {
    const logs = new Map<string, Files>();
    const n = logEntries.length;
    const replaced = (index: number, entry: Bytes) => logEntries.map((own, i) => (i === index ? entry : own));
    logs.set("as published", signedLog(logEntries));
    for (let index = 0; index < n; ++index) {
        const entry = logEntries[index] ?? new Uint8Array();
        const bits = entry.length * 8;
        for (const bit of [bits >> 1, bits - 5])
            logs.set(`entry ${index}, bit ${bit}`, signedLog(replaced(index, flipped(entry, bit))));
        logs.set(`entry ${index} left out`, signedLog(logEntries.filter((_, i) => i !== index)));
        logs.set(
            `entry ${index} twice`,
            signedLog([...logEntries.slice(0, index + 1), ...logEntries.slice(index)]),
        );
        const swapped = [...logEntries];
        const next = swapped[index + 1];
        if (next) {
            swapped[index] = next;
            swapped[index + 1] = entry;
            logs.set(`entry ${index} after the next`, signedLog(swapped));
        }
    }
    for (let size = 1; size < n; size += 6)
        logs.set(`the first ${size} entries`, signedLog(logEntries.slice(0, size)));
    for (const [path, content] of signedLog(logEntries)) {
        for (let bit = 2; bit < content.length * 8; bit += Math.ceil((content.length * 8) / 9)) {
            const files = signedLog(logEntries);
            files.set(path, flipped(content, bit));
            logs.set(`${path}, bit ${bit}`, files);
        }
        const cut = signedLog(logEntries);
        cut.set(path, content.slice(0, -1));
        logs.set(`${path} cut short`, cut);
        const gone = signedLog(logEntries);
        gone.delete(path);
        logs.set(`${path} gone`, gone);
    }
    return logs;
}
