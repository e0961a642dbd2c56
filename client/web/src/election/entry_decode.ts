// Bytes to entries: everything that an entry's bytes alone decide. Protobuf reads; one spelling only, lengths, points
// and scalars are settled here, so that nobody behind it looks at a length again.
import { type DescMessage, type MessageShape, ScalarType } from "@bufbuild/protobuf";
import { type Bytes, utf8 } from "../crypto/bytes";
import { decodePoint, decodeScalar, type Point, type Scalar } from "../crypto/group";
import { leafHash } from "../crypto/merkle";
import { NoteKeyType, parseVkey } from "../crypto/note";
import { malformed, ok, Reason, refuse, type Refused, type Result } from "../crypto/result";
import * as pb from "../gen/entries_pb";
import { type Bodies, type Entry, Kind, levels, type Rules, type Text } from "./bodies";
import type { Coin } from "./fingerprint";
import {
    entryBytesMax,
    nameBytesMax,
    officialsMax,
    revotesMax,
    stringBytesMax,
    thresholdNameBytesMax,
    trusteesMax,
    witnessesMax,
} from "./limits";
import { parseCanonical } from "./messages";

const sealedShareBytes = 120;
const stringBytesMaxOf: Readonly<Record<string, number>> = {
    "Trustee.name": nameBytesMax,
    "Official.name": nameBytesMax,
    "Manifest.witnesses": nameBytesMax,
    "Manifest.log_vkey": nameBytesMax,
    "Threshold.name": thresholdNameBytesMax,
};

/** Looks at fields and keeps the first thing that was wrong, so that a reader of a message is a plain list of its
    fields. */
class Form {
    failure: Refused | undefined;

    fail(name: string, what: string): void {
        this.failure ??= malformed(`${name}: ${what}`);
    }
    /** Every string of a message and of those inside it. */
    strings(schema: DescMessage, message: object): void {
        for (const field of schema.fields) {
            const value = (message as Record<string, unknown>)[field.localName];
            const values = (field.fieldKind === "list" ? value : [value]) as readonly unknown[];
            const name = `${schema.name}.${field.name}`;
            if (field.message) {
                for (const inner of values) if (inner) this.strings(field.message, inner);
            } else if (field.scalar === ScalarType.STRING) {
                const most = stringBytesMaxOf[name] ?? stringBytesMax;
                for (const text of values as readonly string[])
                    if (utf8(text).length > most) this.fail(name, "length");
            }
        }
    }
    /** None of a list that is too long, so that nobody decodes its elements. */
    list<T>(most: number, field: T[], name: string): T[] {
        if (field.length <= most) return field;
        this.fail(name, "too many");
        return [];
    }
    bytes(size: number, field: Bytes, name: string): Bytes {
        if (field.length !== size) this.fail(name, "length");
        return field;
    }
    key(field: Bytes, name: string): Bytes {
        return this.bytes(32, field, name);
    }
    digestOrNone(field: Bytes, name: string): Bytes {
        return field.length === 0 ? field : this.bytes(32, field, name);
    }
    point(field: Bytes, name: string): Point {
        const point = decodePoint(field);
        if (!point.ok) this.fail(name, "not a canonical point");
        return point.ok ? point.value : (field as Point); // after a failure nobody sees it
    }
    scalar(field: Bytes, name: string): Scalar {
        const scalar = decodeScalar(field);
        if (!scalar.ok) this.fail(name, "not a canonical scalar");
        return scalar.ok ? scalar.value : (field as Scalar);
    }
    vkey(field: string, type: NoteKeyType, name: string): Bytes {
        const vkey = parseVkey(field, type);
        if (!vkey.ok) this.fail(name, vkey.detail);
        return vkey.ok ? vkey.value.key : new Uint8Array();
    }
    /** An absent message is read as an empty one. */
    text(field: pb.Text | undefined, languages: number, name: string): Text {
        const text = field?.byLanguage ?? [];
        if (text.length !== languages) this.fail(name, "another number of languages");
        return text;
    }
}

const noFraction = { numerator: 0, denominator: 0 };

