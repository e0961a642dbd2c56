// The board's members of the vectors' log, and a device's folder that lasts as long as its test.
import { type Bytes, utf8 } from "../../src/crypto/bytes";
import { SecretBytes } from "../../src/crypto/secret";
import type { Folder } from "../../src/staff/folder";
import { TrusteeKeys } from "../../src/staff/trustee_keys";
import { logVector } from "./log";
import { bytes } from "./vectors";

export function memoryFolder(): Folder {
    const files = new Map<string, Bytes>();
    const records = new Map<string, string>();
    return {
        read: (name) => Promise.resolve(files.get(name)),
        change: (name, change) => {
            const now = change(files.get(name));
            files.set(name, now);
            return Promise.resolve(now);
        },
        once: (name, content) => {
            if (!records.has(name)) records.set(name, content);
            return Promise.resolve(records.get(name) ?? "");
        },
        recorded: (name) => Promise.resolve(records.get(name)),
    };
}
/** Numbered from 1, as on the board. */
export function trustee(number: number): TrusteeKeys {
    const { sign_seed = "", box_seed = "" } = logVector.secrets.trustees[number - 1] ?? {};
    const vault = "00".repeat(32);
    return TrusteeKeys.in(
        SecretBytes.concat([bytes(sign_seed + box_seed + vault), utf8(`Trustee ${number}`)]),
    );
}
