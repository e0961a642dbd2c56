// How the languages of these pages call the columns of a table of officials.
import { type Headings } from "../staff/officials_csv";
import { languages } from "./language";
import { languageLabel } from "./language_label";
import { staffTexts } from "./staff_texts";

/** In every language, each of which has been loaded. */
export function officialHeadings(): readonly Headings[] {
    return languages.map((language) => ({
        language,
        ...staffTexts.in(language).officials.headings,
        called: languages.map((tag) => [tag, languageLabel(language, tag)] as const),
    }));
}
