// The manifest's texts in the language of the screen.
import { inLanguage, useLanguage } from "../../i18n/language";
import { type Text } from "../../election/bodies";
import type { ConferenceView } from "../../participant/conference_view";

export function useConferenceText(conference: Pick<ConferenceView, "languages">): (text: Text) => string {
    const { language } = useLanguage();
    return (text) => inLanguage(text, conference.languages, language);
}
