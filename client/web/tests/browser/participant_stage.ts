// The participant's page with a worker that tells one state.
import type { Page } from "playwright-core";
import { type DeviceState } from "../../src/participant/messages";
import { newPage, pageAddress, putWorker } from "./bundle_stage";
import { listen, type Look } from "./looks";
import { states, workerTelling } from "./stages";

export function stateNamed(name: string): DeviceState {
    const state = states[name];
    if (!state) throw new Error(`no stage ${name}`);
    return state;
}

/** Opens the page with a worker that tells that state; what the console says goes to `said`. */
export async function open(
    state: DeviceState,
    look: Look,
    said: string[] = [],
    path = "vote",
): Promise<Page> {
    const page = await newPage(look);
    listen(page, said);
    await openOn(page, state, path);
    return page;
}
export async function openOn(page: Page, state: DeviceState, path = "vote"): Promise<void> {
    await putWorker(page, "worker", workerTelling(state));
    await page.goto(pageAddress(`/${path}`));
    await page.waitForSelector("main h1");
    await page.waitForFunction(() => document.querySelector(".frame-rehearsal") !== null);
    if (state.stage.at === "ballot")
        await page.waitForSelector("main :is(fieldset.levels, .fingerprint, .field)"); // kept marks are looked for first
}
