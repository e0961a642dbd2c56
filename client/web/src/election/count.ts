// Counting: sums of ciphertexts, the trustees' shares of a decryption, and the counts inside a decrypted sum.
// docs/protocol.md, section 8. Public data and variable time, apart from makeShare.
import { type Bytes } from "../crypto/bytes";
import { checkEquality, proveEquality } from "../crypto/chaum_pedersen";
import {
    addPoints,
    identity,
    multiply,
    type Point,
    type Scalar,
    scalarOf,
    subtractPoints,
    timesG,
} from "../crypto/group";
import { at, type Ciphertext } from "../crypto/matrix_statement";
import type { Rng } from "../crypto/random";
import { accepted, check, Reason, refuse, type Status } from "../crypto/result";
import { type SecretScalar, wiping } from "../crypto/secret";
import { Transcript } from "../crypto/transcript";
import type { Counts, DecryptionShare } from "./bodies";

/** What a decryption share is bound to; a share made for one fails for every other. */
export interface ShareStatement {
    readonly electionId: Bytes;
    readonly closeDigest: Bytes;
    readonly official: number; // j, from 0
    readonly trustee: number; // i, from 1
    readonly V: Point; // of the trustee
    readonly alpha: Point; // the official's sum
}

/** e = Hs("decrypt"; election_id, close_digest, le32(j), le32(i), V_i, α_j, D_j, R1, R2), up to D_j */
function challengeOf(statement: ShareStatement, D: Point): Transcript {
    return Transcript.of("decrypt")
        .add(statement.electionId, statement.closeDigest)
        .addLe32(statement.official, statement.trustee)
        .add(statement.V, statement.alpha, D);
}

/** D = s·α with its proof. A trustee decrypts one α per official per election, ever: the caller sees to that. */
export function makeShare(statement: ShareStatement, s: SecretScalar, rng?: Rng): DecryptionShare {
    const d = wiping(() => s.timesPoint(statement.alpha).publish());
    const { R1, R2, z } = proveEquality(challengeOf(statement, d), statement.alpha, s, rng);
    return { d, r1: R1, r2: R2, z };
}
/** Bad proof unless D holds the secret that V is the image of. */
export function checkShare(statement: ShareStatement, { d, r1, r2, z }: DecryptionShare): Status {
    const proof = { R1: r1, R2: r2, z };
    const checked = checkEquality(challengeOf(statement, d), statement.V, statement.alpha, d, proof);
    return checked.ok ? accepted : refuse(Reason.badProof, `share: official ${statement.official}`);
}

/** M = β − Σ λ_i·D_i; the lambdas are lagrangeAtZero of the same trustees in the same order. */
export function decryptSum(sum: Ciphertext, lambdas: readonly Scalar[], D: readonly Point[]): Point {
    check(lambdas.length === D.length, "a share without its lambda");
    return D.reduce((M, d, i) => subtractPoints(M, multiply(at(lambdas, i), d)), sum.beta);
}

/** v = low + c·medium + c²·high with c = enrolled + 1: what a sum of ballots with these counts holds. */
export function exponentOf({ low, medium, high }: Counts, enrolled: number): bigint {
    const c = BigInt(enrolled) + 1n;
    return BigInt(low) + c * BigInt(medium) + c * c * BigInt(high);
}
/** Entries of a reader's table at most. */
const tableEntriesMax = 1 << 18;

/** Finds the counts inside decrypted sums by baby-step giant-step, for all officials with one table. Blanks are few as
    a rule, so the search goes up from none of them: v = (n − blank) + (c − 1)·medium + (c² − 1)·high for n ballots. The
    table has every value of medium for the first `rows` numbers of blanks, and grows while the steps through values of
    high have cost as much as it did. A step is one addition of points. */
export class CountReader {
    #rows = 0;
    #steps = 0; // taken through values of high, for all officials
    readonly #rowsMax: number;
    readonly #table = new Map<string, number>(); // by encoding: blank·(n + 1) + medium

    /** counted ≤ enrolled ≤ 65,536; the table has one row at least. */
    constructor(
        private readonly enrolled: number,
        private readonly counted: number,
    ) {
        check(counted <= enrolled && enrolled <= 65_536, "a count of more than a district");
        this.#rowsMax = Math.max(Math.floor(tableEntriesMax / (counted + 1)), 1);
        this.grow(1);
    }

    /** Nothing where no counts of at most `counted` ballots are inside. */
    read(M: Point): Counts | undefined {
        const n = this.counted;
        const c = BigInt(this.enrolled) + 1n;
        const step = timesG(scalarOf(c * c - 1n));
        for (let blank = 0; blank <= n; blank += this.#rows) {
            if (this.#steps >= this.#rows * (n + 1) && this.#rows < this.#rowsMax)
                this.grow(Math.min(2 * this.#rows, this.#rowsMax));
            let difference = subtractPoints(M, timesG(scalarOf(n - blank)));
            for (let high = 0; high <= n - blank; ++high, ++this.#steps) {
                const counts = this.lookUp(difference, blank, high);
                if (counts) return counts;
                difference = subtractPoints(difference, step);
            }
        }
        return undefined;
    }

    private grow(rows: number): void {
        const mediums = this.counted + 1;
        const step = timesG(scalarOf(this.enrolled)); // (c − 1)·G
        for (; this.#rows < rows; ++this.#rows) {
            let point = subtractPoints(identity, timesG(scalarOf(this.#rows)));
            for (let medium = 0; medium < mediums; ++medium) {
                const key = keyOf(point);
                if (!this.#table.has(key)) this.#table.set(key, this.#rows * mediums + medium);
                point = addPoints(point, step);
            }
        }
    }

    private lookUp(difference: Point, firstBlank: number, high: number): Counts | undefined {
        const entry = this.#table.get(keyOf(difference));
        if (entry === undefined) return undefined;
        const medium = entry % (this.counted + 1);
        const blank = firstBlank + Math.floor(entry / (this.counted + 1));
        const low = this.counted - blank - medium - high;
        return low < 0 ? undefined : { high, medium, low, blank };
    }
}

/** The whole encoding, one character a byte: equal points have equal keys, and others have not. */
function keyOf(point: Point): string {
    return String.fromCharCode(...point);
}
