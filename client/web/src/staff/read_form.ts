// The form of a conference, turned into a manifest without the keys that a server gives. Every mistake is told with the field
// that it is in. The same checks as the native client's conference.toml.
import { fromBase64, sha256, utf8 } from "../crypto/bytes";
import { NoteKeyType, parseVkey } from "../crypto/note";
import { inOneForm } from "../crypto/text";
import { type Fraction, type Rules, type Threshold } from "../election/bodies";
import {
    nameBytesMax,
    officialsMax,
    revotesMax,
    rollNumbersMax,
    stringBytesMax,
    trusteesMax,
    thresholdNameBytesMax,
    witnessesMax,
} from "../election/limits";
import { noOutcome } from "../election/outcome";
import { ruleProfile } from "../election/profiles";
import { readRelay } from "../service/relay";
import { mayCount } from "./board_rule";
import {
    type ConferenceForm,
    type FormMistake,
    type FormMistakeKind,
    type NewManifest,
    type OfficialForm,
    smallestSetLeast,
    type ThresholdForm,
} from "./conference_form";
import { conferenceBytesMax, dossierIndex, type DossierForm } from "./dossier_index";

export type ReadForm =
    | { readonly ok: true; readonly manifest: NewManifest; readonly files: readonly Uint8Array[] }
    | { readonly ok: false; readonly mistakes: readonly FormMistake[] };

const organizersMax = 3;

/** `organizer` is the key of whoever creates it. */
export function readForm(form: ConferenceForm, organizer: Uint8Array): ReadForm {
    const reader = new Reader(form.languages.length);
    const board = reader.board(form);
    const manifest: NewManifest = {
        nonce: new Uint8Array(),
        rehearsal: form.rehearsal,
        languages: [...form.languages],
        title: reader.texts("title", form.title),
        body: reader.texts("body", form.body),
        place: reader.texts("place", form.place),
        date: reader.date(form.date),
        officials: reader.officials(form.officials),
        rules: reader.rules(form),
        ...board,
        organizers: [organizer, ...reader.organizers(form.organizers, organizer)],
        revotes: reader.number("revotes", form.revotes, 0, revotesMax),
        ringCapacity: form.ringCapacity,
        smallestSet: reader.number("smallestSet", form.smallestSet, smallestSetLeast, rollNumbersMax),
        logVkey: "",
        boxKey: new Uint8Array(),
        relays: reader.relays(form.relays),
        webDigest: new Uint8Array(),
    };
    if (form.languages.length === 0) reader.wrong("languages", "none");
    const files = form.officials.flatMap(({ dossier }) => [
        ...dossier.documents.map(({ content }) => content),
        ...[dossierIndex(dossier)].filter(({ length }) => length > 0),
    ]);
    if (files.reduce((bytes, { length }) => bytes + length, 0) > conferenceBytesMax)
        reader.wrong("officials", "filesTooLarge");
    return reader.mistakes.length > 0
        ? { ok: false, mistakes: reader.mistakes }
        : { ok: true, manifest, files };
}

function linesOf(text: string): string[] {
    return text
        .split("\n")
        .map(inOneForm)
        .filter((line) => line !== "");
}

class Reader {
    readonly mistakes: FormMistake[] = [];

    constructor(private readonly languages: number) {}

    wrong(field: string, what: FormMistakeKind): void {
        this.mistakes.push({ field, what });
    }
    text(field: string, raw: string, bytesMax = stringBytesMax): string {
        const text = inOneForm(raw);
        if (text === "") this.wrong(field, "empty");
        if (utf8(text).length > bytesMax) this.wrong(field, "long");
        return text;
    }
    texts(field: string, by: readonly string[]): string[] {
        return Array.from({ length: this.languages }, (_, at) => this.text(`${field}/${at}`, by[at] ?? ""));
    }
    number(field: string, raw: string, least: number, most: number): number {
        const value = /^[0-9]{1,6}$/.test(raw.trim()) ? Number(raw.trim()) : -1;
        if (value < least || value > most) this.wrong(field, "number");
        return value;
    }
    date(raw: string): string {
        const date = raw.trim();
        const day = new Date(`${date}T00:00:00Z`);
        const right = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(day.getTime());
        if (!right || day.toISOString().slice(0, 10) !== date) this.wrong("date", "date");
        return date;
    }
    fraction(field: string, raw: string): Fraction {
        const [, above, below] = /^\s*([0-9]{1,6})\s*\/\s*([0-9]{1,6})\s*$/.exec(raw) ?? [];
        const [numerator, denominator] = [Number(above), Number(below)];
        if (!(denominator > 0 && numerator <= denominator)) this.wrong(field, "fraction");
        return { numerator, denominator };
    }

