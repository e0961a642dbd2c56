// A member of the counting board: its keys, and how others know them. docs/protocol.md, sections 1 and 4. The native
// client's key file: the seeds of the signing and the box key, the key of the vault, the name.
import { equal, fromUtf8 } from "../crypto/bytes";
import { crockford, inGroupsOfFour } from "../crypto/crockford";
import { type KeyFileCost } from "../crypto/key_file";
import { ok, type Result } from "../crypto/result";
import { type SecretBytes } from "../crypto/secret";
import { BoxKey, SigningKey } from "../crypto/signature";
import { Transcript } from "../crypto/transcript";
import { type State } from "../election/state";
import { type Folder } from "./folder";
import { stopped } from "./problems";
import { type KeyKind, newKeyFile, openedPayload, secretAt, Vault } from "./vault";

/** What a trustee hands to the organizer, who compares the comparison characters before the board is signed. */
export interface Card {
    readonly name: string;
    readonly signKey: Uint8Array;
    readonly boxKey: Uint8Array;
}

/** Eight characters "ABCD-EFGH": the first 40 bits of Hb("key card"; name, sign_key, box_key). Compared by voice or on
    paper. */
export function comparisonCharacters({ name, signKey, boxKey }: Card): string {
    const digest = Transcript.of("key card").addText(name).add(signKey, boxKey).hb();
    return inGroupsOfFour(crockford(digest, 8), "-");
}

export const trusteeKind: KeyKind = { purpose: "trustee", secrets: 3 }; // signing seed, box seed, vault key; then the name

export class TrusteeKeys {
    private constructor(
        readonly card: Card,
        readonly sign: SigningKey,
        readonly box: BoxKey,
        readonly signSeed: SecretBytes, // of `sign`: what the coefficients of a dealing are hedged with
        private readonly vaultKey: SecretBytes,
    ) {}

    static make(name: string, passphrase: SecretBytes, cost?: KeyFileCost): Result<Uint8Array> {
        return newKeyFile(trusteeKind, name, passphrase, cost);
    }
    static open(file: Uint8Array, passphrase: SecretBytes): Result<TrusteeKeys> {
        const payload = openedPayload(trusteeKind, file, passphrase);
        return payload.ok ? ok(TrusteeKeys.in(payload.value)) : payload;
    }
    /** The keys in an opened file, which is used up. */
    static in(payload: SecretBytes): TrusteeKeys {
        const text = fromUtf8(payload.bytes.slice(32 * trusteeKind.secrets));
        const [signSeed, boxSeed, vaultKey] = [0, 32, 64].map((place) => secretAt(payload, place)) as [
            SecretBytes,
            SecretBytes,
            SecretBytes,
        ];
        payload.wipe();
        const [sign, box] = [new SigningKey(signSeed), new BoxKey(boxSeed)];
        boxSeed.wipe();
        const name = text.ok ? text.value : "";
        const card = { name, signKey: sign.publicKey, boxKey: box.publicKey };
        return new TrusteeKeys(card, sign, box, signSeed, vaultKey);
    }
    vault(folder: Folder): Vault {
        return new Vault(folder, this.vaultKey.clone());
    }
    wipe(): void {
        this.sign.wipe();
        this.box.wipe();
        this.signSeed.wipe();
        this.vaultKey.wipe();
    }
}

/** The trustee's number, from 1, on the board in the log. Not fitting where there is no board yet, or it does not hold
    these two keys together. */
export function numberOnBoard(state: State, card: Card): Result<number> {
    const trustees = state.ceremony?.board.trustees ?? [];
    const place = trustees.findIndex(
        ({ signKey, boxKey }) => equal(signKey, card.signKey) && equal(boxKey, card.boxKey),
    );
    return place < 0 ? stopped("notOnTheBoard") : ok(place + 1);
}
