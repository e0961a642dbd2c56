// The pages are not translated by a browser: they have their own languages, and what a translation puts in the place of a text
// is no longer the page's to change. "NOT cast" would stay on the screen of somebody who has cast.

/** Undoes what a translation does below that element, before it is painted. Translators that keep to translate="no" do
    nothing there in the first place. */
export function keepOwnWords(root: HTMLElement): void {
    new MutationObserver((records) => {
        const put = new Set<Node>(records.flatMap(({ addedNodes }) => [...addedNodes].filter(isTranslation)));
        if (put.size === 0) return;
        for (const record of [...records].reverse()) undo(record, put);
    }).observe(root, { childList: true, subtree: true });
}

/** No page of ours has one. */
function isTranslation(node: Node): boolean {
    return node.nodeName === "FONT";
}

/** Texts that were taken away for a translation, or beside one, come back; the translation goes. */
function undo(record: MutationRecord, put: ReadonlySet<Node>): void {
    const { target, addedNodes, removedNodes, previousSibling, nextSibling } = record;
    const translations = [...addedNodes].filter((node) => put.has(node));
    const beside = [...translations, nextSibling, previousSibling].find((node) => node && put.has(node));
    if (beside?.parentNode === target) {
        const next = beside === previousSibling ? beside.nextSibling : beside;
        for (const node of removedNodes)
            if (node instanceof Text && !node.isConnected) target.insertBefore(node, next);
    }
    for (const node of translations) node.parentNode?.removeChild(node);
}
