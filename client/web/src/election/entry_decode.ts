// Bytes to entries: everything that an entry's bytes alone decide. Protobuf reads; one spelling only, lengths, points
// and scalars are settled here, so that nobody behind it looks at a length again.
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import type { Bytes } from "../crypto/bytes";
import { decodePoint, decodeScalar, type Point, type Scalar } from "../crypto/group";
import { leafHash } from "../crypto/merkle";
import { NoteKeyType, parseVkey } from "../crypto/note";
import { malformed, ok, Reason, refuse, type Refused, type Result } from "../crypto/result";
import * as pb from "../gen/entries_pb";
import { type Bodies, type Entry, Kind, levels, type Rules, type Text } from "./bodies";
import { parseCanonical } from "./messages";

export const entryBytesMax = 65_535;
const sealedShareBytes = 120;

/** Looks at fields and keeps the first thing that was wrong, so that a reader of a message is a plain list of its
    fields. */
class Form {
    failure: Refused | undefined;

    fail(name: string, what: string): void {
        this.failure ??= malformed(`${name}: ${what}`);
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
        commitments: dealing.commitments.map((F) => form.point(F, "Dealing.commitments")),
        proofR: form.point(dealing.proofR, "Dealing.proof_r"),
        proofZ: form.scalar(dealing.proofZ, "Dealing.proof_z"),
    };
    for (const share of dealing.sealedShares) form.bytes(sealedShareBytes, share, "Dealing.sealed_shares");
    return out;
}

/** A kind whose body is a message: its schema, and the reader that checks its fields. */
function reader<D extends DescMessage, B>(schema: D, read: (form: Form, message: MessageShape<D>) => B) {
    return (bytes: Bytes): Result<B> => {
        const message = parseCanonical(schema, bytes);
        if (!message.ok) return message;
        const form = new Form();
        const body = read(form, message.value);
        return form.failure ?? ok(body);
    };
}

/** A reader that checks the lengths of some fields and takes the message as it is. */
function keys<M extends { $typeName: string }>(...names: (keyof M & string)[]) {
    return (form: Form, message: M): M => {
        for (const name of names) form.key(message[name] as Bytes, `${message.$typeName}.${name}`);
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
        board.trustees.forEach((trustee) => keys<pb.Trustee>("signKey", "boxKey")(form, trustee));
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
    })),
    [Kind.revocation]: reader(pb.RevocationSchema, keys<pb.Revocation>("pk", "codeKey")),
    [Kind.open]: reader(pb.OpenSchema, keys<pb.Open>("root")),
    [Kind.confirmation]: reader(pb.ConfirmationSchema, keys<pb.Confirmation>("digest")),
    [Kind.ballot]: (bytes) => ok({ bytes }),
    [Kind.close]: reader(pb.CloseSchema, keys<pb.Close>("root")),
    [Kind.decryptionShares]: reader(pb.DecryptionSharesSchema, (form, { trustee, shares }) => ({
        trustee,
        shares: shares.map(({ d, r1, r2, z }) => ({
            d: form.point(d, "DecryptionShare.d"),
            r1: form.point(r1, "DecryptionShare.r1"),
            r2: form.point(r2, "DecryptionShare.r2"),
            z: form.scalar(z, "DecryptionShare.z"),
        })),
    })),
    [Kind.paper]: reader(pb.PaperSchema, (_, paper) => paper),
    [Kind.paperCount]: reader(pb.PaperCountSchema, (_, count) => count),
    [Kind.annulment]: reader(pb.AnnulmentSchema, (_, annulment) => annulment),
    [Kind.announcement]: reader(pb.AnnouncementSchema, (_, announcement) => announcement),
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
