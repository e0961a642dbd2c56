// Makes TypeScript of texts/ (texts/README.md): the words of every language that has a file, and the rule profiles. What does
// not fit together does not compile: a missing word or profile wording is a mistake of types.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const camel = (key) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const quoted = JSON.stringify;

/** The first one first, the others by their tags. */
function readLanguages(folder, first) {
    const tags = readdirSync(`${folder}/words`).map((file) => file.replace(/\.json$/, ""));
    tags.sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
    return tags.map((tag) => ({ tag, words: read(`${folder}/words/${tag}.json`) }));
}

const isSentence = (value) => typeof value === "string" || "other" in value;
const formsOf = (sentence) => (typeof sentence === "string" ? [sentence] : Object.values(sentence));
const placeholdersOf = (sentence) =>
    [...new Set(formsOf(sentence).flatMap((form) => form.match(/(?<=\{)\w+(?=\})/g) ?? []))].sort();

const dateParts = ["day", "day2", "month_name", "month2", "year"];
const parametersOf = (first, group) => (group === "date" ? dateParts : placeholdersOf(first));
/** What is no word of this client's: the profiles' wording has a module of its own, and commands are another program's. */
const isLeftOut = (group) => ["levels", "profiles", "commands"].includes(group);

/** The type of what stands at a key: a text, a function of its placeholders, or more keys. */
function typeOf(first, group) {
    if (Array.isArray(first)) return "readonly string[]";
    if (!isSentence(first)) {
        const inner = Object.entries(first).map(
            ([key, value]) => `readonly ${camel(key)}: ${typeOf(value, group)}`,
        );
        return `{ ${inner.join("; ")} }`;
    }
    const parameters = parametersOf(first, group).map(
        (name) => `readonly ${camel(name)}: ${name === "count" ? "number" : "string"}`,
    );
    return parameters.length === 0 ? "string" : `(of: { ${parameters.join("; ")} }) => string`;
}

function expressionOf(form, separator) {
    const pieces = form.split(/(\{\w+\})/).filter((piece) => piece !== "");
    const said = pieces.map((piece) => {
        if (!piece.startsWith("{")) return quoted(piece);
        const name = piece.slice(1, -1);
        return name === "count" ? `grouped(of.count, ${quoted(separator)})` : `of.${camel(name)}`;
    });
    return said.join(" + ");
}

/** The value of it in a language; what the language lacks is left to the compiler to find. */
function valueOf(first, own, group, separator) {
    if (Array.isArray(own)) return quoted(own);
    if (!isSentence(own)) {
        const inner = Object.entries(own).map(
            ([key, value]) => `${camel(key)}: ${valueOf(first?.[key] ?? value, value, group, separator)}`,
        );
        return `{ ${inner.join(", ")} }`;
    }
    const parameters = parametersOf(first, group);
    if (parameters.length === 0) return quoted(own);
    if (group !== "date" && placeholdersOf(own).join() !== parameters.join())
        throw new Error(`texts: other {placeholders} than in the first language: ${quoted(own)}`);
    if (typeof own === "string") return `(of) => ${expressionOf(own, separator)}`;
    const other = expressionOf(own.other, separator);
    return own.one
        ? `(of) => of.count === 1 ? ${expressionOf(own.one, separator)} : ${other}`
        : `(of) => ${other}`;
}

// In a module of their own: a page that writes numbers and dates alone is not sent the words of minutes and slips.
const ofForms = (group) => ["locale", "number", "date", "time"].includes(group);

