// The entries of the pages' dictionaries (texts/README.md of the project): what one may look like, and whether those of a
// language fit the first one's. Mistakes are named by language and entry.

const placeholder = /\{(\w+)(?::(\w+))?\}/g;
/** What stands in any text for how people are addressed, within a sentence or at its start: by the conference's rules, so
    that it is no argument. */
const you = /\{[yY]ou\}/g;
const kindOf = (value) =>
    typeof value === "string" ? "a text" : Array.isArray(value) ? "a list" : "a group of entries";

/** The text of an entry that takes arguments, and the forms of its arguments by their names. */
export function sentenceOf(value, takes) {
    if (typeof value === "string") return { sentence: value, forms: {} };
    const { sentence, ...forms } = value;
    if (sentence !== undefined) return { sentence, forms };
    const type = "yes" in value ? "flag" : "number";
    const chosenBy = Object.keys(takes).find((name) => takes[name] === type) ?? type;
    return { sentence: `{${chosenBy}}`, forms: { [chosenBy]: value } };
}

export const piecesOf = (text) => text.split(/(\{\w+(?::\w+)?\})/).filter((piece) => piece !== "");
export function placeholderOf(piece) {
    const [, name, way] = /^\{(\w+)(?::(\w+))?\}$/.exec(piece) ?? [];
    return name === undefined ? undefined : { name, way };
}

/** What is wrong with the forms of an argument of this type. */
function faultsOfForms(forms, type, categories) {
    const keys = typeof forms === "object" ? Object.keys(forms) : [];
    const known = {
        flag: ["yes", "no"],
        text: ["empty", "other"],
        number: [...keys.filter((key) => /^\d+$/.test(key)), ...categories],
    }[type];
    if (!known) return ["takes no forms"];
    const needed = type === "number" ? ["other"] : known;
    return [
        ...keys.filter((key) => !known.includes(key)).map((key) => `has a form that is never said: ${key}`),
        ...needed.filter((key) => !keys.includes(key)).map((key) => `lacks the form ${key}`),
    ];
}

/** What is wrong with an entry that takes arguments. */
function faultsOfSentence(value, takes, categories) {
    if (Array.isArray(value)) return ["is a list, and should take arguments"];
    const { sentence, forms } = sentenceOf(value, takes);
    const said = [sentence, ...Object.values(forms).flatMap((one) => Object.values(one))];
    const named = said.flatMap((text) => [...String(text).replaceAll(you, "").matchAll(placeholder)]);
    const names = new Set(named.map(([, name]) => name));
    const unsaid = (name) => !names.has(name) && !(name in forms);
    return [
        ...Object.entries(forms).flatMap(([name, one]) =>
            name in takes
                ? faultsOfForms(one, takes[name], categories).map((fault) => `{${name}} ${fault}`)
                : [],
        ),
        ...[...new Set([...names, ...Object.keys(forms)])]
            .filter((name) => !(name in takes))
            .map((name) => `says {${name}}, which it does not take`),
        ...Object.keys(takes)
            .filter(unsaid)
            .map((name) => `lacks {${name}}`),
        ...[...names]
            .filter((name) => takes[name] === "flag" && !(name in forms))
            .map((name) => `{${name}} has no forms`),
        ...named
            .filter(([, , way]) => way !== undefined && way !== "lower")
            .map(([all]) => `${all} is unknown`),
        ...(said.some((text) => typeof text !== "string") ? ["has a form that is no text"] : []),
    ];
}

function faultsOfText(text) {
    if (text.trim() === "") return ["is empty"];
    return /\{\w+\}/.test(text.replaceAll(you, ""))
        ? ["has a placeholder, and shape.json gives it no arguments"]
        : [];
}

/** What is wrong with `own` where the first language has `first`, at `path` and below it. */
export function faultsOf(first, own, path, { takes, categories }) {
    const at = (faults) => faults.map((fault) => `${path} ${fault}`);
    if (own === undefined) return at(["is missing"]);
    if (first === undefined) return at(["is not in the first language"]);
    if (takes[path]) return at(faultsOfSentence(own, takes[path], categories));
    if (kindOf(first) !== kindOf(own)) return at([`is ${kindOf(own)} instead of ${kindOf(first)}`]);
    if (typeof own === "string") return at(faultsOfText(own));
    if (Array.isArray(own)) {
        const length =
            own.length === first.length ? [] : [`has ${own.length} texts instead of ${first.length}`];
        return at([...length, ...own.flatMap(faultsOfText)]);
    }
    const keys = [...new Set([...Object.keys(first), ...Object.keys(own)])];
    return keys.flatMap((key) =>
        faultsOf(first[key], own[key], path === "" ? key : `${path}.${key}`, { takes, categories }),
    );
}

/** What is wrong with how a language addresses people: in each group of pages by rule profile, and otherwise. */
export function faultsOfAddress(address, groups, profiles) {
    return groups.flatMap((group) => {
        const forms = address?.[group] ?? {};
        const unknown = Object.keys(forms).filter((key) => key !== "other" && !profiles.includes(key));
        return [
            ...(forms.other ? [] : [`address.${group} lacks the form other`]),
            ...unknown.map((key) => `address.${group} is by a rule profile that is not there: ${key}`),
            ...Object.entries(forms).flatMap(([key, text]) =>
                faultsOfText(text).map((fault) => `address.${group}.${key} ${fault}`),
            ),
        ];
    });
}
