// The keys of whoever is at the desk. They are made, opened and held in the worker; the page gets the wrapped file, and what of
// the keys everybody may know. Argon2id keeps the worker busy meanwhile, and the page goes on.
import { equal } from "../crypto/bytes";
import { check, ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { stopped } from "./problems";
import { type KeyKind, newKeyFile, openedPayload } from "./vault";

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
            makeKey: (name: string, typed: Uint8Array): Result<Uint8Array> => {
                const made = usingUp(typed, (passphrase) => newKeyFile(this.kind, name, passphrase));
                if (made.ok) this.#made = made.value;
                return made;
            },
            /** The saved file is read back: it is the one that was made, and it opens. */
            proveKey: (readBack: Uint8Array, passphrase: Uint8Array): Result<Known> => {
                if (this.#made && equal(this.#made, readBack)) return this.open(readBack, passphrase);
                passphrase.fill(0);
                return stopped("wrongKeyFile");
            },
            openKey: (file: Uint8Array, passphrase: Uint8Array): Result<Known> => this.open(file, passphrase),
        };
    }

    private open(file: Uint8Array, typed: Uint8Array): Result<Known> {
        const payload = usingUp(typed, (passphrase) => openedPayload(this.kind, file, passphrase));
        if (!payload.ok) return payload;
        this.#keys?.wipe();
        this.#keys = this.keysIn(payload.value);
        return ok(this.knownOf(this.#keys));
    }
}

/** Nothing of the passphrase is left, also where there was too little memory for the work. */
function usingUp<T>(typed: Uint8Array, work: (passphrase: SecretBytes) => T): T {
    const passphrase = SecretBytes.take(typed);
    try {
        return work(passphrase);
    } finally {
        passphrase.wipe();
    }
}
