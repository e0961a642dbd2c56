// The codes and the key of the named roll: kept under the organizer's key, and read one by one. docs/protocol.md, section 5.
import { equal, le32, readLe32 } from "../crypto/bytes";
import { check, malformed, ok, Reason, refuse, type Result } from "../crypto/result";
import { SecretBytes, wiping } from "../crypto/secret";
import { codeCharacters, codePublicKey, drawCode } from "../election/enrolment";
import { type State } from "../election/state";
import { stopped } from "./problems";
import { type Vault } from "./vault";

// The file: the roll key, then number and code, again and again.
const file = "codes";
const rollKeyBytes = 32;
const recordBytes = 4 + codeCharacters;

export class RollSecrets {
    readonly #payload: SecretBytes;
    readonly #places = new Map<number, number[]>(); // where each number's codes are, oldest first

    private constructor(payload: SecretBytes) {
        this.#payload = payload;
        for (let at = rollKeyBytes; at < payload.size; at += recordBytes) {
            const number = readLe32(payload.bytes, at);
            this.#places.set(number, [...(this.#places.get(number) ?? []), at]);
        }
    }
    static async read(vault: Vault): Promise<Result<RollSecrets>> {
        const stored = await vault.get(file);
        if (!stored.ok) return stored;
        return stored.value ? RollSecrets.in(stored.value) : stopped("noCodes");
    }
    /** Those that are kept; drawn for so many people, and kept, where none are. */
    static async readOrDraw(vault: Vault, people: number): Promise<Result<RollSecrets>> {
        const stands = await vault.keepFirst(file, () => drawn(people));
        return stands.ok ? RollSecrets.in(stands.value) : stands;
    }
    /** A new code for a number whose slip is lost, the caller's to wipe. It is kept when this returns; older ones stay until the
        log says which holds. */
    static async addCode(vault: Vault, number: number): Promise<Result<SecretBytes>> {
        const before = await RollSecrets.read(vault);
        if (!before.ok) return before;
        before.value.wipe();
        const grown = await vault.change(file, (codes) => {
            check(codes !== undefined, "codes that were read are gone");
            return withAnother(codes, number);
        });
        if (!grown.ok) return grown;
        const secrets = RollSecrets.in(grown.value);
        if (!secrets.ok) return secrets;
        const code = secrets.value.latest(number);
        secrets.value.wipe();
        return ok(code);
    }
    private static in(payload: SecretBytes): Result<RollSecrets> {
        const { size } = payload;
        if (size < rollKeyBytes || (size - rollKeyBytes) % recordBytes !== 0)
            return malformed("codes: length");
        return ok(new RollSecrets(payload));
    }

    /** The caller's to wipe, like every code below. */
    rollKey(): SecretBytes {
        return SecretBytes.copyOf(this.#payload.bytes.subarray(0, rollKeyBytes));
    }
    latest(number: number): SecretBytes {
        return this.codeAt(this.#places.get(number)?.at(-1) ?? this.#payload.size);
    }
    /** The code whose key is in force in the log. Not fitting where none of ours is. */
    inForce(state: State, number: number): Result<SecretBytes> {
        const record = state.rollRecord(number);
        if (!record) return refuse(Reason.notOnTheRoll, `there is no number ${number} on the roll`);
        for (const at of this.#places.get(number) ?? []) {
            const code = this.codeAt(at);
            if (equal(codePublicKey(state.manifest.nonce, number, code), record.codeKey)) return ok(code);
            code.wipe();
        }
        return stopped("codeMadeElsewhere");
    }
    wipe(): void {
        this.#payload.wipe();
    }

    private codeAt(at: number): SecretBytes {
        return SecretBytes.copyOf(this.#payload.bytes.subarray(at + 4, at + recordBytes));
    }
}

function drawn(people: number): SecretBytes {
    const payload = SecretBytes.draw(rollKeyBytes + people * recordBytes);
    for (let number = 1; number <= people; ++number)
        writeRecord(payload, rollKeyBytes + (number - 1) * recordBytes, number);
    return payload;
}
function withAnother(codes: SecretBytes, number: number): SecretBytes {
    const grown = SecretBytes.concat([codes.bytes, new Uint8Array(recordBytes)]);
    writeRecord(grown, codes.size, number);
    return grown;
}
function writeRecord(payload: SecretBytes, at: number, number: number): void {
    payload.bytes.set(le32(number), at);
    wiping(() => {
        payload.bytes.set(drawCode().bytes, at + 4);
    });
}
