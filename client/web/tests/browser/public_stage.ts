// The public pages with a worker that tells one state.
import type { Page } from "playwright-core";
import type { ObserverState } from "../../src/observer/views";
import { newPage, pageAddress, putWorker } from "./bundle_stage";
import { listen, type Look } from "./looks";
import { logs, workerTelling } from "./observed";

/** From here on the page's worker tells this state and nothing else. */
export function tell(page: Page, state: ObserverState): Promise<void> {
    return putWorker(page, "observer_worker", workerTelling(state));
}

export async function open(
    state: ObserverState,
    path: string,
    look: Look,
    said: string[],
    ready: string,
): Promise<Page> {
    const page = await newPage(look);
    listen(page, said);
    await openOn(page, state, path, ready);
    return page;
}
export async function openOn(page: Page, state: ObserverState, path: string, ready: string): Promise<void> {
    await tell(page, state);
    await page.goto(pageAddress(path));
    await page.waitForSelector(ready);
    await page.waitForTimeout(100);
}

export function logNamed(name: string) {
    const log = logs[name];
    if (!log) throw new Error("no such log");
    return log;
}
