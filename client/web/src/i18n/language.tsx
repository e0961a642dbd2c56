// The language of the screen: Vietnamese or English, switched at any time, remembered on this device. Nothing of a
// person's doing lies in localStorage but this choice and the theme's.
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

/** A dictionary in both languages. The second must have the type of the first: a missing key does not compile. */
export interface Texts<T> {
    readonly vi: T;
    readonly en: NoInfer<T>;
}

const key = "vouch.language";

function remembered(): Language {
    const stored = localStorage.getItem(key);
    if (stored === "vi" || stored === "en") return stored;
    return navigator.language.toLowerCase().startsWith("en") ? "en" : "vi";
}

interface LanguageState {
    readonly language: Language;
    readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState>({ language: "vi", setLanguage: () => undefined });

export function LanguageProvider({ children }: { children: ComponentChildren }) {
    const [language, set] = useState<Language>(remembered);
    useEffect(() => {
        document.documentElement.lang = language;
    }, [language]);
    const setLanguage = (chosen: Language) => {
        localStorage.setItem(key, chosen);
        set(chosen);
    };
    return <LanguageContext.Provider value={{ language, setLanguage }}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
    return useContext(LanguageContext);
}

/** The texts of a dictionary in the language of the screen. */
export function useTexts<T>(texts: Texts<T>): T {
    return texts[useLanguage().language];
}

/**
 * A text of the manifest, which has one string for each of the conference's languages: that of the screen's
 * language where there is one, else the first.
 */
export function inLanguage(
    text: readonly string[],
    conferenceLanguages: readonly string[],
    language: Language,
): string {
    const at = conferenceLanguages.findIndex((tag) => tag.toLowerCase().split("-")[0] === language);
    return text[at] ?? text[0] ?? "";
}
