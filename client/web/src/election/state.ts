// The state of an election: a pure fold over the log's entries. docs/protocol.md, section 3. State and apply are all
// there is: the server admits what apply accepts, the auditor runs it over the public log. No I/O, no clock, no
// randomness. Keys of maps and members of sets are hex.
import { type Bytes, toHex } from "../crypto/bytes";
import type { TagGenerators } from "../crypto/credential";
import { identity, type Point, type Scalar } from "../crypto/group";
import { at, type Ciphertext } from "../crypto/matrix_statement";
import { MerkleFrontier } from "../crypto/merkle";
import { check } from "../crypto/result";
import { type Commitments, publicShare } from "../crypto/threshold_key";
import { Transcript } from "../crypto/transcript";
import type { Opening } from "./ballot";
import {
    Base,
    type Board,
    type Counts,
    type Dealing,
    type DecryptionShares,
    type Manifest,
    type PaperCount,
    type ResultLine,
    type Trustee,
} from "./bodies";
import { fingerprintHash, joinCoins, slipAnchor } from "./fingerprint";

export type Phase =
    "first" | "setup" | "voting" | "counting" | "published" | "too few ballots" | "no quorum" | "annulled";

/** What is known of one roll number. */
export interface RollRecord {
    codeKey: Bytes; // in force; a revocation replaces it
    readonly personHash: Bytes;
    pk: Point | undefined; // while enrolled
    paper: boolean;
    takenAt: number; // while enrolled or with paper: that entry's place in the log
    revoked: boolean; // another code than its first is in force
}

/** How one board makes its key: from the board entry to the open, or to the next board. */
export interface Ceremony {
    readonly digest: Bytes; // leaf hash of the board entry
    readonly board: Board;
    readonly dealings: Map<number, { readonly dealing: Dealing; readonly leafHash: Bytes }>; // by trustee
    readonly complaints: Map<
        string,
        { readonly dealer: number; readonly complainer: number; answer?: Scalar }
    >;
    readonly acknowledged: Set<number>;
}
export function trusteeOf(ceremony: Ceremony | undefined, number: number): Trustee | undefined {
    return number >= 1 ? ceremony?.board.trustees[number - 1] : undefined;
}
/** All dealings are in. */
export function dealt({ board, dealings }: Ceremony): boolean {
    return dealings.size === board.trustees.length;
}
function dealingsInOrder({ dealings }: Ceremony) {
    return [...dealings.entries()].sort(([a], [b]) => a - b).map(([, dealing]) => dealing);
}
/** Hb("dealings"; ceremony, leaf hashes in order of the dealers); dealt. */
export function dealingsDigest(ceremony: Ceremony): Bytes {
    check(dealt(ceremony), "dealings are missing");
    const hashes = dealingsInOrder(ceremony).map(({ leafHash }) => leafHash);
    return Transcript.of("dealings")
        .add(ceremony.digest, ...hashes)
        .hb();
}
/** In order of the dealers. */
export function commitmentsOf(ceremony: Ceremony): Commitments[] {
    return dealingsInOrder(ceremony).map(({ dealing }) => dealing.commitments);
}
export function complaintKey(dealer: number, complainer: number): string {
    return `${dealer}/${complainer}`;
}

/** The ballot of one tag that counts so far. */
export interface CountedBallot {
    readonly revision: number;
    readonly index: number; // its entry's place in the log
    readonly tracker: Bytes;
    readonly ciphertexts: readonly Ciphertext[]; // per official
}

const none = new Uint8Array(32);

export class State {
    phase: Phase = "first";
    electionId: Bytes = none;
    tagGenerators: TagGenerators = { U: identity, UPrime: identity };

    log = new MerkleFrontier(); // of all entries so far
    leafHashes = new Set<string>(); // of all entries so far

    roll: RollRecord[] = []; // roll number n is roll[n − 1]
    codeKeys = new Set<string>(); // ever used
    pks = new Set<string>(); // ever used
    ceremony: Ceremony | undefined;

    opening: Opening | undefined; // from the open on
    commitments: Commitments = []; // the board's, added up; from the open on
    openIndex = 0;
    closeIndex = 0;
    openDigest: Bytes = none;
    closeDigest: Bytes = none;
    openConfirmers = new Set<string>(); // their Ed25519 keys
    closeConfirmers = new Set<string>();
    coins: { readonly trustee: number; readonly E: Point }[] = []; // of the trustees among openConfirmers
    presentAtOpen = 0;
    openedAt = 0n; // POSIX seconds, as the organizer stated them
    closedAt = 0n;

