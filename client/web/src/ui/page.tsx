// The frame of every page: whose conference it is, the language and the theme at any time, and at the foot the digest
// of the software that shows it.
import { type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { bundleDigest } from "../bundle_digest";
import { languageNames } from "../gen/language_names";
import { languages, useLanguage, useTexts } from "../i18n/language";
import { texts } from "../i18n/texts";
import { groupsOfFour } from "./fingerprint";
import { useTheme } from "./theme";

interface PageProps {
    /** Of the page; also the document's title. */
    readonly title: string;
    /** Of the conference, where one is known. */
    readonly conference?: string | undefined;
    readonly body?: string | undefined;
    readonly rehearsal?: boolean | undefined;
    readonly wide?: boolean;
    /** Above the title: where the page stands on a longer way. */
    readonly step?: ComponentChildren;
    /** A new step leads to a place of its own, so that the title leaves the focus there. */
    readonly leads?: boolean;
    readonly children: ComponentChildren;
}

export function Page(props: PageProps) {
    const { title, conference, body, rehearsal = false, wide = false, step, leads = false, children } = props;
    const t = useTexts(texts).frame;
    const heading = useFocusOnChange(title, leads);
    useEffect(() => {
        document.title = conference ? `${title} – ${conference}` : title;
    }, [title, conference]);
    return (
        <div class="frame">
            <header class="frame-head">
                <div class="frame-head-row">
                    <div class="frame-conference">
                        <bdi>{conference ?? t.product}</bdi>
                        {body ? (
                            <small>
                                <bdi>{body}</bdi>
                            </small>
                        ) : null}
                    </div>
                    <Switches />
                </div>
                {rehearsal ? <div class="frame-rehearsal">{t.rehearsal}</div> : null}
            </header>
            <main class={wide ? "frame-main wide" : "frame-main"}>
                {step}
                <h1 ref={heading} tabIndex={-1}>
                    {title}
                </h1>
                {children}
            </main>
            <BundleFoot />
        </div>
    );
}

/** A new step is a new page for a screen reader: its heading gets the focus, but not when the page is first shown, nor when
    only the language changes. */
function useFocusOnChange(title: string, leads: boolean) {
    const { language } = useLanguage();
    const heading = useRef<HTMLHeadingElement>(null);
    const shown = useRef({ title, language });
    useEffect(() => {
        const before = shown.current;
        shown.current = { title, language };
        if (before.title === title || before.language !== language || leads) return;
        heading.current?.focus({ preventScroll: true });
        scrollTo(0, 0);
    }, [title, language, leads]);
    return heading;
}

function Switches() {
    const t = useTexts(texts).frame;
    const { language, setLanguage } = useLanguage();
    const { theme, turn } = useTheme();
    return (
        <div class="frame-switches">
            <div role="group" aria-label={t.languageSwitch} class="frame-switches">
                {languages.map((one) => (
                    <button
                        key={one}
                        type="button"
                        lang={one}
                        class="frame-switch"
                        aria-pressed={one === language}
                        aria-label={`${one.toUpperCase()}: ${languageNames[one]}`}
                        onClick={() => {
                            setLanguage(one);
                        }}
                    >
                        {one.toUpperCase()}
                    </button>
                ))}
            </div>
            <button type="button" class="frame-switch" onClick={turn}>
                {theme === "dark" ? t.themeLight : t.themeDark}
            </button>
        </div>
    );
}

function BundleFoot() {
    const t = useTexts(texts).frame;
    const [digest, setDigest] = useState<string>();
    useEffect(() => {
        bundleDigest().then(setDigest, () => {
            setDigest(undefined);
        });
    }, []);
    const shown = digest === undefined ? t.bundleUnknown : groupsOfFour(digest.slice(0, 16)).join(" ") + " …";
    return (
        <footer class="frame-foot">
            <details>
                <summary>{t.technical}</summary>
                <span>{t.bundle}:</span>{" "}
                <span class="mono" title={digest}>
                    {shown}
                </span>
            </details>
        </footer>
    );
}
