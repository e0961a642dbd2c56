// A conference made for a test: its organizer, board and slips, and what they say.
import type { Bytes } from "../../src/crypto/bytes";
import { timesG } from "../../src/crypto/group";
import { SecretBytes, SecretScalar } from "../../src/crypto/secret";
import { BoxKey, sealBox, SigningKey } from "../../src/crypto/signature";
import {
    acceptShare,
    jointCommitments,
    Polynomial,
    proveDealing,
    publicShare,
    sharePlaintext,
} from "../../src/crypto/threshold_key";
import { Base, Kind, type Manifest } from "../../src/election/bodies";
import { makeShare } from "../../src/election/count";
import { codePublicKey, drawCode, personHash } from "../../src/election/enrolment";
import { makeEntry, type NewBody } from "../../src/election/entry";
import { makeCoin } from "../../src/election/fingerprint";
import type { NamedPerson } from "../../src/election/named_roll";
import { ruleProfile } from "../../src/election/profiles";
import { commitmentsOf, dealingsDigest, type State } from "../../src/election/state";
import { must } from "./vectors";

export const languages = ["vi", "en"];
export function drawKey(): SigningKey {
    return new SigningKey(SecretBytes.draw(32));
}

export function testManifest(
    organizer: SigningKey,
    logVkey: string,
    boxKey: Bytes,
): Omit<Manifest, "witnessKeys"> {
    const twice = (text: string) => [text, text];
    return {
        nonce: SecretBytes.draw(32).bytes,
        rehearsal: true,
        languages,
        title: twice("Hội nghị thử"),
        body: twice("Đơn vị thử"),
        place: twice("Hà Nội"),
        date: "2026-11-23",
        officials: [1, 2].map((n) => ({
            name: `Người ${n}`,
            position: twice(`Chức vụ ${n}`),
            dossierSha256: new Uint8Array(),
            dossierLength: 0n,
        })),
        rules: must(ruleProfile("state", languages, Base.collected)),
        trustees: 2,
        threshold: 2,
        witnesses: [],
        organizers: [organizer.publicKey],
        revotes: 100,
        ringCapacity: 256,
        smallestSet: 5,
        logVkey,
        boxKey,
        relays: [],
        webDigest: new Uint8Array(),
    };
}

export interface TestSlip {
    readonly person: NamedPerson;
    readonly code: SecretBytes;
}
export function testRoll(people: number): TestSlip[] {
    return Array.from({ length: people }, (_, i) => ({
        person: {
            number: i + 1,
            name: `Đại biểu ${i + 1}`,
            unit: i % 2 ? 'Cục "Thống kê", Huế' : "",
            hall: i % 2 ? "" : 'Hội trường "Bắc"',
            salt: SecretBytes.draw(32).bytes,
        },
        code: drawCode(),
    }));
}
export function rollBody(nonce: Bytes, slips: readonly TestSlip[]): NewBody<Kind.roll> {
    return {
        first: 1,
        people: slips.map(({ person: { number, name, unit, salt }, code }) => ({
            $typeName: "vouch.v1.Person",
            codeKey: codePublicKey(nonce, number, code),
            personHash: personHash(salt, number, name, unit),
        })),
    };
}

/** A trustee whose part goes well: all shares fit. */
export class TestTrustee {
    readonly #seed = SecretBytes.draw(32);
    readonly sign = new SigningKey(this.#seed);
    readonly box = new BoxKey(SecretBytes.draw(32));
    constructor(readonly number: number) {}

    get card() {
        return { name: `Ủy viên ${this.number}`, signKey: this.sign.publicKey, boxKey: this.box.publicKey };
    }
    deal(state: State): Bytes {
        const ceremony = ceremonyOf(state);
        const h = Polynomial.draw(state.manifest.threshold, this.#seed, ceremony.digest);
        const { R, z } = proveDealing(ceremony.digest, this.number, h);
        const sealedShares = ceremony.board.trustees.map(({ boxKey }, i) => {
            const plain = sharePlaintext(ceremony.digest, this.number, i + 1, h.at(i + 1));
            return must(sealBox(boxKey, plain.bytes));
        });
        const commitments = h.commitments();
        return this.entry(state, Kind.dealing, {
            ceremony: ceremony.digest,
            trustee: this.number,
            commitments,
            proofR: R,
            proofZ: z,
            sealedShares,
        });
    }
    acknowledge(state: State): Bytes {
        const ceremony = ceremonyOf(state);
        this.secretShare(state);
        const dealings = dealingsDigest(ceremony);
        return this.entry(state, Kind.acknowledgement, {
            ceremony: ceremony.digest,
            trustee: this.number,
            dealings,
        });
    }
    confirm(state: State): Bytes {
        if (state.phase !== "voting")
            return this.entry(state, Kind.confirmation, { digest: state.closeDigest, coin: undefined });
        const { electionId, openDigest } = state;
        const V = state.publicShare(this.number);
        const coin = makeCoin({ electionId, openDigest, trustee: this.number, V }, this.secretShare(state));
        return this.entry(state, Kind.confirmation, { digest: openDigest, coin });
    }
    decrypt(state: State): Bytes {
        const s = this.secretShare(state);
        const { electionId, closeDigest } = state;
        const V = state.publicShare(this.number);
        const shares = state.sums.map(({ alpha }, official) =>
            makeShare({ electionId, closeDigest, official, trustee: this.number, V, alpha }, s),
        );
        return this.entry(state, Kind.decryptionShares, { trustee: this.number, shares });
    }
    entry<K extends Kind>(state: State, kind: K, body: NewBody<K>): Bytes {
        return makeEntry(state.electionId, kind, body, [this.sign]);
    }

    private secretShare(state: State): SecretScalar {
        const ceremony = ceremonyOf(state);
        let s = SecretScalar.zero();
        for (const [dealer, { dealing }] of ceremony.dealings) {
            const plain = must(this.box.open(dealing.sealedShares[this.number - 1] ?? new Uint8Array()));
            s = s.plus(must(acceptShare(plain, ceremony.digest, dealer, this.number, dealing.commitments)));
        }
        const V = publicShare(jointCommitments(commitmentsOf(ceremony)), this.number);
        if (timesG(s.bytes as never).join() !== V.join()) throw new Error("the shares do not add up");
        return s;
    }
}
function ceremonyOf(state: State) {
    if (!state.ceremony) throw new Error("no board yet");
    return state.ceremony;
}
