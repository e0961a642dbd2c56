// The language of the screen: one that texts/words has a file for, switched at any time, remembered on this device. Nothing
// of a person's doing lies in localStorage but this choice and the theme's.
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { RuleProfile } from "../election/profiles";
import { type Language, languageForOthers, languages } from "../gen/forms";
import { recall, remember } from "../ui/remembered";
import { type Dictionary, loadTexts } from "./dictionary";

export { type Language, languages };

const key = "vouch.language";

/** The language of a tag, "en" of "en-GB", where it is one of ours. */
function ownLanguage(tag: string): Language | undefined {
    const primary = tag.toLowerCase().split("-")[0];
    return languages.find((one) => one === primary);
}
/** The language for our own words beside texts in that one. */
export function wordedLanguage(tag: string): Language {
    return ownLanguage(tag) ?? languageForOthers;
}

/** The language that a page begins with. */
export function firstLanguage(): Language {
    const stored = recall(key) ?? "";
    return ownLanguage(stored) ?? ownLanguage(navigator.language) ?? languages[0];
}

interface LanguageState {
    readonly language: Language;
    readonly setLanguage: (language: Language) => void;
    /** Of the conference that the page is about. */
    readonly profile: RuleProfile | undefined;
    readonly setProfile: (profile: RuleProfile | undefined) => void;
}

const LanguageContext = createContext<LanguageState>({
    language: languages[0],
    setLanguage: () => undefined,
    profile: undefined,
    setProfile: () => undefined,
});

export function LanguageProvider({ children }: { children: ComponentChildren }) {
    const [language, set] = useState<Language>(firstLanguage);
    const [profile, setProfile] = useState<RuleProfile>();
    const asked = useRef(language);
    useEffect(() => {
        document.documentElement.lang = language;
    }, [language]);
    const setLanguage = (chosen: Language) => {
        asked.current = chosen;
        remember(key, chosen);
        loadTexts(chosen).then(
            () => {
                if (asked.current === chosen) set(chosen);
            },
            () => undefined, // no connection: the words on the screen stay
        );
    };
    const state = { language, setLanguage, profile, setProfile };
    return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

/** Parts of a page in another language than the page: as others will see them. The switches of the page do not change it. */
export function InOneLanguage({ language, children }: { language: Language; children: ComponentChildren }) {
    const own = { ...useLanguage(), language, setLanguage: () => undefined };
    return (
        <LanguageContext.Provider value={own}>
            <div lang={language}>{children}</div>
        </LanguageContext.Provider>
    );
}

export function useLanguage(): LanguageState {
    return useContext(LanguageContext);
}

/** The texts of a dictionary in the language of the screen. */
export function useTexts<T>(texts: Dictionary<T>): T {
    const { language, profile } = useLanguage();
    return texts.in(language, profile);
}
/** While a page is about a conference under that profile, its texts address people as the profile's papers do. */
export function useAddressOf(profile: RuleProfile | undefined): void {
    const { setProfile } = useLanguage();
    useEffect(() => {
        setProfile(profile);
        return () => {
            setProfile(undefined);
        };
    }, [profile, setProfile]);
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
