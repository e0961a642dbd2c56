// How "it is mine" travels between two devices, as text or as a QR code: the same as the native client's. docs/protocol.md,
// section 9.
//   vouch:mine-key:BASE64URL    V ‖ R0 ‖ z_0, shown by the checking device
//   vouch:mine:BASE64URL        R1 ‖ R2 ‖ R3 ‖ e_2 ‖ z ‖ z_u ‖ z_v, the answer
import { type Bytes, fromBase64url, toBase64url } from "../crypto/bytes";
import { malformed, type Result } from "../crypto/result";
import {
    decodeMineKey,
    decodeMineProof,
    encodeMineKey,
    encodeMineProof,
    type MineKey,
    type MineProof,
} from "../election/mine";
import { mineKeyPrefix, mineProofPrefix } from "./messages";

export function mineKeyText(key: MineKey): string {
    return mineKeyPrefix + toBase64url(encodeMineKey(key));
}
/** Malformed for anything else. Whether the key may be answered is for checkMineKey to say. */
export function parseMineKey(text: string): Result<MineKey> {
    const bytes = bytesBehind(mineKeyPrefix, text);
    return bytes.ok ? decodeMineKey(bytes.value) : bytes;
}

export function mineProofText(proof: MineProof): string {
    return mineProofPrefix + toBase64url(encodeMineProof(proof));
}
/** Malformed for anything else. */
export function parseMineProof(text: string): Result<MineProof> {
    const bytes = bytesBehind(mineProofPrefix, text);
    return bytes.ok ? decodeMineProof(bytes.value) : bytes;
}

/** Copying leaves white space around the text, which is dropped. */
function bytesBehind(prefix: string, text: string): Result<Bytes> {
    const trimmed = text.trim();
    if (!trimmed.startsWith(prefix)) return malformed(`mine: does not begin with ${prefix}`);
    return fromBase64url(trimmed.slice(prefix.length));
}
