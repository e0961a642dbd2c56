// The election of the ballot vectors, and others made for a test.
import { addScalars, multiplyScalars, type Point, scalarOf, timesG } from "../../src/crypto/group";
import { SecretScalar } from "../../src/crypto/secret";
import { Transcript } from "../../src/crypto/transcript";
import { makeOpening, type Opening } from "../../src/election/ballot";
import { bytes, point, readVectors, scalar } from "./vectors";

export interface BallotFile {
    election_id: string;
    U: string;
    Y: string;
    k: number;
    N: number;
    m: number;
    w: string[];
    opening: { open_digest: string; fingerprint_hash: string; fingerprint: string };
    keys: {
        capacity: number;
        enrolled: string[];
        rings: { g: number; size: number; keys: string[] }[];
    };
    prover: { sk: string; g: number; place: number; digits: number[]; revision: number; levels: number[] };
    randomness: { r: string[]; a: string[][]; r_A: string; r_B: string; rho: string; phi: string[] };
    steps: { y: string; x: string; ring_sums: string[] };
    body: string;
    body_lengths: { k: number; m: number; length: number }[];
    tracker: { choices: string; rest: string; tracker: string };
}
export const ballotFile = readVectors<BallotFile>("ballot.json");

/** The vectors' opening, or another in which some values differ. */
export function vectorOpening(
    changed: Partial<Pick<Opening, "electionId" | "openDigest" | "U" | "Y">> = {},
): Opening {
    return makeOpening(
        {
            electionId: bytes(ballotFile.election_id),
            openDigest: bytes(ballotFile.opening.open_digest),
            officials: ballotFile.k,
            Y: point(ballotFile.Y),
            U: point(ballotFile.U),
            ...changed,
        },
        ballotFile.keys.enrolled.map(point),
        ballotFile.keys.capacity,
    );
}

export interface MadeElection {
    readonly opening: Opening;
    readonly sks: readonly SecretScalar[];
}
/** An opening with participants whose secrets are known: for sealing in tests. */
export function madeElection(participants: number, officials = 3, capacity = 256): MadeElection {
    const secret = (n: number) => addScalars(multiplyScalars(scalarOf(n), scalarOf(n)), scalarOf(1000 + n));
    const scalars = Array.from({ length: participants }, (_, i) => secret(i + 1));
    const electionId = Transcript.of("election").addText("made for a test").hb();
    const opening = makeOpening(
        {
            electionId,
            openDigest: Transcript.of("election").addText("opened for a test").hb(),
            officials,
            Y: timesG(scalarOf(987654321)),
            U: Transcript.of("generator/tag").add(electionId).hp(),
        },
        scalars.map((sk): Point => timesG(sk)),
        capacity,
    );
    return { opening, sks: scalars.map((sk) => SecretScalar.of(sk)) };
}

export const secretScalar = (hex: string): SecretScalar => SecretScalar.of(scalar(hex));
