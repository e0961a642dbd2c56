import { useTexts } from "../i18n/language.js";
import { texts } from "../i18n/texts.js";
import { Link } from "../router/router.js";
import { Page } from "../ui/index.js";

export function FrontPage() {
    const t = useTexts(texts).front;
    return (
        <Page title={t.title}>
            <p class="lead">{t.body}</p>
            <div class="step-actions">
                <Link to={{ page: "found" }} class="button">
                    {t.organizer}
                </Link>
            </div>
        </Page>
    );
}
