// What stands after "#" in the address: a slip's code, an invitation's token, a challenge. It is for this page alone
// and never reaches a server. It is taken out of the address bar before anything else happens, so that neither the
// history nor a shared screenshot keeps it. Imported first of all by main.tsx.

let held = "";
const listeners = new Set<() => void>();

function takeOut(): void {
    if (location.hash.length <= 1) return;
    held = location.hash.slice(1);
    history.replaceState(null, "", location.pathname + location.search);
    for (const listener of listeners) listener();
}

takeOut();
addEventListener("hashchange", takeOut);

/** The fragment that the page was opened with, once: the second call has an empty answer. */
export function takeFragment(): string {
    const taken = held;
    held = "";
    return taken;
}

/** Told when another fragment comes while the page is open (a second slip is scanned). Returns how to stop. */
export function onFragment(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}
