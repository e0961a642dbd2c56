import { type Language } from "./language";

/** What a language is called in the language of the screen; its tag where nobody knows it. */
export function languageLabel(language: Language, tag: string): string {
    try {
        return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
    } catch {
        return tag;
    }
}
