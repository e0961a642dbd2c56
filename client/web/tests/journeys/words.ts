// What the people of a journey read on their screens: the dictionaries of one language.
import { type Language } from "../../src/i18n/language";
import type { PublicTexts } from "../../src/gen/public_texts";
import type { StaffTexts } from "../../src/gen/staff_texts";
import type { MainTexts } from "../../src/gen/main_texts";
import { publicTexts, staffTexts, texts } from "../support/texts";

export interface Words {
    readonly language: Language;
    readonly main: MainTexts;
    readonly staff: StaffTexts;
    readonly pub: PublicTexts;
}
export function wordsIn(language: Language): Words {
    return { language, main: texts[language], staff: staffTexts[language], pub: publicTexts[language] };
}
