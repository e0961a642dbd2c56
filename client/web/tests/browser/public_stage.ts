// The built bundle in Chromium with a worker that tells one state: what the public pages are looked at on. SCREENS=folder
// keeps a picture of each.
import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { ObserverState } from "../../src/observer/views";
import { contextOf, listen, type Look } from "./looks";
import { logs, workerTelling } from "./observed";
import { serveBundle } from "./static_server";

const screens = process.env["SCREENS"];
const conference = "0123456789abcdef";

let browser: Browser;
let server: Server;
let origin: string;

/** For all tests of the file that calls it. */
export function setStage(): void {
    beforeAll(async () => {
        ({ server, origin } = await serveBundle());
        browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium" });
        if (screens) mkdirSync(screens, { recursive: true });
    });
    afterAll(async () => {
        await browser.close();
        server.close();
    });
}

/** The address of a path of the server, or of one of the conference's pages. */
export const addressOf = (path: string): string => origin + path;
export const pageAddress = (path: string): string => addressOf(`/c/${conference}${path}`);

export async function newPage(look: Look): Promise<Page> {
    return await (await contextOf(browser, look)).newPage();
}
/** From here on the page's worker tells this state and nothing else. */
export async function tell(page: Page, state: ObserverState): Promise<void> {
    await page.route(/observer_worker-[^/]*\.js$/, (route) =>
        route.fulfill({ contentType: "text/javascript", body: workerTelling(state) }),
    );
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
    await tell(page, state);
    await page.goto(pageAddress(path));
    await page.waitForSelector(ready);
    await page.waitForTimeout(100);
    return page;
}

export async function keep(page: Page, name: string, { size, language, scheme }: Look, fullPage: boolean) {
    if (!screens) return;
    await page.screenshot({ path: `${screens}/${name}-${size.width}-${language}-${scheme}.png`, fullPage });
}

export function logNamed(name: string) {
    const log = logs[name];
    if (!log) throw new Error("no such log");
    return log;
}
