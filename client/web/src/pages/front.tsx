import { useTexts } from "../i18n/language";
import { texts } from "../i18n/texts";
import { Link } from "../router/router";
import { Page } from "../ui/index";

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
