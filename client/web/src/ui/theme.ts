// Light or dark: the system's, until the switch is used. The choice stays on this device.
export type Theme = "light" | "dark";

const key = "vouch.theme";

export function themeNow(): Theme {
    const chosen = localStorage.getItem(key);
    if (chosen === "light" || chosen === "dark") return chosen;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function applyTheme(): void {
    const chosen = localStorage.getItem(key);
    if (chosen !== null) document.documentElement.dataset["theme"] = chosen;
}

export function chooseTheme(theme: Theme): void {
    localStorage.setItem(key, theme);
    applyTheme();
}
