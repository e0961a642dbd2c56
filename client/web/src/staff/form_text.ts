// A conference's form as text: what a draft keeps on this device, and what a template's file says. Whoever opens such a file
// cannot know who wrote it, so that only what is built as a form is taken.
import { type Bytes } from "../crypto/bytes";
import { malformed, ok, type Result } from "../crypto/result";
import { Base, Level, QuorumMeasured } from "../election/bodies";
import { ringCapacities } from "../election/limits";
import { ruleProfiles } from "../election/profiles";
import { languages } from "../gen/forms";
import { type ConferenceForm, emptyForm, emptyOfficial } from "./conference_form";
import { noDossier } from "./dossier_index";

const mark = "conference form 1";

/** `nameOf` gives a document's content the name that it is found again under. */
export function writeForm(form: ConferenceForm, nameOf: (content: Bytes) => string): string {
    const named = {
        ...form,
        officials: form.officials.map((official) => {
            const { documents, targets } = official.dossier;
            const kept = documents.map((one) => ({ ...one, content: nameOf(one.content) }));
            return { ...official, dossier: { documents: kept, targets } };
        }),
    };
    return JSON.stringify({ vouch: mark, form: named });
}

/** Malformed where it is no form. A document whose content is not found is left out. */
export function readFormText(
    text: string,
    contentOf: (name: string) => Bytes | undefined,
): Result<ConferenceForm> {
    const read = parsed(text);
    const sample = { vouch: "", form: sampleForm() };
    if (!isAlike(sample, read) || read.vouch !== mark || !hasKnownChoices(read.form))
        return malformed("form: another shape");
    return ok({
        ...read.form,
        officials: read.form.officials.map(({ name, position, dossier }) => {
            const documents = dossier.documents.flatMap((one) => {
                const content = contentOf(one.content);
                return content ? [{ ...one, content }] : [];
            });
            return { name, position, dossier: { documents, targets: dossier.targets } };
        }),
    });
}

/** The file of a template: everything but organizers' keys and dossiers. */
export function writeTemplate(form: ConferenceForm): string {
    const officials = form.officials.map((official) => ({ ...official, dossier: noDossier }));
    return writeForm({ ...form, officials, organizers: "" }, () => "");
}
function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** A form that has one of everything. */
function sampleForm() {
    const form = emptyForm([""], "");
    const document = { file: "", title: [""], content: "" };
    const target = { indicator: [""], target: "", achieved: "", percent: "" };
    const threshold = { name: "", level: Level.low, share: "", strictlyMore: true, consequence: [""] };
    return {
        ...form,
        profile: form.profile as string,
        officials: [{ ...emptyOfficial(1), dossier: { documents: [document], targets: [target] } }],
        rules: { ...form.rules, thresholds: [threshold] },
    };
}
type WrittenForm = Omit<ReturnType<typeof sampleForm>, "profile"> & Pick<ConferenceForm, "profile">;

/** Built as the sample is, down to its texts, numbers and yes or no; of a list, each as the sample's first. */
function isAlike<T>(sample: T, value: unknown): value is T {
    if (Array.isArray(sample))
        return Array.isArray(value) && value.every((one) => isAlike<unknown>(sample[0], one));
    if (typeof sample !== "object" || sample === null) return typeof value === typeof sample;
    if (typeof value !== "object" || value === null) return false;
    const parts = value as Record<string, unknown>;
    return Object.entries(sample).every(([name, part]) => isAlike<unknown>(part, parts[name]));
}
function hasKnownChoices(form: ReturnType<typeof sampleForm>): form is WrittenForm {
    const known: readonly string[] = languages;
    return (
        form.languages.length > 0 &&
        form.languages.every((tag) => known.includes(tag)) &&
        ["own", ...ruleProfiles].includes(form.profile) &&
        form.base in Base &&
        form.rules.quorumMeasured in QuorumMeasured &&
        form.rules.levelNames.length === 3 &&
        form.rules.thresholds.every(({ level }) => level in Level) &&
        ringCapacities.includes(form.ringCapacity)
    );
}
