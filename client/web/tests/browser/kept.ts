// What the browser keeps for a page, read beside the page.
import { type Page } from "playwright-core";
import { type StoreName } from "../../src/storage/database";

/** All that one store holds, as text. The page has opened its database before. */
export function keptIn(page: Page, store: StoreName): Promise<string> {
    return page.evaluate(
        (name) =>
            new Promise<string>((resolve, reject) => {
                const request = indexedDB.open("vouch");
                request.onsuccess = () => {
                    const all = request.result.transaction(name).objectStore(name).getAll();
                    all.onsuccess = () => {
                        request.result.close();
                        resolve(JSON.stringify(all.result));
                    };
                };
                request.onerror = () => {
                    reject(new Error("IndexedDB"));
                };
            }),
        store,
    );
}
