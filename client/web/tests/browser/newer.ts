// What came later than README.md's oldest browsers, and how to take it away from one that has it.

/** Newer than Safari 15.6, Chrome 100 or Firefox 115. */
const newer = [
    "URL.canParse URL.parse AbortSignal.any AbortSignal.timeout Promise.withResolvers Promise.try Array.fromAsync",
    "Object.groupBy Map.groupBy Uint8Array.fromBase64 Uint8Array.fromHex Iterator",
    ...["toReversed", "toSorted", "toSpliced", "with"].map((name) => `Array.prototype.${name}`),
    ...["isWellFormed", "toWellFormed"].map((name) => `String.prototype.${name}`),
    ...["toHex", "toBase64"].map((name) => `Uint8Array.prototype.${name}`),
    ...["union", "intersection", "difference", "isSubsetOf"].map((name) => `Set.prototype.${name}`),
    "Navigator.prototype.wakeLock Navigator.prototype.userActivation Navigator.prototype.clipboard",
    "StorageManager.prototype.persist Element.prototype.requestFullscreen Document.prototype.fullscreenEnabled",
].flatMap((line) => line.split(" "));

/** For the page and for its worker, in front of anything else. */
export const takeAwayNewer = newer.map(takeAway).join("\n");

/** "Navigator.prototype.locks": a script after which there is no such thing. */
export function takeAway(path: string): string {
    const at = path.lastIndexOf(".");
    if (at < 0) return `delete globalThis.${path};`;
    const owner = `globalThis.${path.slice(0, at).replace(".", "?.")}`;
    return `if (${owner}) delete ${owner}.${path.slice(at + 1)};`;
}
