// Ballots are verified in batches: all equations weighted, added up, and compared with the identity at once.
import { type Bytes, toHex } from "../crypto/bytes";
import {
    type EquationWeights,
    firstFailingEquation,
    MatrixBatch,
    type SumIsIdentity,
    sumIsIdentity,
} from "../crypto/matrix_check";
import { challengesOf, checkNotDegenerate, type MatrixChallenges } from "../crypto/matrix_statement";
import { type Rng, systemRng } from "../crypto/random";
import { ok, Reason, refuse, type Result } from "../crypto/result";
import { type Ballot, decodeBallot, type Opening, statementOf, trackerOf } from "./ballot";

/** The most ballots that share one multiplication. With more, sharing points saves hardly anything. */
const batchBallotsMax = 256;

/** A ballot whose every proof holds under the opening it names. Only this file makes one. */
class VerifiedBallot {
    constructor(
        readonly ballot: Ballot,
        readonly body: Bytes,
        readonly openDigest: Bytes,
        readonly tracker: Bytes,
    ) {}
}
export type { VerifiedBallot };

/** Fast arithmetic for many ballots, loaded only where it is asked for. */
export async function loadBulk(): Promise<SumIsIdentity> {
    return (await import("../crypto/bulk/sum")).sumIsIdentity;
}

/** Checks ballots in one batch, with random weights; a batch that fails is halved until the bad ones stand alone,
    with the detail that a lone check finds. Public data only, variable time. Without `sum` by libsodium: right, and
    slow for more than a few. */
export function verifyBallots(
    opening: Opening,
    bodies: readonly Bytes[],
    sum: SumIsIdentity = sumIsIdentity,
    rng: Rng = systemRng,
): Result<VerifiedBallot>[] {
    const out: Result<VerifiedBallot>[] = [];
    const pending: Pending[] = [];
    for (const [position, body] of bodies.entries()) {
        const decoded = decode(opening, body);
        out.push(decoded.ok ? refuse(Reason.badProof, "not looked at") : decoded);
        if (decoded.ok) pending.push({ position, ...decoded.value });
    }
    const failures = new Batches(opening, sum, rng).failures(pending);
    for (const { position, ballot } of pending) {
        const equation = failures.get(position);
        const body = bodies[position] ?? new Uint8Array();
        const { tracker } = trackerOf(opening.openDigest, ballot.proof.ciphertexts, body);
        out[position] = equation
            ? refuse(Reason.badProof, `ballot: equation ${equation}`)
            : ok(new VerifiedBallot(ballot, body, opening.openDigest, tracker));
    }
    return out;
}

interface Decoded {
    readonly ballot: Ballot;
    readonly challenges: MatrixChallenges;
}
function decode(opening: Opening, body: Bytes): Result<Decoded> {
    const ballot = decodeBallot(opening, body);
    if (!ballot.ok) return ballot;
    const { ringIndex, revision, proof } = ballot.value;
    const challenges = challengesOf(statementOf(opening, ringIndex, revision), proof);
    const usable = checkNotDegenerate(proof, challenges);
    return usable.ok ? ok({ ballot: ballot.value, challenges }) : usable;
}

/** A decoded ballot with its challenges, waiting for its equations to be checked. */
interface Pending extends Decoded {
    readonly position: number; // among the bodies given
}
/** By position: the first equation that does not hold. */
type Failures = Map<number, number>;

class Batches {
    constructor(
        private readonly opening: Opening,
        private readonly sum: SumIsIdentity,
        private readonly rng: Rng,
    ) {}

    /** Takes the ballots in chunks that shrink while failures are frequent and grow again when they are not. */
    failures(pending: readonly Pending[]): Failures {
        const failures: Failures = new Map();
        let size = batchBallotsMax;
        for (let first = 0; first < pending.length;) {
            const chunk = pending.slice(first, first + size);
            const before = failures.size;
            this.find(chunk, false, failures);
            const frequent = (failures.size - before) * 8 > chunk.length;
            size = frequent ? Math.max(Math.floor(size / 2), 1) : Math.min(size * 2, batchBallotsMax);
            first += chunk.length;
        }
        return failures;
    }

    /** Halves a batch until the ballots that fail stand alone; says whether there are any. One that is known to fail,
        the other half of it being good, is halved without being looked at as a whole. */
    private find(batch: readonly Pending[], knownToFail: boolean, failures: Failures): boolean {
        const [first, ...others] = batch;
        if (!first) return false;
        if (others.length === 0) {
            const { ballot, challenges, position } = first;
            const statement = statementOf(this.opening, ballot.ringIndex, ballot.revision);
            const equation = firstFailingEquation(statement, ballot.proof, challenges, this.sum);
            if (equation !== 0) failures.set(position, equation);
            return equation !== 0;
        }
        if (!knownToFail && this.holds(batch)) return false;
        const half = Math.floor(batch.length / 2);
        const inFirst = this.find(batch.slice(0, half), false, failures);
        this.find(batch.slice(half), !inFirst, failures);
        return true;
    }

    private holds(batch: readonly Pending[]): boolean {
        const equations = new MatrixBatch(this.opening);
        for (const { ballot, challenges } of batch) {
            const weights: EquationWeights = [this.weight(), this.weight(), this.weight(), this.weight()];
            const statement = statementOf(this.opening, ballot.ringIndex, ballot.revision);
            equations.add(statement, ballot.proof, challenges, weights);
        }
        return this.sum(equations.terms());
    }

    /** 128 random bits, drawn after the batch is fixed. */
    private weight(): bigint {
        return BigInt("0x" + toHex(this.rng(16)));
    }
}
