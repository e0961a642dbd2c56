// The dictionaries of the pages, each in every language.
import { loadTextsOfAll } from "../../src/i18n/dictionary";
import { type Language, languages } from "../../src/i18n/language";
import { publicTexts as ofPublic } from "../../src/i18n/public";
import { staffTexts as ofStaff } from "../../src/i18n/staff_texts";
import { texts as ofAll } from "../../src/i18n/texts";

await loadTextsOfAll();

export function inEach<T>(of: (language: Language) => T): Readonly<Record<Language, T>> {
    return Object.fromEntries(languages.map((one) => [one, of(one)])) as Record<Language, T>;
}
export const texts = inEach((one) => ofAll.in(one));
export const publicTexts = inEach((one) => ofPublic.in(one));
export const staffTexts = inEach((one) => ofStaff.in(one));
export const { vi, en } = texts;
