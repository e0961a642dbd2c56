// The organizer's key: a key file of its signing seed, the key of its vault, and its name. The native client's form.
import { fromUtf8, toBase64 } from "../crypto/bytes";
import { type KeyFileCost } from "../crypto/key_file";
import { ok, type Result } from "../crypto/result";
import { type SecretBytes } from "../crypto/secret";
import { SigningKey } from "../crypto/signature";
import { type Folder } from "./folder";
import { newKeyFile, openedPayload, secretAt, Vault } from "./vault";

const purpose = "organizer";
const secrets = 2; // seed, vault key; then the name

export class OrganizerKeys {
    private constructor(
        readonly name: string,
        readonly sign: SigningKey,
        readonly vaultKey: SecretBytes,
    ) {}

    static make(name: string, passphrase: SecretBytes, cost?: KeyFileCost): Result<Uint8Array> {
        return newKeyFile(purpose, secrets, name, passphrase, cost);
    }
    static open(file: Uint8Array, passphrase: SecretBytes): Result<OrganizerKeys> {
        const payload = openedPayload(purpose, secrets, file, passphrase);
        if (!payload.ok) return payload;
        const name = fromUtf8(payload.value.bytes.slice(32 * secrets));
        const [seed, vaultKey] = [secretAt(payload.value, 0), secretAt(payload.value, 32)];
        payload.value.wipe();
        const keys = new OrganizerKeys(name.ok ? name.value : "", new SigningKey(seed), vaultKey);
        seed.wipe();
        return ok(keys);
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
