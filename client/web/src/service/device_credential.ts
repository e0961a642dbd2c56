// A participant's credential as its device holds it, and the payload of a copy in a file.
import { type Bytes, equal, le32, readLe32 } from "../crypto/bytes";
import { Credential, credentialBytes } from "../crypto/credential";
import { malformed, ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";

/** What a participant has from check-in on; whoever has it votes in its place. */
export interface DeviceCredential {
    readonly electionId: Bytes;
    readonly number: number;
    readonly secret: Credential;
    readonly anchor: Bytes; // of its slip; empty where that names no board, or there was none
}
const vaultKeyAt = credentialBytes; // a payload is sk ‖ u, a vault's key, election_id, le32(roll number)
const electionIdAt = vaultKeyAt + 32;
const numberAt = electionIdAt + 32;
const payloadBytes = numberAt + 4;

/** What a key file of purpose "participant" holds, as the native client writes it. */
export function credentialPayload({ electionId, number, secret }: DeviceCredential): SecretBytes {
    const own = secret.encode();
    const vault = SecretBytes.draw(32); // for what a native client keeps beside it
    const payload = SecretBytes.concat([own.bytes, vault.bytes, electionId, le32(number)]);
    own.wipe();
    vault.wipe();
    return payload;
}
/** Without an anchor: who opens a copy of a credential is asked for the fingerprint. */
export function readCredentialPayload(payload: SecretBytes): Result<DeviceCredential> {
    if (payload.size !== payloadBytes) return malformed("credential: length");
    const secret = Credential.decode(payload.bytes.subarray(0, credentialBytes));
    if (!secret.ok) return secret;
    const electionId = payload.bytes.slice(electionIdAt, numberAt);
    const number = readLe32(payload.bytes, numberAt);
    return ok({ electionId, number, secret: secret.value, anchor: new Uint8Array() });
}

/** Whether both hold one key. */
export function isSameCredential(one: DeviceCredential, other: DeviceCredential): boolean {
    return equal(one.secret.publicKey(), other.secret.publicKey());
}
