// The election of the ballot vectors, and others made for a test.
import { Credential, tagGenerators } from "../../src/crypto/credential";
import { scalarOf, timesG } from "../../src/crypto/group";
import { SecretScalar } from "../../src/crypto/secret";
import { Transcript } from "../../src/crypto/transcript";
import { makeOpening, type Opening } from "../../src/election/ballot";
import { bytes, point, readVectors, scalar } from "./vectors";

export interface CoinVector {
    i: number;
    kappa: string;
    E: string;
    R1: string;
    R2: string;
    e: string;
    z: string;
}
export interface BallotFile {
    election_id: string;
    U: string;
    Y: string;
    k: number;
    N: number;
    m: number;
    w: string[];
    W: string;
    "U'": string;
    opening: {
        open_digest: string;
        opening_number: string;
        t: number;
        V: string[];
        P: string;
        coins: CoinVector[];
        choices: { trustees: number[]; lambda: string[] }[];
        Q: string;
        fingerprint_hash: string;
        fingerprint: string;
        coin_rejects: (Partial<CoinVector> & {
            what: string;
            V_of?: number;
            election_id?: string;
            open_digest?: string;
            expect: string;
        })[];
    };
    keys: {
        capacity: number;
        enrolled: string[];
        rings: { g: number; size: number; keys: string[] }[];
    };
    prover: {
        sk: string;
        u: string;
        g: number;
        place: number;
        digits: number[];
        revision: number;
        levels: number[];
    };
    randomness: {
        r: string[];
        a: string[][];
        r_A: string;
        r_B: string;
        rho: string;
        phi: string[];
        psi: string[];
    };
    steps: { y: string; x: string; ring_sums: string[] };
    body: string;
    body_lengths: { k: number; m: number; length: number }[];
    tracker: { choices: string; rest: string; tracker: string; shown: string };
    larger_ring: {
        election_id: string;
        open_digest: string;
        Y: string;
        k: number;
        m: number;
        capacity: number;
        enrolled: string[];
        ring: string[];
        size: number;
        ballots: {
            place: number;
            digits: number[];
            sk: string;
            u: string;
            revision: number;
            levels: number[];
            body: string;
            tracker: string;
        }[];
    };
}
export const ballotFile = readVectors<BallotFile>("ballot.json");

/** The vectors' opening, or another in which some values differ. */
export function vectorOpening(
    changed: Partial<Pick<Opening, "electionId" | "openDigest" | "U" | "UPrime" | "Y">> = {},
): Opening {
    return makeOpening(
        {
            electionId: bytes(ballotFile.election_id),
            openDigest: bytes(ballotFile.opening.open_digest),
            officials: ballotFile.k,
            Y: point(ballotFile.Y),
            U: point(ballotFile.U),
            UPrime: point(ballotFile["U'"]),
            ...changed,
        },
        ballotFile.keys.enrolled.map(point),
        ballotFile.keys.capacity,
    );
}

/** The secret behind Y, which nobody knows where members made it together. */
export const boardSecret = scalarOf(987654321);

export interface MadeElection {
    readonly opening: Opening;
    readonly credentials: readonly Credential[];
}
/** An opening with participants whose secrets are known: for sealing in tests. */
export function madeElection(participants: number, officials = 3, capacity = 256): MadeElection {
    const secret = (n: number) => scalarOf(n * n + 1000 + n);
    const credentials = Array.from({ length: participants }, (_, i) => {
        const [sk, u] = [secret(i + 1), secret(5000 + i)];
        return new Credential(SecretScalar.of(sk), SecretScalar.of(u));
    });
    const electionId = Transcript.of("election").addText("made for a test").hb();
    const opening = makeOpening(
        {
            electionId,
            openDigest: Transcript.of("election").addText("opened for a test").hb(),
            officials,
            Y: timesG(boardSecret),
            ...tagGenerators(electionId),
        },
        credentials.map((credential) => credential.publicKey()),
        capacity,
    );
    return { opening, credentials };
}

export const credentialOf = (sk: string, u: string): Credential =>
    new Credential(secretScalar(sk), secretScalar(u));
export const secretScalar = (hex: string): SecretScalar => SecretScalar.of(scalar(hex));
