// The few things that may be pressed on the hall screen, out of the way of what the hall reads: language, theme, full
// screen, and the pages of the result.
import { useEffect, useState } from "preact/hooks";
import { languageNames } from "../../gen/language_names";
import { languages, useLanguage, useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { texts } from "../../i18n/texts";
import { useTheme } from "../../ui/theme";

type Step = (pages: number) => void;
const steppers = new Set<Step>();
const watchers = new Set<(turning: boolean) => void>();
let turningNow = true;

function step(pages: number): void {
    for (const stepper of steppers) stepper(pages);
}
function setTurning(turning: boolean): void {
    turningNow = turning;
    for (const watcher of watchers) watcher(turning);
}

/** Tells `stepper` of each page that is turned by hand. Returns how to stop. */
export function onStep(stepper: Step): () => void {
    steppers.add(stepper);
    return () => {
        steppers.delete(stepper);
    };
}

/** Whether pages turn by themselves. */
export function useTurning(): boolean {
    const [turning, watch] = useState(turningNow);
    useEffect(() => {
        watchers.add(watch);
        return () => {
            watchers.delete(watch);
        };
    }, []);
    return turning;
}

function useArrowKeys(): void {
    useEffect(() => {
        const press = ({ key }: KeyboardEvent) => {
            if (key === "ArrowRight" || key === "PageDown") step(1);
            if (key === "ArrowLeft" || key === "PageUp") step(-1);
        };
        addEventListener("keydown", press);
        return () => {
            removeEventListener("keydown", press);
        };
    }, []);
}

function fillScreen(): void {
    document.documentElement.requestFullscreen().catch(() => undefined); // it stays as it is
}

const awakeMs = 4_000;

/** True for a while after the mouse was moved. Otherwise the controls are hidden. */
function useAwake(): boolean {
    const [awake, setAwake] = useState(false);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const wake = () => {
            setAwake(true);
            clearTimeout(timer);
            timer = setTimeout(() => {
                setAwake(false);
            }, awakeMs);
        };
        addEventListener("pointermove", wake);
        return () => {
            clearTimeout(timer);
            removeEventListener("pointermove", wake);
        };
    }, []);
    return awake;
}

export function HallControls() {
    const t = useTexts(publicTexts).hall;
    const frame = useTexts(texts).frame;
    const { language, setLanguage } = useLanguage();
    const { theme, turn: turnTheme } = useTheme();
    const turning = useTurning();
    const awake = useAwake();
    useArrowKeys();
    const other = languages[(languages.indexOf(language) + 1) % languages.length] ?? language;
    const controls: [string, () => void][] = [
        [
            languageNames[other],
            () => {
                setLanguage(other);
            },
        ],
        [theme === "dark" ? frame.themeLight : frame.themeDark, turnTheme],
        // eslint-disable-next-line compat/compat -- where it is not known, there is no such button
        ...(document.fullscreenEnabled ? [[t.fullScreen, fillScreen] as [string, () => void]] : []),
        [
            t.previous,
            () => {
                step(-1);
            },
        ],
        [
            t.next,
            () => {
                step(1);
            },
        ],
        [
            turning ? t.pauseTurning : t.turn,
            () => {
                setTurning(!turning);
            },
        ],
    ];
    return (
        <nav class={awake ? "hall-controls awake" : "hall-controls"} aria-label={t.controls}>
            {controls.map(([name, press]) => (
                <button key={name} type="button" class="frame-switch" onClick={press}>
                    {name}
                </button>
            ))}
        </nav>
    );
}
