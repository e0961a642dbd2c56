// A key file's companions: what grows under a key is sealed under a secret that stands in the key file. The native
// client's form, so that files go over from one to the other.
import { concat, equal, utf8 } from "../crypto/bytes";
import { keyFileCostForPeople, type KeyFileCost, openKeyFile, sealKeyFile } from "../crypto/key_file";
import { malformed, ok, type Result } from "../crypto/result";
import { kept, SecretBytes, wiping } from "../crypto/secret";
import { openSecretbox, sealSecretbox } from "../crypto/signature";
import { frame } from "../crypto/transcript";
import { type Folder } from "./folder";
import { stopped } from "./problems";

export class Vault {
    readonly #folder: Folder;
    readonly #key: SecretBytes;

    /** `key` becomes the vault's own. */
    constructor(folder: Folder, key: SecretBytes) {
        this.#folder = folder;
        this.#key = key;
    }
    /** `content` stays the caller's. */
    async put(name: string, content: SecretBytes): Promise<void> {
        const box = wiping(() => {
            const bound = SecretBytes.concat([frame(utf8(name)), content.bytes]);
            return sealSecretbox(this.#key, bound.bytes);
        });
        await this.#folder.write(name, box);
    }
    /** Nothing where there is no such file; malformed where it is another one under this name. */
    async get(name: string): Promise<Result<SecretBytes | undefined>> {
        const box = await this.#folder.read(name);
        if (!box) return ok(undefined);
        return wiping((): Result<SecretBytes | undefined> => {
            const opened = openSecretbox(this.#key, box);
            if (!opened.ok) return opened;
            const head = frame(utf8(name));
            if (!equal(opened.value.bytes.subarray(0, head.length), head))
                return malformed(`vault: ${name} is another file`);
            return ok(kept(SecretBytes.copyOf(opened.value.bytes.subarray(head.length))));
        });
    }
    wipe(): void {
        this.#key.wipe();
    }
}

/** 32 secret bytes out of a key file's payload. */
export function secretAt(payload: SecretBytes, place: number): SecretBytes {
    return SecretBytes.copyOf(payload.bytes.subarray(place, place + 32));
}

/** Whose key file it is: its purpose, and how many secrets of 32 bytes stand in it before the name. */
export interface KeyKind {
    readonly purpose: string;
    readonly secrets: number;
}

/** A new key file of drawn secrets and a name, which opens again: it was tried. */
export function newKeyFile(
    { purpose, secrets }: KeyKind,
    name: string,
    passphrase: SecretBytes,
    cost: KeyFileCost = keyFileCostForPeople,
): Result<Uint8Array> {
    return wiping((): Result<Uint8Array> => {
        const drawn = SecretBytes.draw(32 * secrets);
        const payload = SecretBytes.take(concat([drawn.bytes, utf8(name)]));
        const file = sealKeyFile(purpose, payload, passphrase, cost);
        const opened = openKeyFile(purpose, file, passphrase);
        if (!opened.ok) return opened;
        return equal(opened.value.bytes, payload.bytes)
            ? ok(file)
            : malformed("key file: reads back otherwise");
    });
}

/** The payload; a wrong passphrase and a file of another kind are told apart as far as they can be. */
export function openedPayload(
    { purpose, secrets }: KeyKind,
    file: Uint8Array,
    passphrase: SecretBytes,
): Result<SecretBytes> {
    const opened = openKeyFile(purpose, file, passphrase);
    if (!opened.ok)
        return stopped(
            opened.detail.includes("passphrase") ? "wrongPassphrase" : "wrongKeyFile",
            opened.reason,
        );
    return opened.value.size < 32 * secrets ? stopped("wrongKeyFile") : opened;
}
