// The few choices of this device that are no secret, theme and language. Where a browser keeps nothing they last as long as the page.

/** Nothing where nothing was chosen, or where the browser keeps nothing: it throws then. */
export function recall(key: string): string | undefined {
    try {
        return localStorage.getItem(key) ?? undefined;
    } catch {
        return undefined;
    }
}
export function remember(key: string, value: string): void {
    try {
        localStorage.setItem(key, value);
    } catch {
        // The choice holds on this page.
    }
}
