// How pages are looked at in Chromium: sizes, languages, themes, what axe-core finds, and what does not fit.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Look {
    readonly size: { width: number; height: number };
    readonly language: "vi" | "en";
    readonly scheme: "light" | "dark";
}
export const laptop = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };
export const projector = { width: 1920, height: 1080 };

export function contextOf(browser: Browser, look: Look): Promise<BrowserContext> {
    return browser.newContext({
        viewport: look.size,
        colorScheme: look.scheme,
        locale: look.language === "vi" ? "vi-VN" : "en-GB",
        reducedMotion: "reduce",
        ignoreHTTPSErrors: true,
    });
}

/** Errors of the page and its console go to `said`; files that are not there are an answer, not an error. */
export function listen(page: Page, said: string[]): void {
    page.on("console", (message) => {
        if (message.type() === "error" && !message.text().includes("404")) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(error.message));
}

export function violations(page: Page): Promise<string[]> {
    return page.evaluate<string[]>(`(async () => {
        ${axe}
        const tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"];
        const found = await window.axe.run(document, { runOnly: tags });
        return found.violations.map((one) =>
            one.id + ": " + one.nodes.map((node) => node.html.slice(0, 200) + " " + node.failureSummary).join(" | "));
    })()`);
}

/** By how many pixels the page is wider than its window. */
export function tooWide(page: Page): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
