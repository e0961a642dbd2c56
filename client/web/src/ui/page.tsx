// The frame of every page: whose conference it is, the language and the theme at any time, and at the foot the digest
// of the software that shows it.
import { type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { bundleDigest } from "../bundle_digest";
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
    readonly children: ComponentChildren;
}

export function Page({ title, conference, body, rehearsal = false, wide = false, children }: PageProps) {
    const t = useTexts(texts).frame;
    const heading = useFocusOnChange(title);
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
                <h1 ref={heading} tabIndex={-1}>
                    {title}
                </h1>
                {children}
            </main>
            <BundleFoot />
        </div>
    );
}

/** A new step is a new page for a screen reader: its heading gets the focus, but not when the page is first shown. */
function useFocusOnChange(title: string) {
    const heading = useRef<HTMLHeadingElement>(null);
    const shown = useRef(title);
    useEffect(() => {
        if (shown.current === title) return;
        shown.current = title;
        heading.current?.focus({ preventScroll: true });
        scrollTo(0, 0);
    }, [title]);
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
                        aria-label={`${one.toUpperCase()}: ${texts[one].languageName}`}
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
