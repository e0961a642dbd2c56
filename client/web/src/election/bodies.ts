// What each kind of entry says, decoded: the messages of proto/entries.proto, whose fields hold what form promises
// (lengths, canonical points and scalars, one string a language). docs/protocol.md, section 3. Names and meaning are
// those of entries.proto; only what differs is told here.
import type * as pb from "../gen/entries_pb";
import type { Bytes } from "../crypto/bytes";
import type { Point, Scalar } from "../crypto/group";
import { Kind } from "../gen/kinds";
import type { Coin } from "./fingerprint";

export { Kind };

/** Levels as a ballot holds them. */
export enum Level {
    blank = 0,
    low = 1,
    medium = 2,
    high = 3,
}
export const levels = 4;

export enum QuorumMeasured {
    atOpen = 1,
    atClose = 2,
}
export enum Base {
    summoned = 1,
    collected = 2,
}

/** A message of which some fields are more than their bytes, or are never left out. */
type Checked<M, F> = Omit<M, keyof F | "$typeName" | "$unknown"> & F;

/** One string per language, in the order of Manifest.languages. */
export type Text = readonly string[];
export interface Fraction {
    readonly numerator: number;
    readonly denominator: number;
}
export type Official = Checked<pb.Official, { position: Text }>;
export type Threshold = Checked<pb.Threshold, { share: Fraction; consequence: Text }>;
export type Rules = Checked<
    pb.Rules,
    { quorum: Fraction; levelNames: readonly Text[]; thresholds: readonly Threshold[] }
>;
export type Manifest = Checked<
    pb.Manifest,
    {
        title: Text;
        body: Text;
        place: Text;
        officials: readonly Official[];
        rules: Rules;
        witnessKeys: readonly Bytes[]; // the Ed25519 keys inside `witnesses`, in order
    }
>;

export type Person = Checked<pb.Person, object>;
export type Roll = Checked<pb.Roll, { people: readonly Person[] }>;
export type Trustee = Checked<pb.Trustee, object>;
export type Board = Checked<pb.Board, { trustees: readonly Trustee[] }>;
export type Dealing = Checked<pb.Dealing, { commitments: readonly Point[]; proofR: Point; proofZ: Scalar }>;
export type Acknowledgement = Checked<pb.Acknowledgement, object>;
export type Complaint = Checked<pb.Complaint, object>;
export type Answer = Checked<pb.Answer, { share: Scalar }>;
export type Enrolment = Checked<pb.Enrolment, { pk: Point; proofR: Point; proofZ: Scalar; proofZU: Scalar }>;
export type Revocation = Checked<pb.Revocation, object>;
export type Open = Checked<pb.Open, object>;
/** With a coin where a trustee confirms the open. */
export interface Confirmation {
    readonly digest: Bytes;
    readonly coin: Coin | undefined;
}
/** A ballot's body is no part of form: it is decoded where the table says, by decodeBallot. */
export interface BallotBody {
    readonly bytes: Bytes;
}
export type Close = Checked<pb.Close, object>;
export type DecryptionShare = Checked<pb.DecryptionShare, { d: Point; r1: Point; r2: Point; z: Scalar }>;
export type DecryptionShares = Checked<pb.DecryptionShares, { shares: readonly DecryptionShare[] }>;
export type Paper = Checked<pb.Paper, object>;
/** What one official got, in ballots: of paper, or of all. */
export interface Counts {
    readonly high: number;
    readonly medium: number;
    readonly low: number;
    readonly blank: number;
}
export type PaperCount = Checked<pb.PaperCount, { lines: readonly Counts[] }>;
export type Annulment = Checked<pb.Annulment, object>;
export interface ResultLine extends Counts {
    readonly outcome: string;
}
export type Announcement = Checked<pb.Announcement, { lines: readonly ResultLine[] }>;

/** The body of each kind. */
export interface Bodies {
    [Kind.manifest]: Manifest;
    [Kind.roll]: Roll;
    [Kind.board]: Board;
    [Kind.dealing]: Dealing;
    [Kind.acknowledgement]: Acknowledgement;
    [Kind.complaint]: Complaint;
    [Kind.answer]: Answer;
    [Kind.enrolment]: Enrolment;
    [Kind.revocation]: Revocation;
    [Kind.open]: Open;
    [Kind.confirmation]: Confirmation;
    [Kind.ballot]: BallotBody;
    [Kind.close]: Close;
    [Kind.decryptionShares]: DecryptionShares;
    [Kind.paper]: Paper;
    [Kind.paperCount]: PaperCount;
    [Kind.annulment]: Annulment;
    [Kind.announcement]: Announcement;
}

export interface Signature {
    readonly key: Bytes; // 32 bytes
    readonly signature: Bytes; // 64 bytes
}

/** One entry whose form holds. `carried` is what is hashed, signed, stored and passed on, byte for byte. */
export interface EntryOf<K extends Kind> {
    readonly kind: K;
    readonly carried: Bytes;
    readonly leafHash: Bytes; // SHA-256(0x00 ‖ carried)
    readonly bodyBytes: Bytes; // the body as carried: what the signatures are over
    readonly body: Bodies[K];
    readonly signatures: readonly Signature[];
}
export type Entry = { [K in Kind]: EntryOf<K> }[Kind];
