// Makes TypeScript of client/web/texts: the dictionaries of the pages, a module for each group of pages in each language, so that
// a page loads what it says and no more. texts/README.md of the project has the notation.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { faultsOf, faultsOfAddress, piecesOf, placeholderOf, sentenceOf } from "./page_entries.mjs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const quoted = JSON.stringify;
const types = { number: "number", digits: "number", text: "string", flag: "boolean" };
const typeName = (group) => `${group[0].toUpperCase()}${group.slice(1)}Texts`;
const notGroups = ["name", "address"]; // of a language's file
const under = (path, key) => `${path}.${key}`;

/** What of the words that both clients say stands in this group: each with its key here and its path there. */
function takenWords(shape, path) {
    const taken = Object.entries(shape.from_words);
    const parent = (one) => one.slice(0, one.lastIndexOf("."));
    return taken
        .filter(([one]) => parent(one) === path)
        .map(([one, words]) => [one.slice(path.length + 1), words]);
}
const wordsType = (words) =>
    `Words${words
        .split(".")
        .map((key) => `[${quoted(key)}]`)
        .join("")}`;

function typeOf(value, path, shape) {
    const takes = shape.arguments[path];
    if (takes) {
        const parameters = Object.entries(takes).map(([name, type]) => `${name}: ${types[type]}`);
        return `(${parameters.join(", ")}) => string`;
    }
    if (typeof value === "string") return "string";
    if (Array.isArray(value)) return "readonly string[]";
    const all = shape.from_words[path] ? `${wordsType(shape.from_words[path])} & ` : "";
    const singles = takenWords(shape, path).filter(([key]) => !(key in value));
    const members = [
        ...Object.entries(value).map(([key, one]) => [key, typeOf(one, under(path, key), shape)]),
        ...singles.map(([key, words]) => [key, wordsType(words)]),
    ];
    return `${all}{ ${members.map(([key, type]) => `readonly ${quoted(key)}: ${type}`).join("; ")} }`;
}

/** Makes expressions of texts in a language: those of numbers with its own groups of digits and plurals. */
class Speaker {
    addresses = false; // it has said {you}
    constructor(words) {
        this.words = words;
    }
    function(value, takes) {
        const entry = { ...sentenceOf(value, takes), takes };
        return `(${Object.keys(takes).join(", ")}) => ${this.text(entry.sentence, entry, [])}`;
    }
    /** `inside` names the arguments in whose forms this text stands: there it is said as it is. */
    text(text, entry, inside) {
        const said = piecesOf(text).map((piece) => {
            const named = placeholderOf(piece);
            if (!named) return quoted(piece);
            if (["you", "You"].includes(named.name)) {
                this.addresses = true;
                return named.name === "you" ? "you" : "upperAtStart(you)";
            }
            const chosen = entry.forms[named.name] && !inside.includes(named.name);
            return chosen
                ? this.choice(named.name, entry, [...inside, named.name])
                : this.value(named, entry);
        });
        return said.length === 0 ? '""' : said.join(" + ");
    }
    value({ name, way }, { takes }) {
        if (takes[name] === "number") return `grouped(${name}, ${quoted(this.words.number.group)})`;
        if (takes[name] === "digits") return `String(${name})`;
        return way === "lower" ? `lowerAtStart(${name})` : name;
    }
    choice(name, entry, inside) {
        const forms = entry.forms[name];
        const { yes, no, empty, other, ...ofNumbers } = forms;
        const say = (form) => `(${this.text(form, entry, inside)})`;
        if (entry.takes[name] === "flag") return `(${name} ? ${say(yes)} : ${say(no)})`;
        if (entry.takes[name] === "text") return `(${name} === "" ? ${say(empty)} : ${say(other)})`;
        const conditions = Object.entries(ofNumbers).map(([key, form]) => {
            const is = /^\d+$/.test(key)
                ? `${name} === ${key}`
                : `plurals.select(${name}) === ${quoted(key)}`;
            return `${is} ? ${say(form)} : `;
        });
        return `(${conditions.join("")}${say(other)})`;
    }
}

function valueOf(value, path, shape, speaker, tag) {
    if (shape.arguments[path]) return speaker.function(value, shape.arguments[path]);
    if (typeof value === "string") return speaker.text(value, { forms: {}, takes: {} }, []);
    if (Array.isArray(value))
        return `[${value.map((one) => valueOf(one, path, shape, speaker, tag)).join(", ")}]`;
    const words = (from) => `words.${tag}.${from}`;
    const members = [
        ...(shape.from_words[path] ? [`...${words(shape.from_words[path])}`] : []),
        ...takenWords(shape, path)
            .filter(([key]) => !(key in value))
            .map(([key, from]) => `${quoted(key)}: ${words(from)}`),
        ...Object.entries(value).map(
            ([key, one]) => `${quoted(key)}: ${valueOf(one, under(path, key), shape, speaker, tag)}`,
        ),
    ];
    return `{ ${members.join(",\n")} }`;
}

