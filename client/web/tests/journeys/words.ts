// What the people of a journey read on their screens: the dictionaries of one language.
import { type Language } from "../../src/i18n/language";
import { publicTexts } from "../../src/i18n/public";
import { type PublicDictionary } from "../../src/i18n/vi/public";
import { type StaffDictionary, staffTexts } from "../../src/i18n/staff_texts";
import { texts } from "../../src/i18n/texts";
import { type Dictionary } from "../../src/i18n/vi/main";

export interface Words {
    readonly language: Language;
    readonly main: Dictionary;
    readonly staff: StaffDictionary;
    readonly pub: PublicDictionary;
}
export function wordsIn(language: Language): Words {
    return { language, main: texts[language], staff: staffTexts[language], pub: publicTexts[language] };
}
