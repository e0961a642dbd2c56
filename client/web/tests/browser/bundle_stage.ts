// The built bundle in Chromium, for files of tests that look at pages. SCREENS=folder keeps pictures.
import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchChromium } from "../support/chromium";
import { contextOf, listen, type Look } from "./looks";
import { serveBundle } from "./static_server";

export const screens = process.env["SCREENS"];
const conference = "0123456789abcdef";

let browser: Browser;
let server: Server;
let origin: string;

/** For all tests of the file that calls it. */
export function setStage(): void {
    beforeAll(async () => {
        ({ server, origin } = await serveBundle());
        browser = await launchChromium();
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

export async function newPage(look: Look, userAgent?: string): Promise<Page> {
    return await (await contextOf(browser, look, userAgent)).newPage();
}
export interface Watched {
    page: Page;
    readonly said: string[]; // by its console
}
/** One page for all tests of the group that calls it: what they look at follows one another in it. A page for each takes
    three times as long, which is spent on starting its process. */
export function onePage(look: Look): Watched {
    const said: string[] = [];
    const watched = { said } as unknown as Watched; // a page stands once the group has begun
    beforeAll(async () => {
        watched.page = await newPage(look);
        listen(watched.page, said);
    });
    afterAll(() => watched.page.context().close());
    return watched;
}
/** From here on the pages' workers whose file begins so are this one. */
export async function putWorker(page: Page, name: "observer_worker" | "worker", body: string): Promise<void> {
    await page.route(new RegExp(`/${name}-[^/]*\\.js$`), (route) =>
        route.fulfill({ contentType: "text/javascript", body: `postMessage({ ready: true });\n${body}` }),
    );
}

export async function keep(page: Page, name: string, { size, language, scheme }: Look, fullPage: boolean) {
    if (!screens) return;
    await page.screenshot({ path: `${screens}/${name}-${size.width}-${language}-${scheme}.png`, fullPage });
}
