// A key file's companions: what grows under a key is sealed under a secret that stands in the key file. The native
// client's form, so that files go over from one to the other.
import { type Bytes, concat, equal, utf8 } from "../crypto/bytes";
import { keyFileCostForPeople, type KeyFileCost, openKeyFile, sealKeyFile } from "../crypto/key_file";
import { malformed, ok, type Result } from "../crypto/result";
import { outliving, SecretBytes, wiping } from "../crypto/secret";
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
    /** For what can be made again. `content` stays the caller's. */
    async put(name: string, content: SecretBytes): Promise<void> {
        const box = this.sealed(name, content);
        await this.#folder.change(name, () => box);
    }
    /** Nothing where there is no such file; malformed where it is another one under this name. */
    async get(name: string): Promise<Result<SecretBytes | undefined>> {
        const box = await this.#folder.read(name);
        return box ? this.opened(name, box) : ok(undefined);
    }
    /** In one transaction: what stands there becomes what `change` makes of it, which may be asked twice and hands over what it
        makes. Returns what stands there then, the caller's to wipe. A file that does not open stays as it is, and is told as
        `get` tells it. */
    async change(
        name: string,
        change: (before: SecretBytes | undefined) => SecretBytes,
    ): Promise<Result<SecretBytes>> {
        const made: Result<SecretBytes>[] = [];
        await this.#folder.change(name, (box) => {
            const opened = box && this.opened(name, box);
            if (box && opened && !opened.ok) {
                made.push(opened);
                return box;
            }
            const before = opened?.ok ? opened.value : undefined;
            const after = change(before);
            made.push(ok(after));
            if (box && after === before) return box;
            before?.wipe();
            return this.sealed(name, after);
        });
        const now = made.pop();
        for (const earlier of made) if (earlier.ok) earlier.value.wipe();
        return now ?? malformed(`vault: ${name} was not asked for`);
    }
    /** What cannot be made again: `make` is kept where nothing is. Returns what stands there then, the caller's to wipe. */
    keepFirst(name: string, make: () => SecretBytes): Promise<Result<SecretBytes>> {
        return this.change(name, (before) => before ?? make());
    }

    private sealed(name: string, content: SecretBytes): Bytes {
        return wiping(() => {
            const bound = SecretBytes.concat([frame(utf8(name)), content.bytes]);
            return sealSecretbox(this.#key, bound.bytes);
        });
    }
    private opened(name: string, box: Bytes): Result<SecretBytes> {
        return wiping((): Result<SecretBytes> => {
            const opened = openSecretbox(this.#key, box);
            if (!opened.ok) return opened;
            const head = frame(utf8(name));
            if (!equal(opened.value.bytes.subarray(0, head.length), head))
                return malformed(`vault: ${name} is another file`);
            return ok(outliving(SecretBytes.copyOf(opened.value.bytes.subarray(head.length))));
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