    officials(officials: readonly OfficialForm[]): NewManifest["officials"] {
        if (officials.length === 0) this.wrong("officials", "none");
        if (officials.length > officialsMax) this.wrong("officials", "tooMany");
        return officials.map((official, at) => {
            const index = this.dossier(`officials/${at}`, official.dossier);
            return {
                name: this.text(`officials/${at}/name`, official.name, nameBytesMax),
                position: this.texts(`officials/${at}/position`, official.position),
                dossierSha256: index.length > 0 ? sha256(index) : new Uint8Array(),
                dossierLength: BigInt(index.length),
            };
        });
    }
    private dossier(field: string, dossier: DossierForm): Uint8Array {
        dossier.documents.forEach(({ title }, at) => this.texts(`${field}/documents/${at}`, title));
        dossier.targets.forEach((one, at) => {
            this.texts(`${field}/targets/${at}/indicator`, one.indicator);
            for (const key of ["target", "achieved", "percent"] as const)
                this.text(`${field}/targets/${at}/${key}`, one[key]);
        });
        return dossierIndex(dossier);
    }

    rules({ profile, base, languages, rules }: ConferenceForm): Rules {
        if (profile !== "own") {
            const made = ruleProfile(profile, languages, base);
            if (made.ok) return made.value;
            this.wrong("profile", "profileLanguage");
        }
        const thresholds = rules.thresholds.map((one, at) => this.threshold(`thresholds/${at}`, one));
        this.distinct(
            "thresholds",
            thresholds.map(({ name }) => name),
        );
        return {
            quorum: this.fraction("quorum", rules.quorum),
            quorumMeasured: rules.quorumMeasured,
            base,
            levelNames: rules.levelNames.map((by, at) => this.texts(`levelNames/${at}`, by)),
            thresholds,
        };
    }
    private threshold(field: string, form: ThresholdForm): Threshold {
        const name = this.text(`${field}/name`, form.name, thresholdNameBytesMax);
        if (name === noOutcome) this.wrong(`${field}/name`, "reservedName");
        return {
            name,
            level: form.level,
            share: this.fraction(`${field}/share`, form.share),
            strictlyMore: form.strictlyMore,
            consequence: this.texts(`${field}/consequence`, form.consequence),
        };
    }

    board(form: ConferenceForm): Pick<NewManifest, "trustees" | "threshold" | "witnesses"> {
        const n = this.number("trustees", form.trustees, 1, trusteesMax);
        const t = this.number("threshold", form.threshold, 1, trusteesMax);
        if (n > 0 && t > 0 && !mayCount(n, t)) this.wrong("threshold", "threshold");
        const witnesses = linesOf(form.witnesses);
        if (witnesses.some((line) => !parseVkey(line, NoteKeyType.witness).ok))
            this.wrong("witnesses", "witness");
        this.distinct("witnesses", witnesses);
        if (witnesses.length > witnessesMax) this.wrong("witnesses", "tooMany");
        return { trustees: n, threshold: t, witnesses };
    }
    /** The lines that `OrganizerKeys.line` gives; the founder's own may stand among them. */
    organizers(text: string, founder: Uint8Array): Uint8Array[] {
        const keys = linesOf(text).map((line) => fromBase64(line.slice(line.lastIndexOf(" ") + 1)));
        const good = keys.flatMap((key) => (key.ok && key.value.length === 32 ? [key.value] : []));
        if (good.length < keys.length) this.wrong("organizers", "organizer");
        const others = good.filter((key) => key.join() !== founder.join());
        if (others.length + 1 > organizersMax) this.wrong("organizers", "tooMany");
        this.distinct(
            "organizers",
            others.map((key) => key.join()),
        );
        return others;
    }
    relays(text: string): string[] {
        const relays = linesOf(text);
        if (relays.some((line) => !readRelay(line).ok)) this.wrong("relays", "relay");
        return relays;
    }
    private distinct(field: string, list: readonly string[]): void {
        if (new Set(list).size < list.length) this.wrong(field, "twice");
    }
}
