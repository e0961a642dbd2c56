// "It is mine": a proof that one's own key cast the ballot of a tracker, which convinces the checking device and nobody
// else, since whoever knows v can make it too. docs/protocol.md, section 9; Cramer, Damgård and Schoenmakers, CRYPTO '94.
import { type Bytes, concat, equal } from "../crypto/bytes";
import { type Credential, generatorW, type TagGenerators, tagGenerators } from "../crypto/credential";
import {
    addPoints,
    decodePoint,
    decodeScalar,
    isIdentity,
    multiply,
    type Point,
    type Scalar,
    subtractScalars,
    timesG,
    zero,
} from "../crypto/group";
import { Nonces, type Rng, systemRng } from "../crypto/random";
import {
    accepted,
    malformed,
    ok,
    Reason,
    refuse,
    type Refused,
    type Result,
    type Status,
} from "../crypto/result";
import { checkSchnorr, proveSchnorr } from "../crypto/schnorr";
import { disclose, respond, SecretBytes, type SecretScalar, wiping } from "../crypto/secret";
import { Transcript } from "../crypto/transcript";

/** What the checking device shows: V and a proof that it knows v. */
export interface MineKey {
    readonly V: Point; // v·G
    readonly R0: Point; // κ_0·G
    readonly z0: Scalar; // κ_0 + e_0·v
}
/** What the person's device sends; pk and tag are not in it. */
export interface MineProof {
    readonly R1: Point; // κ·G + κ'·W
    readonly R2: Point; // κ·U + κ'·U'
    readonly R3: Point; // z_v·G − e_2·V
    readonly e2: Scalar;
    readonly z: Scalar; // κ + e_1·sk
    readonly zU: Scalar; // κ' + e_1·u
    readonly zV: Scalar;
}

/** e_0 = Hs("mine/key"; open_digest, V, R0), up to V */
function keyStatement(openDigest: Bytes, V: Point): Transcript {
    return Transcript.of("mine/key").add(openDigest, V);
}
/** Draws a fresh v and forgets it before it returns: the checking device needs it for nothing more. */
export function drawMineKey(openDigest: Bytes, rng: Rng = systemRng): MineKey {
    return wiping(() => {
        const context = Transcript.of("mine/key").add(openDigest).context();
        const v = new Nonces(SecretBytes.take(rng(32)), context, rng).draw();
        const V = v.timesG().publish();
        const { R, z } = proveSchnorr(keyStatement(openDigest, V), v, rng);
        return { V, R0: R, z0: z };
    });
}
/** Before the person's device answers: bad proof where V is the identity, or nobody is known to know its v. */
export function checkMineKey(openDigest: Bytes, { V, R0, z0 }: MineKey): Status {
    if (isIdentity(V)) return refuse(Reason.badProof, "mine: identity key");
    const proven = checkSchnorr(keyStatement(openDigest, V), V, { R: R0, z: z0 });
    return proven.ok ? accepted : refuse(Reason.badProof, "mine: bad proof of the key");
}

/** e = Hs("mine"; open_digest, V, pk, tag, R1, R2, R3), up to tag */
function statementOf(openDigest: Bytes, V: Point, pk: Point, tag: Point): Transcript {
    return Transcript.of("mine").add(openDigest, V, pk, tag);
}

/** What the person's device knows of the election. */
export interface MineContext {
    readonly electionId: Bytes;
    readonly openDigest: Bytes;
}

