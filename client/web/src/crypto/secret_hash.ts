// H and Hb of docs/protocol.md, section 2, where something secret is hashed: what was framed is wiped, and so is the hash.
import { type Bytes, utf8 } from "./bytes";
import { outliving, SecretBytes, wiping } from "./secret";
import { sodium } from "./sodium";
import { frame } from "./transcript";

function hashed(hash: (framed: Bytes) => Bytes, label: string, parts: readonly Bytes[]): SecretBytes {
    return wiping(() => {
        const framed = ["vouch/1", label].map((text) => frame(utf8(text)));
        for (const part of parts) framed.push(SecretBytes.take(frame(part)).bytes);
        return outliving(SecretBytes.take(hash(SecretBytes.concat(framed).bytes)));
    });
}

/** H(label; parts …): 64 bytes. */
export function secretH(label: string, ...parts: Bytes[]): SecretBytes {
    return hashed((framed) => sodium.crypto_hash_sha512(framed), label, parts);
}
/** Hb(label; parts …): 32 bytes. */
export function secretHb(label: string, ...parts: Bytes[]): SecretBytes {
    return hashed((framed) => sodium.crypto_hash_sha256(framed), label, parts);
}
