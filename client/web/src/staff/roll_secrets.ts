// The codes and the key of the named roll: kept under the organizer's key, and read one by one. docs/protocol.md, section 5.
import { equal, le32, readLe32 } from "../crypto/bytes";
import { malformed, ok, Reason, refuse, type Result } from "../crypto/result";
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
    #payload: SecretBytes;
    readonly #places = new Map<number, number[]>(); // where each number's codes are, oldest first

    private constructor(payload: SecretBytes) {
        this.#payload = payload;
        for (let at = rollKeyBytes; at < payload.size; at += recordBytes) this.note(at);
    }
    static draw(people: number): RollSecrets {
        const payload = SecretBytes.draw(rollKeyBytes + people * recordBytes);
        for (let number = 1; number <= people; ++number)
            writeRecord(payload, rollKeyBytes + (number - 1) * recordBytes, number);
        return new RollSecrets(payload);
    }
    static async read(vault: Vault): Promise<Result<RollSecrets>> {
        const stored = await vault.get(file);
        if (!stored.ok) return stored;
        if (!stored.value) return stopped("noCodes");
        const { size } = stored.value;
        if (size < rollKeyBytes || (size - rollKeyBytes) % recordBytes !== 0)
            return malformed("codes: length");
        return ok(new RollSecrets(stored.value));
    }
    keep(vault: Vault): Promise<void> {
        return vault.put(file, this.#payload);
    }

    /** The caller's to wipe, like every code below. */
    rollKey(): SecretBytes {
        return SecretBytes.copyOf(this.#payload.bytes.subarray(0, rollKeyBytes));
    }
    /** A new code for a number whose slip is lost; older ones stay until the log says which holds. */
    add(number: number): SecretBytes {
        const at = this.#payload.size;
        const grown = SecretBytes.concat([this.#payload.bytes, new Uint8Array(recordBytes)]);
        writeRecord(grown, at, number);
        this.#payload.wipe();
        this.#payload = grown;
        this.note(at);
        return this.codeAt(at);
    }
    latest(number: number): SecretBytes {
        return this.codeAt(this.#places.get(number)?.at(-1) ?? this.#payload.size);
    }
    /** The code whose key is in force in the log. Not fitting where none of ours is. */
    inForce(state: State, number: number): Result<SecretBytes> {
        const place = state.place(number);
        if (!place) return refuse(Reason.notOnTheRoll, `there is no number ${number} on the roll`);
        for (const at of this.#places.get(number) ?? []) {
            const code = this.codeAt(at);
            if (equal(codePublicKey(state.manifest.nonce, number, code), place.codeKey)) return ok(code);
            code.wipe();
        }
        return stopped("codeMadeElsewhere");
    }
    wipe(): void {
        this.#payload.wipe();
    }

    private note(at: number): void {
        const number = readLe32(this.#payload.bytes, at);
        this.#places.set(number, [...(this.#places.get(number) ?? []), at]);
    }
    private codeAt(at: number): SecretBytes {
        return SecretBytes.copyOf(this.#payload.bytes.subarray(at + 4, at + recordBytes));
    }
}

function writeRecord(payload: SecretBytes, at: number, number: number): void {
    payload.bytes.set(le32(number), at);
    wiping(() => {
        payload.bytes.set(drawCode().bytes, at + 4);
    });
}
