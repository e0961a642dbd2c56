// A witness: its key, and how others know it. The native client's key file: the signing seed, then the name.
import { fromUtf8 } from "../crypto/bytes";
import { crockford, inGroupsOfFour } from "../crypto/crockford";
import { makeVkey, NoteKeyType, parseVkey, type Vkey, vkeyText } from "../crypto/note";
import { check, type Result } from "../crypto/result";
import { type SecretBytes } from "../crypto/secret";
import { SigningKey } from "../crypto/signature";
import { Transcript } from "../crypto/transcript";
import { witnessName } from "../election/apply";
import { type KeyKind, secretAt } from "./vault";

export const witnessKind: KeyKind = { purpose: "witness", secrets: 1 }; // signing seed; then the name

/** A verifier key cannot hold a space, which names of people and bodies do: there it is an underscore. Malformed where
    the name is empty or holds a "+". */
export function witnessVkey(name: string, key: Uint8Array): Result<Vkey> {
    return makeVkey(name.replaceAll(" ", "_"), NoteKeyType.witness, key);
}

/** Eight characters "ABCD-EFGH": the first 40 bits of Hb("witness key"; name, key) of the verifier key. Compared by voice
    or on paper. */
/** A witness as the organizer compares it: by the characters that it reads out. */
export interface NamedWitness extends KnownWitness {
    readonly name: string;
}
/** Of a verifier key that stands in a manifest. */
export function namedWitness(vkey: string): NamedWitness {
    const parsed = parseVkey(vkey, NoteKeyType.witness);
    check(parsed.ok, "the manifest names no witness there");
    return { vkey, name: witnessName(parsed.value), characters: witnessCharacters(parsed.value) };
}

function witnessCharacters({ name, key }: Vkey): string {
    const digest = Transcript.of("witness key").addText(name).add(key).hb();
    return inGroupsOfFour(crockford(digest, 8), "-");
}

export class WitnessKeys {
    private constructor(
        readonly sign: SigningKey,
        private readonly name: string,
    ) {}

    /** The keys in an opened file, which is used up. */
    static in(payload: SecretBytes): WitnessKeys {
        const name = fromUtf8(payload.bytes.slice(32 * witnessKind.secrets));
        const seed = secretAt(payload, 0);
        payload.wipe();
        const keys = new WitnessKeys(new SigningKey(seed), name.ok ? name.value : "");
        seed.wipe();
        return keys;
    }
    /** What the organizer puts into the manifest. Nothing of a file whose name cannot stand in one. */
    get known(): KnownWitness {
        const vkey = witnessVkey(this.name, this.sign.publicKey);
        if (!vkey.ok) return { vkey: "", characters: "" };
        return { vkey: vkeyText(vkey.value), characters: witnessCharacters(vkey.value) };
    }
    wipe(): void {
        this.sign.wipe();
    }
}

/** What everybody may know of the key. */
export interface KnownWitness {
    readonly vkey: string;
    readonly characters: string;
}