/** "I know (sk, u) behind pk and tag, or v." Checks the key first, and answers none that does not hold. */
export function proveMine(
    { electionId, openDigest }: MineContext,
    credential: Credential,
    key: MineKey,
    rng: Rng = systemRng,
): Result<MineProof> {
    const checked = checkMineKey(openDigest, key);
    if (!checked.ok) return checked;
    return wiping(() => {
        const generators = tagGenerators(electionId);
        const [pk, tag] = [credential.publicKey(), credential.tag(generators)];
        const statement = statementOf(openDigest, key.V, pk, tag);
        const nonces = Nonces.of([credential.sk, credential.u], statement, rng);
        const [kappa, kappaU] = [nonces.draw(), nonces.draw()];
        const [e2, zV] = [disclose(nonces.draw()), disclose(nonces.draw())];
        const R1 = kappa.timesG().plus(kappaU.timesPoint(generatorW())).publish();
        const R2 = tagOf(kappa, kappaU, generators);
        const R3 = addPoints(timesG(zV), multiply(negated(e2), key.V));
        const e1 = subtractScalars(statement.add(R1, R2, R3).hs(), e2);
        const { sk, u } = credential;
        return ok({ R1, R2, R3, e2, z: respond(kappa, e1, sk), zU: respond(kappaU, e1, u), zV });
    });
}
function tagOf(k: SecretScalar, kU: SecretScalar, { U, UPrime }: TagGenerators): Point {
    return k.timesPoint(U).plus(kU.timesPoint(UPrime)).publish();
}
function negated(scalar: Scalar): Scalar {
    return subtractScalars(zero, scalar);
}

/** pk is of the enrolment that the person names, tag of the ballot of the noted tracker, both from the log; V the checking
    device's own. */
export function checkMine(
    { electionId, openDigest }: MineContext,
    V: Point,
    pk: Point,
    tag: Point,
    { R1, R2, R3, e2, z, zU, zV }: MineProof,
): Status {
    if (isIdentity(pk)) return refuse(Reason.badProof, "mine: identity key");
    if (isIdentity(tag)) return refuse(Reason.badProof, "mine: identity tag");
    const { U, UPrime } = tagGenerators(electionId);
    const e = statementOf(openDigest, V, pk, tag).add(R1, R2, R3).hs();
    const e1 = subtractScalars(e, e2);
    const sum = (a: Point, b: Point) => addPoints(a, b);
    const holds =
        equal(sum(timesG(z), multiply(zU, generatorW())), sum(R1, multiply(e1, pk))) && // zG + z_u·W = R1 + e_1·pk
        equal(sum(multiply(z, U), multiply(zU, UPrime)), sum(R2, multiply(e1, tag))) && // zU + z_u·U' = R2 + e_1·tag
        equal(timesG(zV), sum(R3, multiply(e2, V))); // z_v·G = R3 + e_2·V
    return holds ? accepted : refuse(Reason.badProof, "mine: bad proof");
}

/** V ‖ R0 ‖ z_0, 96 bytes. */
export function encodeMineKey({ V, R0, z0 }: MineKey): Bytes {
    return concat([V, R0, z0]);
}
export function decodeMineKey(bytes: Bytes): Result<MineKey> {
    const read = new Words(bytes);
    const key = { V: read.next(decodePoint), R0: read.next(decodePoint), z0: read.next(decodeScalar) };
    return read.end() ?? ok(key);
}
/** R1 ‖ R2 ‖ R3 ‖ e_2 ‖ z ‖ z_u ‖ z_v, 224 bytes. */
export function encodeMineProof({ R1, R2, R3, e2, z, zU, zV }: MineProof): Bytes {
    return concat([R1, R2, R3, e2, z, zU, zV]);
}
export function decodeMineProof(bytes: Bytes): Result<MineProof> {
    const read = new Words(bytes);
    const [R1, R2, R3] = [read.next(decodePoint), read.next(decodePoint), read.next(decodePoint)];
    const [e2, z, zU, zV] = [0, 1, 2, 3].map(() => read.next(decodeScalar)) as [
        Scalar,
        Scalar,
        Scalar,
        Scalar,
    ];
    return read.end() ?? ok({ R1, R2, R3, e2, z, zU, zV });
}

/** Takes 32 bytes after 32 off, and keeps the first failure. */
class Words {
    #failure: Refused | undefined;
    #at = 0;
    constructor(private readonly bytes: Bytes) {}

    next<T>(decode: (bytes: Bytes) => Result<T>): T {
        const word = this.bytes.slice(this.#at, this.#at + 32);
        this.#at += 32;
        const decoded = decode(word);
        if (decoded.ok) return decoded.value;
        this.#failure ??= decoded;
        return word as T; // after a failure nobody sees it
    }
    end(): Refused | undefined {
        return this.#at === this.bytes.length ? this.#failure : malformed("mine: length");
    }
}
