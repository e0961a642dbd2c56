// How pages are looked at in Chromium: sizes, languages, themes, what axe-core finds, and what does not fit.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Language, words } from "../../src/gen/texts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Look {
    readonly size: { width: number; height: number };
    readonly language: Language;
    readonly scheme: "light" | "dark";
}
export const laptop = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };
export const projector = { width: 1920, height: 1080 };

const patienceMs = 240_000; // of a machine that has other things to do

export async function contextOf(browser: Browser, look: Look, userAgent?: string): Promise<BrowserContext> {
    const context = await browser.newContext({
        viewport: look.size,
        colorScheme: look.scheme,
        locale: words[look.language].locale,
        reducedMotion: "reduce",
        ignoreHTTPSErrors: true,
        ...(userAgent === undefined ? {} : { userAgent }),
    });
    context.setDefaultTimeout(patienceMs);
    return context;
}

/** Errors of the page and its console go to `said`; files that are not there are an answer, not an error. */
export function listen(page: Page, said: string[]): void {
    page.on("console", (message) => {
        if (message.type() === "error" && !message.text().includes("404")) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(error.message));
}

/** What axe-core finds. What sticks to an edge of the window lies where it stands in the page meanwhile: else it counts
    whatever it happens to cover at this place of scrolling as too small to hit. */
export async function violations(page: Page): Promise<string[]> {
    if (!(await page.evaluate<boolean>('"axe" in window'))) await inject(page, axe);
    return await page.evaluate<string[]>(`(async () => {
        const sticking = [...document.querySelectorAll("body *")].filter((one) => getComputedStyle(one).position === "sticky");
        for (const one of sticking) one.style.position = "relative";
        const tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"];
        const found = await window.axe.run(document, {
            runOnly: tags,
            resultTypes: ["violations"], // with what is right, and selectors, it takes half as long again
            selectors: false,
            rules: { "label-content-name-mismatch": { enabled: true } }, // no tag of the above has it
        });
        for (const one of sticking) one.style.position = "";
        return found.violations.map((one) =>
            one.id + ": " + one.nodes.map((node) => node.html.slice(0, 200) + " " + node.failureSummary).join(" | "));
    })()`);
}

/** It is large, and this way is a quarter faster than evaluate(). */
async function inject(page: Page, script: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: script });
    await session.detach();
}

/** By how many pixels the page is wider than its window. */
export function tooWide(page: Page): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** The tables of which a part is out of sight, but for those that scroll by themselves in a box of their own. */
function cutTables(page: Page): Promise<string[]> {
    return page.evaluate(() =>
        [...document.querySelectorAll(".table-scroll:not(.staff-scrolled > *)")]
            .filter((table) => table.scrollWidth > table.clientWidth + 1)
            .map((table) => table.ariaLabel ?? ""),
    );
}

const targetPixels = 44; // of 48, so that a border or a rounded half pixel does not fail it

/** What is wrong with how a page is laid out: wider than its window, or buttons that are too small to hit. */
export function layout(page: Page): Promise<{ tooWide: number; small: string[] }> {
    return page.evaluate((least) => {
        const small = [...document.querySelectorAll("button, a.button, label.level, .input, summary")]
            .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.height < least || box.width < least))
            .map(({ text, box }) => `${text} ${box.width}×${box.height}`);
        return { tooWide: document.documentElement.scrollWidth - innerWidth, small };
    }, targetPixels);
}

export const smallPhone = { width: 360, height: 640 };
const laptopAtTwice = { width: 683, height: 384 };

/** In that language from here on. */
export async function turnTo(page: Page, language: Language): Promise<void> {
    await page.locator(`button[lang=${language}]`).dispatchEvent("click"); // also behind a question
    await page.locator(`html[lang=${language}]`).waitFor({ state: "attached" });
}

const sizes = [laptop, phone, smallPhone, projector, laptopAtTwice];
/** Where no pictures are kept, axe-core looks at each language and each theme once: it takes its time. */
const once = [
    { language: "vi", scheme: "light", size: laptop, byAxe: true },
    { language: "en", scheme: "dark", size: phone, byAxe: true },
    { language: "vi", scheme: "dark", size: smallPhone, byAxe: false },
    { language: "en", scheme: "light", size: projector, byAxe: false },
] as const;

/** The page as it stands, in both languages and themes, at each size: axe-core finds nothing, and it fits. Kept as
    pictures under `folder`/`name`, where there is one: then axe-core looks at all of them. */
export async function lookAtAll(page: Page, name: string, folder: string | undefined): Promise<string[]> {
    const wrong: string[] = [];
    for (const { language, scheme, size: looked, byAxe } of once) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await turnTo(page, language);
        for (const size of folder === undefined && scheme === "dark" ? [looked] : sizes) {
            await page.setViewportSize(size);
            const where = `${name}-${size.width}-${language}-${scheme}`;
            const { tooWide, small } = await layout(page);
            if (tooWide > 0) wrong.push(`${where}: ${tooWide} pixels too wide`);
            wrong.push(...small.map((text) => `${where}: too small: ${text}`));
            wrong.push(...(await cutTables(page)).map((text) => `${where}: cut off: ${text}`));
            if (folder) await page.screenshot({ path: `${folder}/${where}.png`, fullPage: true });
            if (size === laptopAtTwice || (folder === undefined && !(byAxe && size === looked))) continue;
            wrong.push(...(await violations(page)).map((text) => `${where}: ${text}`));
        }
    }
    return wrong;
}
