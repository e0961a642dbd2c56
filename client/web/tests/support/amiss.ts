// What may be amiss with a browser, as a script that runs in each page and worker before anything of ours.

export const clockOff = (hours: number) =>
    `{ const Right = Date; const off = ${hours} * 3_600_000;
    globalThis.Date = class extends Right {
        constructor(...given) { if (given.length > 0) super(...given); else super(Right.now() + off); }
        static now() { return Right.now() + off; }
    }; }`;

export const noWebAssembly = "delete globalThis.WebAssembly;";
export const noIndexedDb = `Object.defineProperty(globalThis, "indexedDB", { value: undefined });`;
/** As where a browser lets no page keep anything. */
export const blockedStorage = `for (const name of ["indexedDB", "localStorage", "sessionStorage"])
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("denied", "SecurityError"); } });`;
export const fullStorage = `IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };`;

const cutWhere = (condition: string) => `{ const begin = IDBDatabase.prototype.transaction;
    let transactions = 0, cutAt = 0;
    IDBDatabase.prototype.transaction = function (...given) {
        ++transactions;
        if (${condition}) this.close();
        globalThis.cut = false;
        return begin.apply(this, given);
    }; }`;
/** The browser cuts the connection when it is told to; whoever uses it finds out at its next transaction. */
export const cutStorage = cutWhere("globalThis.cut");
/** It does so at every so many transactions of a page or a worker. */
export const storageCutEvery = (count: number) => cutWhere(`transactions % ${count} === 0`);
/** It does so again and again, each time after so many seconds. */
export const storageCutAfter = (seconds: number) =>
    cutWhere(`performance.now() > cutAt + ${seconds} * 1000 && (cutAt = performance.now())`);

/** As Chrome does it with the page and with all that comes later, and though the page forbids it. It puts its words in the
    place of a text in one step, or in two. */
export const translator = (inTwo: boolean) => `if (globalThis.document) {
    const translate = () => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        while (texts.nextNode()) found.push(texts.currentNode);
        for (const text of found) {
            if (text.data.trim() === "" || text.parentElement.closest("font, script, style")) continue;
            const translated = document.createElement("font");
            translated.textContent = text.data + " (translated)";
            if (${inTwo}) { text.before(translated); text.remove(); } else text.replaceWith(translated);
        }
    };
    setInterval(() => document.body && translate(), 300);
}`;

/** A file of the bundle, with that in front of it where it is a worker's. */
export function inWorker(path: string, script: string, content: Buffer): Buffer {
    return /^\/assets\/[a-z_]*worker-[^/]*\.js$/.test(path)
        ? Buffer.concat([Buffer.from(script + "\n"), content])
        : content;
}
