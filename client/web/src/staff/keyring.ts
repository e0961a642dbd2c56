// The keys of whoever is at the desk. They are made, opened and held in the worker; the page gets the wrapped file, and what of
// the keys everybody may know.
import { equal } from "../crypto/bytes";
import { check, ok, type Result } from "../crypto/result";
import { type SecretBytes } from "../crypto/secret";
import { makeKeyFile, openKeyFileOf } from "./key_client";
import { stopped } from "./problems";
import { type KeyKind } from "./vault";

export class Keyring<Keys extends { wipe(): void }, Known> {
    #keys: Keys | undefined;
    #made: Uint8Array | undefined;

    /** `keysIn` uses the payload up. */
    constructor(
        private readonly kind: KeyKind,
        private readonly keysIn: (payload: SecretBytes) => Keys,
        private readonly knownOf: (keys: Keys) => Known,
    ) {}

    get keys(): Keys {
        check(this.#keys !== undefined, "no key is open");
        return this.#keys;
    }

    /** What the page may ask for. Passphrases are used up. */
    get offers() {
        return {
            /** A new key file, to be saved. */
            makeKey: async (name: string, passphrase: Uint8Array): Promise<Result<Uint8Array>> => {
                const made = await makeKeyFile(this.kind, name, passphrase);
                if (made.ok) this.#made = made.value;
                return made;
            },
            /** The saved file is read back: it is the one that was made, and it opens. */
            proveKey: async (readBack: Uint8Array, passphrase: Uint8Array): Promise<Result<Known>> => {
                if (this.#made && equal(this.#made, readBack)) return await this.open(readBack, passphrase);
                passphrase.fill(0);
                return stopped("wrongKeyFile");
            },
            openKey: (file: Uint8Array, passphrase: Uint8Array): Promise<Result<Known>> =>
                this.open(file, passphrase),
        };
    }

    private async open(file: Uint8Array, passphrase: Uint8Array): Promise<Result<Known>> {
        const payload = await openKeyFileOf(this.kind, file, passphrase);
        if (!payload.ok) return payload;
        this.#keys?.wipe();
        this.#keys = this.keysIn(payload.value);
        return ok(this.knownOf(this.#keys));
    }
}
