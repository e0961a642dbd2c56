// The dictionaries of the pages. Each is loaded in the language that is shown, and in another one once that is asked for: a
// telephone in the hall fetches no words that nobody reads.
import type { RuleProfile } from "../election/profiles";
import { type Language, languages } from "../gen/forms";

/** Under the rules of a profile, or of a body's own. It decides how people are addressed. */
type TextsUnder<T> = (profile: RuleProfile | "own") => T;
type Sources<T> = Readonly<Record<Language, () => Promise<{ readonly textsUnder: TextsUnder<T> }>>>;

/** Of each group of pages whose code has been loaded. */
const known: Dictionary<unknown>[] = [];

export class Dictionary<T> {
    readonly #sources: Sources<T>;
    readonly #loaded = new Map<Language, TextsUnder<T>>();

    constructor(sources: Sources<T>) {
        this.#sources = sources;
        known.push(this);
    }

    has(language: Language): boolean {
        return this.#loaded.has(language);
    }
    async load(language: Language): Promise<void> {
        const { textsUnder } = await this.#sources[language]();
        this.#loaded.set(language, onceEach(textsUnder));
    }
    /** Its texts in a language that loadTexts has been through with. */
    in(language: Language, profile?: RuleProfile): T {
        const textsUnder = this.#loaded.get(language);
        if (textsUnder === undefined) throw new Error(`texts are not loaded: ${language}`);
        return textsUnder(profile ?? "own");
    }
}

/** Made once for each profile, and then the same object. */
function onceEach<T>(textsUnder: TextsUnder<T>): TextsUnder<T> {
    const made = new Map<string, { readonly texts: T }>();
    return (profile) => {
        const known = made.get(profile) ?? { texts: textsUnder(profile) };
        made.set(profile, known);
        return known.texts;
    };
}

/** Loads a language of all dictionaries that are known, and of those that become known meanwhile. */
export async function loadTexts(language: Language): Promise<void> {
    for (;;) {
        const missing = known.filter((one) => !one.has(language));
        if (missing.length === 0) return;
        await Promise.all(missing.map((one) => one.load(language)));
    }
}
/** For pages that show one language beside another. */
export async function loadTextsOfAll(): Promise<void> {
    await Promise.all(languages.map(loadTexts));
}