function readRules(form: Form, rules: pb.Rules | undefined, languages: number): Rules {
    const levelNames = rules?.levelNames ?? [];
    if (levelNames.length !== levels - 1) form.fail("Rules.level_names", "length");
    return {
        quorum: rules?.quorum ?? noFraction,
        quorumMeasured: rules?.quorumMeasured ?? 0,
        base: rules?.base ?? 0,
        levelNames: levelNames.map((name) => form.text(name, languages, "Rules.level_names")),
        thresholds: (rules?.thresholds ?? []).map((threshold) => ({
            ...threshold,
            share: threshold.share ?? noFraction,
            consequence: form.text(threshold.consequence, languages, "Threshold.consequence"),
        })),
    };
}

function readManifest(form: Form, manifest: pb.Manifest): Bodies[Kind.manifest] {
    const languages = manifest.languages.length;
    form.key(manifest.nonce, "Manifest.nonce");
    const out = {
        ...manifest,
        title: form.text(manifest.title, languages, "Manifest.title"),
        body: form.text(manifest.body, languages, "Manifest.body"),
        place: form.text(manifest.place, languages, "Manifest.place"),
        officials: manifest.officials.map((official) => ({
            ...official,
            position: form.text(official.position, languages, "Official.position"),
            dossierSha256: form.digestOrNone(official.dossierSha256, "Official.dossier_sha256"),
        })),
        rules: readRules(form, manifest.rules, languages),
        witnessKeys: manifest.witnesses.map((witness) =>
            form.vkey(witness, NoteKeyType.witness, "Manifest.witnesses"),
        ),
    };
    if (manifest.witnesses.length > witnessesMax) form.fail("Manifest.witnesses", "length");
    if (manifest.revotes > revotesMax) form.fail("Manifest.revotes", "too many");
    for (const organizer of manifest.organizers) form.key(organizer, "Manifest.organizers");
    form.vkey(manifest.logVkey, NoteKeyType.log, "Manifest.log_vkey");
    form.key(manifest.boxKey, "Manifest.box_key");
    form.digestOrNone(manifest.webDigest, "Manifest.web_digest");
    return out;
}

function readDealing(form: Form, dealing: pb.Dealing): Bodies[Kind.dealing] {
    form.key(dealing.ceremony, "Dealing.ceremony");
    const out = {
        ...dealing,
        commitments: form
            .list(trusteesMax, dealing.commitments, "Dealing.commitments")
            .map((F) => form.point(F, "Dealing.commitments")),
        proofR: form.point(dealing.proofR, "Dealing.proof_r"),
        proofZ: form.scalar(dealing.proofZ, "Dealing.proof_z"),
    };
    for (const share of form.list(trusteesMax, dealing.sealedShares, "Dealing.sealed_shares"))
        form.bytes(sealedShareBytes, share, "Dealing.sealed_shares");
    return out;
}

/** Whole or absent; where it is there, an identity E is no fault of form. */
function readConfirmation(form: Form, confirmation: pb.Confirmation): Bodies[Kind.confirmation] {
    const { digest, coin, coinR1, coinR2, coinZ } = confirmation;
    form.key(digest, "Confirmation.digest");
    if ([coin, coinR1, coinR2, coinZ].every(({ length }) => length === 0)) return { digest, coin: undefined };
    const whole: Coin = {
        E: form.point(coin, "Confirmation.coin"),
        R1: form.point(coinR1, "Confirmation.coin_r1"),
        R2: form.point(coinR2, "Confirmation.coin_r2"),
        z: form.scalar(coinZ, "Confirmation.coin_z"),
    };
    return { digest, coin: whole };
}

/** A kind whose body is a message: its schema, and the reader that checks its fields. */
function reader<D extends DescMessage, B>(schema: D, read: (form: Form, message: MessageShape<D>) => B) {
    return (bytes: Bytes): Result<B> => {
        const message = parseCanonical(schema, bytes);
        if (!message.ok) return message;
        const form = new Form();
        form.strings(schema, message.value);
        const body = read(form, message.value);
        return form.failure ?? ok(body);
    };
}

