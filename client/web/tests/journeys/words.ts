// What the people of a journey read on their screens: the dictionaries of one language.
import { en } from "../../src/i18n/en";
import { type Language } from "../../src/i18n/language";
import { en as publicEn } from "../../src/i18n/public.en";
import { type PublicDictionary, vi as publicVi } from "../../src/i18n/public.vi";
import { en as staffEn } from "../../src/i18n/staff.en";
import { type StaffDictionary, vi as staffVi } from "../../src/i18n/staff.vi";
import { type Dictionary, vi } from "../../src/i18n/vi";

export interface Words {
    readonly language: Language;
    readonly main: Dictionary;
    readonly staff: StaffDictionary;
    readonly pub: PublicDictionary;
}
export const wordsIn: Record<Language, Words> = {
    vi: { language: "vi", main: vi, staff: staffVi, pub: publicVi },
    en: { language: "en", main: en, staff: staffEn, pub: publicEn },
};
