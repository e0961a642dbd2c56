// The manifest's texts in the language of the screen.
import { inLanguage, useLanguage } from "../../i18n/language";
import { type ByLanguage, type ConferenceView } from "../../participant/messages";

export function useConferenceText(
    conference: Pick<ConferenceView, "languages">,
): (text: ByLanguage) => string {
    const { language } = useLanguage();
    return (text) => inLanguage(text, conference.languages, language);
}