/** "code_key" for "codeKey". */
function protoName(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A reader that checks the lengths of some fields and takes the message as it is. */
function keys<M extends { $typeName: string }>(...names: (keyof M & string)[]) {
    return (form: Form, message: M): M => {
        const type = message.$typeName.split(".").at(-1) ?? "";
        for (const name of names) form.key(message[name] as Bytes, `${type}.${protoName(name)}`);
        return message;
    };
}

const readers: { readonly [K in Kind]: (bytes: Bytes) => Result<Bodies[K]> } = {
    [Kind.manifest]: reader(pb.ManifestSchema, readManifest),
    [Kind.roll]: reader(pb.RollSchema, (form, roll) => {
        roll.people.forEach((person) => keys<pb.Person>("codeKey", "personHash")(form, person));
        return roll;
    }),
    [Kind.board]: reader(pb.BoardSchema, (form, board) => {
        form.list(trusteesMax, board.trustees, "Board.trustees").forEach((trustee) =>
            keys<pb.Trustee>("signKey", "boxKey")(form, trustee),
        );
        return board;
    }),
    [Kind.dealing]: reader(pb.DealingSchema, readDealing),
    [Kind.acknowledgement]: reader(
        pb.AcknowledgementSchema,
        keys<pb.Acknowledgement>("ceremony", "dealings"),
    ),
    [Kind.complaint]: reader(pb.ComplaintSchema, keys<pb.Complaint>("ceremony")),
    [Kind.answer]: reader(pb.AnswerSchema, (form, answer) => ({
        ...keys<pb.Answer>("ceremony")(form, answer),
        share: form.scalar(answer.share, "Answer.share"),
    })),
    [Kind.enrolment]: reader(pb.EnrolmentSchema, (form, enrolment) => ({
        ...enrolment,
        pk: form.point(enrolment.pk, "Enrolment.pk"),
        proofR: form.point(enrolment.proofR, "Enrolment.proof_r"),
        proofZ: form.scalar(enrolment.proofZ, "Enrolment.proof_z"),
        proofZU: form.scalar(enrolment.proofZU, "Enrolment.proof_z_u"),
    })),
    [Kind.revocation]: reader(pb.RevocationSchema, keys<pb.Revocation>("pk", "codeKey")),
    [Kind.open]: reader(pb.OpenSchema, keys<pb.Open>("root")),
    [Kind.confirmation]: reader(pb.ConfirmationSchema, readConfirmation),
    [Kind.ballot]: (bytes) => ok({ bytes }),
    [Kind.close]: reader(pb.CloseSchema, keys<pb.Close>("root")),
    [Kind.decryptionShares]: reader(pb.DecryptionSharesSchema, (form, { trustee, shares }) => ({
        trustee,
        shares: form.list(officialsMax, shares, "DecryptionShares.shares").map(({ d, r1, r2, z }) => ({
            d: form.point(d, "DecryptionShare.d"),
            r1: form.point(r1, "DecryptionShare.r1"),
            r2: form.point(r2, "DecryptionShare.r2"),
            z: form.scalar(z, "DecryptionShare.z"),
        })),
    })),
    [Kind.paper]: reader(pb.PaperSchema, (_, paper) => paper),
    [Kind.paperCount]: reader(pb.PaperCountSchema, (form, count) => {
        form.list(officialsMax, count.lines, "PaperCount.lines");
        return count;
    }),
    [Kind.annulment]: reader(pb.AnnulmentSchema, (_, annulment) => annulment),
    [Kind.announcement]: reader(pb.AnnouncementSchema, (form, announcement) => {
        form.list(officialsMax, announcement.lines, "Announcement.lines");
        return announcement;
    }),
};

/** Size, then form: too large, or malformed, or the entry. */
export function decodeEntry(carried: Bytes): Result<Entry> {
    if (carried.length > entryBytesMax) return refuse(Reason.tooLarge, "size");
    const message = parseCanonical(pb.EntrySchema, carried);
    if (!message.ok) return message;
    const { kind, body: bodyBytes, signatures } = message.value;
    if (!(kind in readers)) return malformed("kind");
    const body = readers[kind as Kind](bodyBytes);
    if (!body.ok) return body;
    const form = new Form();
    for (const { key, signature } of signatures) {
        form.key(key, "Signature.key");
        form.bytes(64, signature, "Signature.signature");
    }
    if (form.failure) return form.failure;
    const entry = { kind, carried, leafHash: leafHash(carried), bodyBytes, body: body.value, signatures };
    return ok(entry as Entry); // the reader of a kind gives that kind's body
}