function moduleOf(group, { tag, words, pages }, shape) {
    const speaker = new Speaker(words);
    const value = valueOf(pages[group], group, shape, speaker, tag);
    const helpers = [
        ["grouped(", 'import { grouped } from "../i18n/grouped";'],
        ["lowerAtStart(", 'import { lowerAtStart } from "../i18n/at_start";'],
        ["upperAtStart(", 'import { upperAtStart } from "../i18n/at_start";'],
        [`words.${tag}.`, 'import { words } from "./texts";'],
        ["plurals.select(", `const plurals = new Intl.PluralRules(${quoted(words.locale)});`],
    ];
    const used = helpers.filter(([name]) => value.includes(name)).map(([, source]) => source);
    const type = typeName(group);
    const imports = [`import type { ${type} } from "./${group}_texts";`, ...used].join("\n");
    if (!speaker.addresses)
        return `${imports}\n\nconst texts: ${type} = ${value};\nexport const textsUnder: () => ${type} = () => texts;\n`;
    const { other, ...byProfile } = pages.address[group];
    return `${imports}

const addressed: Readonly<Record<string, string | undefined>> = ${quoted(byProfile)};
export const textsUnder: (profile: string) => ${type} = (profile) => {
    const you = addressed[profile] ?? ${quoted(other)};
    return ${value};
};
`;
}

/** The type of a group's dictionaries, and where each language's is loaded from. */
function sourcesOf(group, languages, shape) {
    const type = typeOf(languages[0].pages[group], group, shape);
    const loaders = languages.map(({ tag }) => `    ${tag}: () => import("./${group}_${tag}"),`);
    const needed = ["Language"].map((name) => `import type { ${name} } from "./forms";`);
    if (type.includes("Words[")) needed.push('import type { Words } from "./texts";');
    return `${needed.join("\n")}

export type ${typeName(group)} = ${type};
export const ${group}Sources: Readonly<Record<Language, () => Promise<{ readonly textsUnder: (profile: string) => ${typeName(group)} }>>> = {
${loaders.join("\n")}
};
`;
}

/** The entries that shape.json gives arguments, and that are in no dictionary. */
function unknownEntries(shape, pages) {
    const has = (path) => path.split(".").reduce((at, key) => at?.[key], pages) !== undefined;
    return Object.keys(shape.arguments).filter((path) => !has(path));
}

/**
 * The modules by name. Of languages, the first one first: `tag`, `words` (that both clients say) and `pages`, which is
 * undefined where no file has them.
 */
export function pageModules(shape, languages) {
    const [first] = languages;
    const groups = Object.keys(first.pages ?? {}).filter((key) => !notGroups.includes(key));
    const faults = languages.flatMap(({ tag, words, pages }) => {
        if (!pages) return [`${tag}.json is missing`];
        const { pluralCategories } = new Intl.PluralRules(words.locale).resolvedOptions();
        const rules = { takes: shape.arguments, categories: pluralCategories };
        const address = faultsOfAddress(pages.address, groups, Object.keys(words.profiles));
        const entries = { ...pages, address: first.pages.address }; // a language has the forms of address that it needs
        return [...faultsOf(first.pages, entries, "", rules), ...address].map(
            (fault) => `${tag}.json: ${fault}`,
        );
    });
    faults.push(...unknownEntries(shape, first.pages ?? {}).map((path) => `shape.json: no entry is ${path}`));
    if (faults.length > 0) throw new Error(`client/web/texts does not fit together:\n${faults.join("\n")}`);
    const names = Object.fromEntries(languages.map(({ tag, pages }) => [tag, pages.name]));
    return Object.fromEntries([
        [
            "language_names",
            `import type { Language } from "./forms";\n\nexport const languageNames: Readonly<Record<Language, string>> = ${quoted(names)};\n`,
        ],
        ...groups.flatMap((group) => [
            [`${group}_texts`, sourcesOf(group, languages, shape)],
            ...languages.map((one) => [`${group}_${one.tag}`, moduleOf(group, one, shape)]),
        ]),
    ]);
}

/** `worded` are the languages that have words, with these. */
export function generatePages(folder, worded, out) {
    const files = readdirSync(`${folder}/words`);
    const languages = worded.map(({ tag, words }) => {
        const pages = files.includes(`${tag}.json`) ? read(`${folder}/words/${tag}.json`) : undefined;
        return { tag, words, pages };
    });
    const known = worded.map(({ tag }) => `${tag}.json`);
    const stray = files.filter((file) => !known.includes(file));
    if (stray.length > 0) throw new Error(`no file of these in texts/words: ${stray.join(", ")}`);
    const modules = pageModules(read(`${folder}/shape.json`), languages);
    for (const [name, source] of Object.entries(modules))
        writeFileSync(`${out}/${name}.ts`, `// Made by scripts/generate_pages.mjs.\n${source}`);
}
