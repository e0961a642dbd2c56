// Which page stands at which path. The pages of a role are loaded when they are gone to.
import { type ComponentType } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { loadTexts, loadTextsOfAll } from "./i18n/dictionary";
import { LanguageProvider, useLanguage, useTexts } from "./i18n/language";
import { texts } from "./i18n/texts";
import { FrontPage } from "./pages/front";
import { type FailureKind, failureKind } from "./pages/failure";
import type { ConferencePageProps } from "./pages/props";
import { type Route } from "./router/route";
import { Link, RouteProvider, useRoute } from "./router/router";
import { Button, Notice, Page, Progress } from "./ui/index";

const slowAfterMs = 20_000;

type LoadPage = () => Promise<ComponentType<ConferencePageProps>>;

/** A role's pages are a chunk of their own. A page that is not here yet answers as one that does not exist. */
const participant = () => import("./pages/participant/participant_page");
const open = () => import("./pages/public/index");
const pages: Partial<Record<Route["page"], LoadPage>> = {
    conference: () => open().then((module) => module.ConferencePage),
    results: () => open().then((module) => module.ResultsPage),
    minutes: () => inAllLanguages(open()).then((module) => module.MinutesPage),
    verify: () => open().then((module) => module.VerifyPage),
    lookup: () => open().then((module) => module.LookupPage),
    hall: () => inAllLanguages(open()).then((module) => module.HallPage),
    vote: () => participant().then((module) => module.ParticipantPage),
    kiosk: () => participant().then((module) => module.KioskPage),
    check: () => import("./pages/check/check_page").then((module) => module.CheckPage),
    organizer: () =>
        inAllLanguages(import("./pages/organizer/organizer_page")).then((module) => module.OrganizerPage),
    board: () => import("./pages/board/board_page").then((module) => module.BoardPage),
    witness: () => import("./pages/witness/witness_page").then((module) => module.WitnessPage),
};
const create: LoadPage = () =>
    inAllLanguages(import("./pages/organizer/create_page")).then((module) => module.CreatePage);

/** Of pages that show or print texts in another language than the screen's. */
async function inAllLanguages<T>(page: Promise<T>): Promise<T> {
    const loaded = await page;
    await loadTextsOfAll();
    return loaded;
}

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
    const [failed, setFailed] = useState<{ readonly error: unknown }>();
    useErrorBoundary((error: unknown) => {
        setFailed({ error });
    });
    return failed ? <Broken kind={failureKind(failed.error) ?? "unforeseen"} /> : <Current />;
}

function Current() {
    const route = useRoute();
    if (route.page === "front") return <FrontPage />;
    if (route.page === "found") return <Loaded load={create} conference="" />;
    if (route.page === "witnessKey" && pages.witness) return <Loaded load={pages.witness} conference="" />;
    const load = pages[route.page];
    if (!load || !("conference" in route)) return <Nowhere />;
    return <Loaded key={`${route.page}/${route.conference}`} load={load} conference={route.conference} />;
}

function Loaded({ load, conference }: { load: LoadPage; conference: string }) {
    const t = useTexts(texts).frame;
    const { language } = useLanguage();
    const [component, setComponent] = useState<{ page: ComponentType<ConferencePageProps> }>();
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        let wanted = true;
        async function loadPage() {
            const page = await load();
            await loadTexts(language);
            if (wanted) setComponent({ page });
        }
        loadPage().catch(() => {
            if (wanted) setFailed(true);
        });
        return () => {
            wanted = false;
        };
    }, [load, language]);
    if (failed) return <Broken kind="network" />;
    if (!component) {
        return (
            <Page title={t.product}>
                <Progress label={t.loading} />
                <Slow />
            </Page>
        );
    }
    return <component.page conference={conference} />;
}

/** A page's parts may be on a connection that died in silence: no browser gives that up for minutes. */
function Slow() {
    const t = useTexts(texts).frame;
    const [slow, setSlow] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => {
            setSlow(true);
        }, slowAfterMs);
        return () => {
            clearTimeout(timer);
        };
    }, []);
    if (!slow) return null;
    return (
        <>
            <Notice kind="info">{t.slow}</Notice>
            <Reload />
        </>
    );
}

/** Says what has failed, as far as that is known, and what to do. */
function Broken({ kind }: { kind: FailureKind | "unforeseen" }) {
    const { frame: t, broken } = useTexts(texts);
    return (
        <Page title={kind === "missing" ? t.keepsNothingTitle : t.brokenTitle}>
            <Notice kind="stop">{kind === "network" ? t.brokenBody : broken[kind]}</Notice>
            <Reload />
        </Page>
    );
}
function Reload() {
    return (
        <div class="step-actions">
            <Button
                kind="primary"
                onPress={() => {
                    location.reload();
                }}
            >
                {useTexts(texts).frame.reload}
            </Button>
        </div>
    );
}

function Nowhere() {
    const t = useTexts(texts).frame;
    return (
        <Page title={t.nowhereTitle}>
            <Notice kind="info">{t.nowhereBody}</Notice>
            <div class="step-actions">
                <Link to={{ page: "front" }} class="button">
                    {t.toFront}
                </Link>
            </div>
        </Page>
    );
}
