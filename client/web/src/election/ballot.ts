// Ballots: the opening they are made under, the body's layout, and trackers. docs/protocol.md, section 6.
import { type Bytes, concat, le32, readLe32 } from "../crypto/bytes";
import type { TagGenerators } from "../crypto/credential";
import {
    decodePoint,
    decodeScalar,
    multiplyScalars,
    one,
    type Point,
    type Scalar,
    scalarOf,
    zero,
} from "../crypto/group";
import {
    at,
    type Ciphertext,
    columns,
    type Generators,
    generatorsOfRows,
    type MatrixProof,
    type MatrixStatement,
    type Ring,
} from "../crypto/matrix_statement";
import { malformed, ok, type Refused, type Result } from "../crypto/result";
import { Transcript } from "../crypto/transcript";
import { makeRings } from "./rings";

/** Everything a ballot's proofs depend on, fixed by the open entry. */
export interface Opening extends TagGenerators {
    readonly electionId: Bytes;
    readonly openDigest: Bytes;
    readonly officials: number; // k
    readonly Y: Point;
    readonly enrolled: number; // N
    readonly w: readonly Scalar[]; // 0, 1, c, c²; c = N + 1
    readonly m: number;
    readonly rings: readonly Ring[];
    readonly generators: Generators;
}
export function makeOpening(
    fixed: Pick<Opening, "electionId" | "openDigest" | "officials" | "Y" | "U" | "UPrime">,
    enrolled: readonly Point[],
    ringCapacity: number,
): Opening {
    const c = scalarOf(enrolled.length + 1);
    const rings = makeRings(fixed.openDigest, enrolled, ringCapacity);
    const { m } = at(rings, 0);
    return {
        ...fixed,
        enrolled: enrolled.length,
        w: [zero, one, c, multiplyScalars(c, c)],
        m,
        rings,
        generators: generatorsOfRows(fixed.officials + m),
    };
}
export function statementOf(opening: Opening, ringIndex: number, revision: number): MatrixStatement {
    const { openDigest, generators, Y, U, UPrime, w, rings } = opening;
    return { openDigest, generators, Y, U, UPrime, w, ringIndex, ring: at(rings, ringIndex), revision };
}

export interface Ballot {
    readonly ringIndex: number; // g
    readonly revision: number;
    readonly proof: MatrixProof;
}

/** 8 + 32·(2k + m + 5) + 32·(3(k + m) + 4) bytes. */
export function ballotBodyBytes(k: number, m: number): number {
    return 8 + 32 * (2 * k + m + 5) + 32 * (3 * (k + m) + 4);
}

export function encodeBallot({ ringIndex, revision, proof }: Ballot): Bytes {
    return concat([
        le32(ringIndex),
        le32(revision),
        proof.tag,
        ...proof.ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]),
        ...[proof.A, proof.B, proof.tau, proof.upsilon],
        ...proof.sigma,
        ...proof.f.flat(),
        ...[proof.zA, proof.zr, proof.z, proof.zU],
    ]);
}

/** Where a body of any opening has its tag, and where its revision. */
const tagAt = 8;
export const revisionAt = 4;
export function tagOfBody(body: Bytes): Bytes | undefined {
    return body.length < tagAt + 32 ? undefined : body.slice(tagAt, tagAt + 32);
}

/** Reads a body of the right length field by field; remembers the first field that is not canonical. */
class BodyReader {
    failure: Refused | undefined;
    #at = tagAt;
    constructor(private readonly body: Bytes) {}

    private take<T>(decode: (bytes: Bytes) => Result<T>, what: string): T {
        const bytes = this.body.slice(this.#at, this.#at + 32);
        this.#at += 32;
        const decoded = decode(bytes);
        if (decoded.ok) return decoded.value;
        this.failure ??= malformed(`ballot: ${what} not canonical`);
        return bytes as T; // after a failure nobody sees it
    }
    point(): Point {
        return this.take(decodePoint, "point");
    }
    scalar(): Scalar {
        return this.take(decodeScalar, "scalar");
    }
}

/** Malformed unless the length fits, the ring is there and every point and scalar is canonical. */
export function decodeBallot(opening: Opening, body: Bytes): Result<Ballot> {
    const k = opening.officials;
    const m = opening.m;
    if (body.length !== ballotBodyBytes(k, m)) return malformed("ballot: length");
    const ringIndex = readLe32(body);
    const revision = readLe32(body, revisionAt);
    if (ringIndex >= opening.rings.length) return malformed("ballot: ring");
    const reader = new BodyReader(body);
    const several = <T>(count: number, read: () => T): T[] => Array.from({ length: count }, read);
    const proof: MatrixProof = {
        tag: reader.point(),
        ciphertexts: several(k, () => ({ alpha: reader.point(), beta: reader.point() })),
        A: reader.point(),
        B: reader.point(),
        tau: reader.point(),
        upsilon: reader.point(),
        sigma: several(m, () => reader.point()),
        f: several(k + m, () => several(columns - 1, () => reader.scalar())),
        zA: reader.scalar(),
        zr: reader.scalar(),
        z: reader.scalar(),
        zU: reader.scalar(),
    };
    return reader.failure ?? ok({ ringIndex, revision, proof });
}

/** The 32 bytes a participant notes and anyone can look up, and the two parts they are made of. */
export interface Tracker {
    readonly choices: Bytes;
    readonly rest: Bytes;
    readonly tracker: Bytes;
}
export function trackerOf(openDigest: Bytes, ciphertexts: readonly Ciphertext[], body: Bytes): Tracker {
    const choices = trackerChoices(openDigest, ciphertexts);
    const rest = Transcript.of("tracker/rest").add(body).hb();
    return { choices, rest, tracker: trackerOfParts(choices, rest) };
}
/** Of a body of this opening before anything in it is decoded, for looking among many. Nothing where its length is another. */
export function trackerOfBody({ officials: k, m, openDigest }: Opening, body: Bytes): Bytes | undefined {
    if (body.length !== ballotBodyBytes(k, m)) return undefined;
    const point = (at: number) => body.slice(tagAt + 32 * at, tagAt + 32 * (at + 1)) as Point; // the tag is the 0th
    const ciphertexts = Array.from({ length: k }, (_, j) => ({
        alpha: point(1 + 2 * j),
        beta: point(2 + 2 * j),
    }));
    return trackerOf(openDigest, ciphertexts, body).tracker;
}
export function trackerChoices(openDigest: Bytes, ciphertexts: readonly Ciphertext[]): Bytes {
    return Transcript.of("tracker/choices")
        .add(openDigest, ...ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]))
        .hb();
}
export function trackerOfParts(choices: Bytes, rest: Bytes): Bytes {
    return Transcript.of("tracker").add(choices, rest).hb();
}
