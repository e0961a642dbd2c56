// tests/vectors/mine.json: "it is mine", on both devices.
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { tagGenerators } from "../../src/crypto/credential";
import { decodePoint } from "../../src/crypto/group";
import type { Result, Status } from "../../src/crypto/result";
import {
    checkMine,
    checkMineKey,
    decodeMineKey,
    decodeMineProof,
    drawMineKey,
    encodeMineKey,
    encodeMineProof,
    proveMine,
} from "../../src/election/mine";
import { credentialOf } from "../support/election";
import { bytes, must, point, readVectors } from "../support/vectors";

interface Key {
    V: string;
    R0: string;
    z_0: string;
}
interface Proof {
    R1: string;
    R2: string;
    R3: string;
    e_2: string;
    z: string;
    z_u: string;
    z_v: string;
}
interface Case extends Partial<Key>, Partial<Proof> {
    what: string;
    expect: string;
    pk?: string;
    tag?: string;
    open_digest?: string;
    election_id?: string;
}
interface File {
    election_id: string;
    open_digest: string;
    proofs: (Key & Proof & { number: number; sk: string; u: string; pk: string; tag: string })[];
    key_accepts: Case[];
    key_rejects: Case[];
    accepts: Case[];
    rejects: Case[];
}
const file = readVectors<File>("mine.json");
const first = file.proofs[0];
if (!first) throw new Error("no proof");
const context = () => ({ electionId: bytes(file.election_id), openDigest: bytes(file.open_digest) });
const keyOf = ({ V, R0, z_0 }: Key) => decodeMineKey(bytes(V + R0 + z_0));
const proofOf = ({ R1, R2, R3, e_2, z, z_u, z_v }: Proof) =>
    decodeMineProof(bytes(R1 + R2 + R3 + e_2 + z + z_u + z_v));

function answer(status: Status | Result<unknown>): string {
    if (status.ok) return "ok";
    return ["identity key", "identity tag"].find((what) => status.detail.endsWith(what)) ?? "bad proof";
}
function answerToKey(given: Case): string {
    const key = keyOf({ ...first, ...given } as Key);
    return key.ok
        ? answer(checkMineKey(bytes(given.open_digest ?? file.open_digest), key.value))
        : "malformed";
}
function answerToProof(given: Case): string {
    const all = { ...first, ...given } as Proof & { V: string; pk: string; tag: string };
    const proof = proofOf(all);
    const [V, pk, tag] = [all.V, all.pk, all.tag].map((hex) => decodePoint(bytes(hex)));
    if (!proof.ok || !V?.ok || !pk?.ok || !tag?.ok) return "malformed";
    const against = {
        electionId: bytes(given.election_id ?? file.election_id),
        openDigest: bytes(given.open_digest ?? file.open_digest),
    };
    return answer(checkMine(against, V.value, pk.value, tag.value, proof.value));
}

describe("the key that the checking device shows", () => {
    test.each([...file.key_accepts, ...file.key_rejects])("$expect: $what", (given) => {
        expect(answerToKey(given)).toBe(given.expect);
    });
    test("is another each time, and holds for its own opening", () => {
        const [one, other] = [drawMineKey(context().openDigest), drawMineKey(context().openDigest)];
        expect(one.V).not.toEqual(other.V);
        expect(checkMineKey(context().openDigest, one).ok).toBe(true);
        expect(checkMineKey(context().electionId, one).ok).toBe(false);
        expect(must(decodeMineKey(encodeMineKey(one)))).toEqual(one);
    });
});

describe("the proof that the person's device sends", () => {
    test.each(file.proofs)("of number $number holds", (one) => {
        const proof = must(proofOf(one));
        expect(checkMine(context(), point(one.V), point(one.pk), point(one.tag), proof).ok).toBe(true);
        const credential = credentialOf(one.sk, one.u);
        expect(toHex(credential.publicKey())).toBe(one.pk);
        expect(toHex(credential.tag(tagGenerators(context().electionId)))).toBe(one.tag);
        const made = must(proveMine(context(), credential, must(keyOf(one))));
        expect(checkMine(context(), point(one.V), point(one.pk), point(one.tag), made).ok).toBe(true);
        expect(must(decodeMineProof(encodeMineProof(made)))).toEqual(made);
    });
    test.each([...file.accepts, ...file.rejects])("$expect: $what", (given) => {
        expect(answerToProof(given)).toBe(given.expect);
    });
    test("is not made for a key that nobody is known to know", () => {
        const refused = file.key_rejects.map((given) => ({ ...first, ...given }));
        for (const key of refused.map(keyOf))
            if (key.ok && toHex(key.value.V) !== first.V)
                expect(proveMine(context(), credentialOf(first.sk, first.u), key.value).ok).toBe(false);
    });
    test("of another length is none", () => {
        for (const size of [0, 223, 225, 256]) expect(decodeMineProof(new Uint8Array(size)).ok).toBe(false);
        for (const size of [0, 95, 97]) expect(decodeMineKey(new Uint8Array(size)).ok).toBe(false);
    });
});