function wordsSource(languages, forOthers) {
    const [first] = languages;
    const groups = Object.keys(first.words).filter((key) => !isLeftOut(key));
    const members = (some) =>
        some.map((key) => `readonly ${camel(key)}: ${typeOf(first.words[key], key)};`).join("\n    ");
    const [formGroups, wordGroups] = [groups.filter(ofForms), groups.filter((key) => !ofForms(key))];
    const valuesOf = (words, picked) =>
        Object.keys(words)
            .filter((key) => !isLeftOut(key) && picked(key))
            .map((key) => `${camel(key)}: ${valueOf(first.words[key], words[key], key, words.number.group)},`)
            .join("\n    ");
    const formConsts = languages.map(
        ({ tag, words }) => `const ${tag}Forms: Forms = {\n    ${valuesOf(words, ofForms)}\n};`,
    );
    const consts = languages.map(({ tag, words }) => {
        const rest = valuesOf(words, (key) => !ofForms(key));
        return `const ${tag}: Words = {\n    language: ${quoted(tag)},\n    ...forms.${tag},\n    ${rest}\n};`;
    });
    const tags = languages.map(({ tag }) => tag);
    const forms = `export const languages = ${quoted(tags)} as const;
export type Language = (typeof languages)[number];
export const languageForOthers: Language = ${quoted(forOthers)};

/** A language's forms of numbers, dates and times. */
export interface Forms {
    ${members(formGroups)}
}
${formConsts.join("\n")}
export const forms: Readonly<Record<Language, Forms>> = { ${tags.map((tag) => `${tag}: ${tag}Forms`).join(", ")} };
`;
    const words = `import { grouped } from "../i18n/grouped";
import { type Forms, forms, type Language } from "./forms";

export { type Language, languages } from "./forms";

/** Words in a language; what has {placeholders} is a function of them. */
export interface Words extends Forms {
    readonly language: Language;
    ${members(wordGroups)}
}
${consts.join("\n")}
export const words: Readonly<Record<Language, Words>> = { ${tags.join(", ")} };
`;
    return { forms, words };
}

/** Each profile with its wording in all languages. */
function profilesSource(profiles, languages) {
    const inAll = (pick) => Object.fromEntries(languages.map(({ tag, words }) => [tag, pick(words)]));
    const joined = Object.entries(profiles).map(([name, { levels, thresholds, ...rules }]) => [
        name,
        {
            name: inAll((words) => words.profiles[name]?.name),
            hint: inAll((words) => words.profiles[name]?.hint),
            authority: inAll((words) => words.profiles[name]?.authority),
            fileNumber: inAll((words) => words.profiles[name]?.file_number),
            hoursFromUtc: rules.hours_from_utc,
            quorum: rules.quorum,
            quorumMeasured: rules.quorum_measured,
            base: rules.base,
            levelNames: ["low", "medium", "high"].map((level) =>
                inAll((words) => words.levels[levels]?.[level]),
            ),
            thresholds: thresholds.map(({ name: threshold, level, share, strictly_more: strictlyMore }) => ({
                ...{ name: threshold, level, share, strictlyMore },
                consequence: inAll((words) => words.profiles[name]?.consequences[threshold]),
            })),
        },
    ]);
    return `
type InAll = Readonly<Record<Language, string>>;
export interface ProfileData {
    readonly name: InAll;
    readonly hint: InAll;
    /** What minutes are headed by: whose authority, in one line or two, and a file number to be filled in by hand. */
    readonly authority: InAll;
    readonly fileNumber: InAll;
    readonly hoursFromUtc: number;
    readonly quorum: string;
    readonly quorumMeasured: "open" | "close";
    readonly base: "summoned" | "collected";
    /** Of low, medium and high. */
    readonly levelNames: readonly InAll[];
    readonly thresholds: readonly {
        readonly name: string;
        readonly level: "low" | "medium" | "high";
        readonly share: string;
        readonly strictlyMore: boolean;
        readonly consequence: InAll;
    }[];
}
export const profiles = ${JSON.stringify(Object.fromEntries(joined), null, 4)} satisfies Record<string, ProfileData>;
`;
}

/** Returns the languages with their words. */
export function generateTexts(folder, out) {
    const { first, for_others: forOthers } = read(`${folder}/languages.json`);
    const languages = readLanguages(folder, first);
    const made = "// Made by scripts/generate_texts.mjs.\n";
    mkdirSync(out, { recursive: true });
    const write = (name, text) => {
        writeFileSync(`${out}/${name}.ts`, made + text);
    };
    const { forms, words } = wordsSource(languages, forOthers);
    write("forms", forms);
    write("texts", words + profilesSource(read(`${folder}/profiles.json`), languages));
    return languages;
}
