// Light or dark: the system's, until the switch is used. The choice stays on this device.
import { useEffect, useState } from "preact/hooks";
import { recall, remember } from "./remembered";

type Theme = "light" | "dark";

const key = "vouch.theme";
const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)");

let chosen: Theme | undefined; // on this page, where the browser does not remember it

function themeNow(): Theme {
    const now = recall(key) ?? chosen;
    if (now === "light" || now === "dark") return now;
    return systemIsDark().matches ? "dark" : "light";
}
function applyTheme(): void {
    document.documentElement.dataset["theme"] = themeNow();
}

/** Once, before anything is drawn. */
export function beginTheme(): void {
    applyTheme();
    systemIsDark().addEventListener("change", applyTheme);
}

/** The theme that the page has, and how to turn to the other one. */
export function useTheme(): { readonly theme: Theme; readonly turn: () => void } {
    const [theme, setTheme] = useState<Theme>(themeNow);
    useEffect(() => {
        const follow = () => {
            setTheme(themeNow());
        };
        const system = systemIsDark();
        system.addEventListener("change", follow);
        return () => {
            system.removeEventListener("change", follow);
        };
    }, []);
    const turn = () => {
        const next = theme === "dark" ? "light" : "dark";
        chosen = next;
        remember(key, next);
        applyTheme();
        setTheme(next);
    };
    return { theme, turn };
}
