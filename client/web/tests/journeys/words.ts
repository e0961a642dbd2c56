// What the people of a journey read on their screens: the dictionaries of one language, as they address people under the rules
// that the form of a conference begins with.
import type { RuleProfile } from "../../src/election/profiles";
import { type Language } from "../../src/i18n/language";
import { publicTexts } from "../../src/i18n/public";
import { staffTexts } from "../../src/i18n/staff_texts";
import { texts } from "../../src/i18n/texts";
import type { PublicTexts } from "../../src/gen/public_texts";
import type { StaffTexts } from "../../src/gen/staff_texts";
import type { MainTexts } from "../../src/gen/main_texts";
import "../support/texts"; // loads them

const profile: RuleProfile = "party";

export interface Words {
    readonly language: Language;
    readonly main: MainTexts;
    readonly staff: StaffTexts;
    readonly pub: PublicTexts;
}
export function wordsIn(language: Language): Words {
    return {
        language,
        main: texts.in(language, profile),
        staff: staffTexts.in(language, profile),
        pub: publicTexts.in(language, profile),
    };
}
