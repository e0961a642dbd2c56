// Which page stands at which path. The pages of a role are loaded when they are gone to.
import { type ComponentType } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { LanguageProvider, useTexts } from "./i18n/language.js";
import { texts } from "./i18n/texts.js";
import { FrontPage } from "./pages/front.js";
import { type Route } from "./router/route.js";
import { RouteProvider, useRoute } from "./router/router.js";
import { Button, Notice, Page, Progress } from "./ui/index.js";

export interface ConferencePageProps {
    /** 16 hex digits. */
    readonly conference: string;
}
type LoadPage = () => Promise<ComponentType<ConferencePageProps>>;

/** A role's pages are a chunk of their own. A page that is not here yet answers as one that does not exist. */
const pages: Partial<Record<Route["page"], LoadPage>> = {};

export function App() {
    return (
        <LanguageProvider>
            <RouteProvider>
                <Guarded />
            </RouteProvider>
        </LanguageProvider>
    );
}

function Guarded() {
    const [failed, setFailed] = useState(false);
    useErrorBoundary(() => {
        setFailed(true);
    });
    return failed ? <Broken /> : <Current />;
}

function Current() {
    const route = useRoute();
    if (route.page === "front") return <FrontPage />;
    const load = pages[route.page];
    if (!load || !("conference" in route)) return <Nowhere />;
    return <Loaded key={route.page} load={load} conference={route.conference} />;
}

function Loaded({ load, conference }: { load: LoadPage; conference: string }) {
    const t = useTexts(texts).frame;
    const [component, setComponent] = useState<{ page: ComponentType<ConferencePageProps> }>();
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        load().then(
            (page) => {
                setComponent({ page });
            },
            () => {
                setFailed(true);
            },
        );
    }, [load]);
    if (failed) return <Broken />;
    if (!component) {
        return (
            <Page title={t.product}>
                <Progress label={t.loading} />
            </Page>
        );
    }
    return <component.page conference={conference} />;
}

function Broken() {
    const t = useTexts(texts).frame;
    return (
        <Page title={t.brokenTitle}>
            <Notice kind="stop">{t.brokenBody}</Notice>
            <div class="step-actions">
                <Button
                    kind="primary"
                    onPress={() => {
                        location.reload();
                    }}
                >
                    {t.reload}
                </Button>
            </div>
        </Page>
    );
}

function Nowhere() {
    const t = useTexts(texts).frame;
    return (
        <Page title={t.nowhereTitle}>
            <Notice kind="info">{t.nowhereBody}</Notice>
        </Page>
    );
}
