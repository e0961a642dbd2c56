// Entries made: bodies encoded, signed and put into the bytes that the log carries. docs/protocol.md, section 3.
import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";
import { type Bytes, concat, le32, utf8 } from "../crypto/bytes";
import type { SigningKey } from "../crypto/signature";
import { frame, Transcript } from "../crypto/transcript";
import * as pb from "../gen/entries_pb";
import { type Bodies, Kind, type Manifest, type Signature } from "./bodies";
import { encodeMessage } from "./messages";

const kindNames: Record<Kind, string> = {
    [Kind.manifest]: "manifest",
    [Kind.roll]: "roll",
    [Kind.board]: "board",
    [Kind.dealing]: "dealing",
    [Kind.acknowledgement]: "acknowledgement",
    [Kind.complaint]: "complaint",
    [Kind.answer]: "answer",
    [Kind.enrolment]: "enrolment",
    [Kind.revocation]: "revocation",
    [Kind.open]: "open",
    [Kind.confirmation]: "confirmation",
    [Kind.ballot]: "ballot",
    [Kind.close]: "close",
    [Kind.decryptionShares]: "decryption shares",
    [Kind.paper]: "paper",
    [Kind.paperCount]: "paper count",
    [Kind.annulment]: "annulment",
    [Kind.announcement]: "announcement",
};
/** The protocol's name, for details and tests. */
export function kindName(kind: Kind): string {
    return kindNames[kind];
}

/** What one gives to make a body: `witnessKeys` follows from the witnesses. */
export type NewBody<K extends Kind> = K extends Kind.manifest ? Omit<Manifest, "witnessKeys"> : Bodies[K];

function encoder<D extends DescMessage, B extends MessageInitShape<D> | object>(schema: D) {
    return (body: B): Bytes => encodeMessage(schema, body as MessageInitShape<D>);
}

function manifestFields(manifest: NewBody<Kind.manifest>): MessageInitShape<typeof pb.ManifestSchema> {
    const text = (byLanguage: readonly string[]) => ({ byLanguage: [...byLanguage] });
    const { rules } = manifest;
    return {
        ...manifest,
        title: text(manifest.title),
        body: text(manifest.body),
        place: text(manifest.place),
        officials: manifest.officials.map((official) => ({
            ...official,
            position: text(official.position),
        })),
        rules: {
            ...rules,
            levelNames: rules.levelNames.map(text),
            thresholds: rules.thresholds.map((threshold) => ({
                ...threshold,
                consequence: text(threshold.consequence),
            })),
        },
    };
}

const encoders: { readonly [K in Kind]: (body: NewBody<K>) => Bytes } = {
    [Kind.manifest]: (manifest) => encodeMessage(pb.ManifestSchema, manifestFields(manifest)),
    [Kind.roll]: encoder(pb.RollSchema),
    [Kind.board]: encoder(pb.BoardSchema),
    [Kind.dealing]: encoder(pb.DealingSchema),
    [Kind.acknowledgement]: encoder(pb.AcknowledgementSchema),
    [Kind.complaint]: encoder(pb.ComplaintSchema),
    [Kind.answer]: encoder(pb.AnswerSchema),
    [Kind.enrolment]: encoder(pb.EnrolmentSchema),
    [Kind.revocation]: encoder(pb.RevocationSchema),
    [Kind.open]: encoder(pb.OpenSchema),
    [Kind.confirmation]: ({ digest, coin }) =>
        encodeMessage(pb.ConfirmationSchema, {
            digest,
            ...(coin && { coin: coin.E, coinR1: coin.R1, coinR2: coin.R2, coinZ: coin.z }),
        }),
    [Kind.ballot]: ({ bytes }) => bytes,
    [Kind.close]: encoder(pb.CloseSchema),
    [Kind.decryptionShares]: encoder(pb.DecryptionSharesSchema),
    [Kind.paper]: encoder(pb.PaperSchema),
    [Kind.paperCount]: encoder(pb.PaperCountSchema),
    [Kind.annulment]: encoder(pb.AnnulmentSchema),
    [Kind.announcement]: encoder(pb.AnnouncementSchema),
};

/** The body's canonical bytes. */
export function encodeBody<K extends Kind>(kind: K, body: NewBody<K>): Bytes {
    return encoders[kind](body);
}

/** What a signature of an entry is over: frame("vouch/1/entry") ‖ election_id ‖ le32(kind) ‖ frame(body). For the
    manifest, 32 zero bytes stand for election_id. */
export function signingMessage(electionId: Bytes, kind: Kind, body: Bytes): Bytes {
    const id = kind === Kind.manifest ? new Uint8Array(32) : electionId;
    return concat([frame(utf8("vouch/1/entry")), id, le32(kind), frame(body)]);
}

/** election_id = Hb("election"; body), `body` being the manifest's. */
export function electionIdOf(manifestBody: Bytes): Bytes {
    return Transcript.of("election").add(manifestBody).hb();
}

/** The carried bytes of an entry with that body, signed by those keys in that order. */
export function makeEntry<K extends Kind>(
    electionId: Bytes,
    kind: K,
    body: NewBody<K>,
    signers: readonly SigningKey[],
): Bytes {
    const bodyBytes = encodeBody(kind, body);
    const message = signingMessage(electionId, kind, bodyBytes);
    const signatures = signers.map((key) => ({ key: key.publicKey, signature: key.sign(message) }));
    return carriedEntry(kind, bodyBytes, signatures);
}
/** The same from a body's bytes and signatures already made (a paper count that t trustees signed apart). */
export function carriedEntry(kind: Kind, body: Bytes, signatures: readonly Signature[]): Bytes {
    return encodeMessage(pb.EntrySchema, { kind, body, signatures: [...signatures] });
}
