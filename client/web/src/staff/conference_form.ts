// A conference as it is typed into the form: empty, from a template, in other languages. What it says is read in read_form.
import { Base, type Fraction, type Kind, Level, QuorumMeasured, type Rules } from "../election/bodies";
import type { NewBody } from "../election/entry";
import { revotesMax } from "../election/limits";
import { type RuleProfile, ruleProfile, ruleProfiles } from "../election/profiles";
import { type DossierForm, noDossier } from "./dossier_index";

export type NewManifest = NewBody<Kind.manifest>;

export interface OfficialForm {
    readonly name: string;
    readonly position: readonly string[]; // by language
    readonly dossier: DossierForm;
}
export interface ThresholdForm {
    readonly name: string;
    readonly level: Level;
    readonly share: string; // "2/3"
    readonly strictlyMore: boolean;
    readonly consequence: readonly string[];
}
export interface RulesForm {
    readonly quorum: string;
    readonly quorumMeasured: QuorumMeasured;
    readonly levelNames: readonly (readonly string[])[]; // low, medium, high; by language
    readonly thresholds: readonly ThresholdForm[];
}
export interface ConferenceForm {
    readonly rehearsal: boolean;
    readonly languages: readonly string[];
    readonly title: readonly string[];
    readonly body: readonly string[];
    readonly place: readonly string[];
    readonly date: string;
    readonly officials: readonly OfficialForm[];
    readonly profile: RuleProfile | "own";
    readonly base: Base;
    readonly rules: RulesForm; // where the profile is "own"
    readonly trustees: string; // n
    readonly threshold: string; // t
    readonly witnesses: string; // a vkey a line
    readonly organizers: string; // the lines of further organizers
    readonly revotes: string; // how often a ballot may be replaced
    readonly ringCapacity: number;
    readonly smallestSet: string;
    readonly relays: string; // an address a line
}

export type FormMistakeKind =
    | "empty"
    | "long"
    | "date"
    | "none"
    | "tooMany"
    | "number"
    | "threshold"
    | "witness"
    | "organizer"
    | "relay"
    | "twice"
    | "fraction"
    | "reservedName"
    | "profileLanguage"
    | "filesTooLarge";
export interface FormMistake {
    readonly field: string; // "title/1", "officials/0/name"
    readonly what: FormMistakeKind;
}
export const smallestSetLeast = 5;

export function emptyForm(languages: readonly string[], date: string): ConferenceForm {
    const texts = languages.map(() => "");
    const [profile = "own"] = ruleProfiles;
    const made = profile === "own" ? undefined : ruleProfile(profile, languages);
    return {
        rehearsal: false,
        languages,
        title: texts,
        body: texts,
        place: texts,
        date,
        officials: [emptyOfficial(languages.length)],
        profile,
        base: made?.ok ? made.value.base : Base.collected,
        rules: made?.ok ? rulesForm(made.value) : ownRules(languages.length),
        trustees: "5", // with one absent, everything can still be done
        threshold: "3",
        witnesses: "",
        organizers: "",
        revotes: String(revotesMax),
        ringCapacity: 1024,
        smallestSet: String(smallestSetLeast),
        relays: "",
    };
}
export function emptyOfficial(languages: number): OfficialForm {
    return { name: "", position: Array.from({ length: languages }, () => ""), dossier: noDossier };
}
function ownRules(languages: number): RulesForm {
    const names = [Level.low, Level.medium, Level.high].map(() =>
        Array.from({ length: languages }, () => ""),
    );
    return { quorum: "2/3", quorumMeasured: QuorumMeasured.atOpen, levelNames: names, thresholds: [] };
}
export function fractionText({ numerator, denominator }: Fraction): string {
    return `${numerator}/${denominator}`;
}
function rulesForm(rules: Rules): RulesForm {
    return {
        quorum: fractionText(rules.quorum),
        quorumMeasured: rules.quorumMeasured,
        levelNames: rules.levelNames,
        thresholds: rules.thresholds.map((one) => ({ ...one, share: fractionText(one.share) })),
    };
}

/** A past conference as a template: everything but its keys, its dossiers and the day. Dossiers are the officials' own
    and of that year. */
export function formFrom(manifest: NewManifest, date: string): ConferenceForm {
    return {
        ...emptyForm(manifest.languages, date),
        title: manifest.title,
        body: manifest.body,
        place: manifest.place,
        officials: manifest.officials.map(({ name, position }) => ({ name, position, dossier: noDossier })),
        profile: "own",
        base: manifest.rules.base,
        rules: rulesForm(manifest.rules),
        trustees: String(manifest.trustees),
        threshold: String(manifest.threshold),
        witnesses: manifest.witnesses.join("\n"),
        revotes: String(manifest.revotes),
        ringCapacity: manifest.ringCapacity,
        smallestSet: String(manifest.smallestSet),
        relays: manifest.relays.join("\n"),
    };
}

/** The form in other languages: texts of a language that stays are kept. */
export function inLanguages(form: ConferenceForm, languages: readonly string[]): ConferenceForm {
    const texts = (by: readonly string[]) =>
        languages.map((language) => by[form.languages.indexOf(language)] ?? "");
    const dossier = ({ documents, targets }: DossierForm): DossierForm => ({
        documents: documents.map((one) => ({ ...one, title: texts(one.title) })),
        targets: targets.map((one) => ({ ...one, indicator: texts(one.indicator) })),
    });
    return {
        ...form,
        languages,
        title: texts(form.title),
        body: texts(form.body),
        place: texts(form.place),
        officials: form.officials.map((official) => ({
            ...official,
            position: texts(official.position),
            dossier: dossier(official.dossier),
        })),
        rules: {
            ...form.rules,
            levelNames: form.rules.levelNames.map(texts),
            thresholds: form.rules.thresholds.map((one) => ({ ...one, consequence: texts(one.consequence) })),
        },
    };
}
