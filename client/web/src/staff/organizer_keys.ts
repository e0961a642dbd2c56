// The organizer's key: a key file of its signing seed, the key of its vault, and its name. The native client's form.
import { fromUtf8, toBase64 } from "../crypto/bytes";
import { type KeyFileCost } from "../crypto/key_file";
import { ok, type Result } from "../crypto/result";
import { type SecretBytes } from "../crypto/secret";
import { SigningKey } from "../crypto/signature";
import { type Folder } from "./folder";
import { type KeyKind, newKeyFile, openedPayload, secretAt, Vault } from "./vault";

export const organizerKind: KeyKind = { purpose: "organizer", secrets: 2 }; // seed, vault key; then the name

export class OrganizerKeys {
    private constructor(
        readonly name: string,
        readonly sign: SigningKey,
        readonly vaultKey: SecretBytes,
    ) {}

    static make(name: string, passphrase: SecretBytes, cost?: KeyFileCost): Result<Uint8Array> {
        return newKeyFile(organizerKind, name, passphrase, cost);
    }
    static open(file: Uint8Array, passphrase: SecretBytes): Result<OrganizerKeys> {
        const payload = openedPayload(organizerKind, file, passphrase);
        return payload.ok ? ok(OrganizerKeys.in(payload.value)) : payload;
    }
    /** The keys in an opened file, which is used up. */
    static in(payload: SecretBytes): OrganizerKeys {
        const name = fromUtf8(payload.bytes.slice(32 * organizerKind.secrets));
        const [seed, vaultKey] = [secretAt(payload, 0), secretAt(payload, 32)];
        payload.wipe();
        const keys = new OrganizerKeys(name.ok ? name.value : "", new SigningKey(seed), vaultKey);
        seed.wipe();
        return keys;
    }
    /** "name base64-key": the line for the server's `organizers`, and for co-organizers to add. */
    get line(): string {
        return `${this.name} ${toBase64(this.sign.publicKey)}`;
    }
    /** What this organizer keeps of one conference. */
    vault(folder: Folder): Vault {
        return new Vault(folder, this.vaultKey.clone());
    }
    wipe(): void {
        this.sign.wipe();
        this.vaultKey.wipe();
    }
}