    ballots = new Map<string, CountedBallot>(); // by tag
    ballotsAdmitted = 0; // revisions included
    sums: Ciphertext[] = []; // per official, of `ballots`; from the open on

    paperCount: PaperCount | undefined;
    shares = new Map<number, DecryptionShares>(); // by trustee, in the order they came; t at most
    electronic: Counts[] = []; // per official, without the paper, from the t-th share on
    result: readonly ResultLine[] | undefined; // as counted, paper included, from the t-th share on
    announced = false;
    annulmentReason = "";
    /** Why it was opened without a quorum; empty where there was one. */
    overrideReason = "";

    #manifest: Manifest | undefined;
    /** Once there is one: from the first entry on. */
    get manifest(): Manifest {
        check(this.#manifest !== undefined, "a state without a manifest");
        return this.#manifest;
    }
    set manifest(manifest: Manifest) {
        this.#manifest = manifest;
    }

    /** Nothing where the number is not on the roll. */
    rollRecord(rollNumber: number): RollRecord | undefined {
        return rollNumber >= 1 ? this.roll[rollNumber - 1] : undefined;
    }
    get summoned(): number {
        return this.roll.length;
    }
    get enrolled(): number {
        return this.roll.reduce((count, { pk }) => count + (pk ? 1 : 0), 0);
    }
    get papersIssued(): number {
        return this.roll.reduce((count, { paper }) => count + (paper ? 1 : 0), 0);
    }
    get present(): number {
        return this.enrolled + this.papersIssued;
    }
    /** M: trustees of the board and witnesses. */
    get confirmers(): number {
        return (this.ceremony?.board.trustees.length ?? 0) + this.manifest.witnessKeys.length;
    }
    /** q */
    get confirmationsNeeded(): number {
        return confirmationsNeeded(this.confirmers, this.manifest.threshold);
    }
    get openConfirmed(): boolean {
        return this.opening !== undefined && this.areEnough(this.openConfirmers);
    }
    get closeConfirmed(): boolean {
        return this.closeIndex !== 0 && this.areEnough(this.closeConfirmers);
    }
    /** Whether these confirmers make an open or a close confirmed: q of them, at least t of them trustees. */
    areEnough(confirmers: ReadonlySet<string>): boolean {
        return areEnough(
            this.confirmationsNeeded,
            this.manifest.threshold,
            confirmers.size,
            this.trusteesAmong(confirmers),
        );
    }
    trusteesAmong(confirmers: ReadonlySet<string>): number {
        const trustees = this.ceremony?.board.trustees ?? [];
        return trustees.filter(({ signKey }) => confirmers.has(toHex(signKey))).length;
    }
    /** What the slips of the last board name; nothing before there is a board. */
    get slipAnchor(): Bytes | undefined {
        return this.ceremony && slipAnchor(this.electionId, this.ceremony.digest);
    }
    /** V_i; from the open on. */
    publicShare(trustee: number): Point {
        return publicShare(this.commitments, trustee);
    }
    /** What the fingerprint is made from. Nothing before the open is confirmed: until then nobody can know it. */
    get fingerprintHash(): Bytes | undefined {
        if (!this.openConfirmed) return undefined;
        const Q = joinCoins(this.coins.slice(0, this.manifest.threshold)); // any t of them give one Q
        return fingerprintHash(this.electionId, this.openDigest, Q);
    }
    /** Counted ballots and paper ballots collected, invalid ones included. */
    get collected(): number {
        return this.ballots.size + (this.paperCount?.collected ?? 0);
    }
    /** What percentages are over: summoned or collected, as the rules say. */
    get base(): number {
        return (this.manifest.rules.base as Base) === Base.summoned ? this.summoned : this.collected;
    }
    /** The opening, where there is one. */
    get opened(): Opening {
        check(this.opening !== undefined, "a state without an opening");
        return this.opening;
    }
    /** What the ballots of one official add up to. */
    sumOf(official: number): Ciphertext {
        return at(this.sums, official);
    }
}

/** q = floor((M + t − 1) / 2) + 1 for M confirmers. */
export function confirmationsNeeded(confirmers: number, threshold: number): number {
    return Math.floor((confirmers + threshold - 1) / 2) + 1;
}
/** Whether confirmations, `byTrustees` of them by trustees, are q and at least t by trustees. */
export function areEnough(q: number, threshold: number, confirmations: number, byTrustees: number): boolean {
    return confirmations >= q && byTrustees >= threshold;
}
