// What stands after "#" in the address: a slip's code, an invitation's token, a challenge. It is for this page alone
// and never reaches a server. It is taken out of the address bar before anything else happens, so that neither the
// history nor a shared screenshot keeps it. Imported first of all by main.tsx.

let held = "";
const listeners = new Set<() => void>();

function takeOut(): void {
    if (location.hash.length <= 1) return;
    held = location.hash.slice(1);
    // A slip's address is the conference's own, which anyone may open without a slip: from here on it is the
    // participant's page, also after a reload.
    const path = location.pathname.replace(/^(\/c\/[0-9a-f]{16})\/?$/, "$1/vote");
    history.replaceState(null, "", path + location.search);
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
