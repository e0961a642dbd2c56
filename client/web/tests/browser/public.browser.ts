// The pages that anyone may see, in each phase: axe-core finds nothing, nothing is cut off or too wide, and texts from
// outside stay text.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addressOf, keep, newPage, onePage, pageAddress, screens, setStage } from "./bundle_stage";
import { laptop, layout, type Look, lookAtAll, phone, smallPhone, tooWide } from "./looks";
import { announcedWith, hostileLog, longName, stateOf } from "./observed";
import { logNamed, open, openOn } from "./public_stage";

setStage();

const onLaptop: Look = { size: laptop, language: "vi", scheme: "light" };

async function expectWorthy(page: Page, name: string): Promise<void> {
    expect((await lookAtAll(page, name, screens)).join("\n")).toBe("");
}

const pages: [string, string, string][] = [
    ["conference", "", ".facts"],
    ["results", "/results", "main .card, main .notice"],
    ["minutes", "/minutes", ".sheet, main .notice"],
    ["lookup", "/lookup", "form"],
];

describe.each(pages)("the page %s", (name, path, ready) => {
    describe("is accessible and fits", () => {
        const watched = onePage(onLaptop);
        it.each(["setup", "voting", "announced"])("%s", async (phase) => {
            await openOn(watched.page, stateOf(logNamed(phase)), path, ready);
            await expectWorthy(watched.page, `${name}-${phase}`);
            expect(watched.said).toEqual([]);
        });
    });

    it("holds forty-four officials of names of 200 bytes", async () => {
        const said: string[] = [];
        const look: Look = { size: phone, language: "vi", scheme: "light" };
        const page = await open(stateOf(announcedWith(44, () => longName)), path, look, said, ready);
        for (const size of [smallPhone, laptop, phone]) {
            await page.setViewportSize(size);
            expect(await layout(page)).toEqual({ tooWide: 0, small: [] });
        }
        await keep(page, `${name}-44-long`, look, true);
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("shows texts from outside as text, and nothing breaks", async () => {
        const look: Look = { size: phone, language: "en", scheme: "light" };
        const said: string[] = [];
        const page = await open(stateOf(hostileLog), path, look, said, ready);
        expect(await page.locator("main img").count()).toBe(0);
        expect(await tooWide(page)).toBeLessThanOrEqual(0);
        expect(said).toEqual([]);
        await page.context().close();
    });
});

describe("the results", () => {
    it.each<[string, number, (() => string) | undefined]>([
        ["five officials", 5, undefined],
        ["forty-four officials", 44, undefined],
        ["forty-four of names of 200 bytes", 44, () => longName],
    ])("begin with turnout and the table, whole on a phone, bars below: %s", async (_, count, nameOf) => {
        const look: Look = { size: phone, language: "vi", scheme: "light" };
        const page = await open(stateOf(announcedWith(count, nameOf)), "/results", look, [], ".table");
        await keep(page, `results-${count}-${nameOf ? "long" : "short"}`, look, true);
        const places = await page.evaluate(() =>
            [".facts", ".table", ".result-bars"].map(
                (what) => document.querySelector(what)?.getBoundingClientRect().top,
            ),
        );
        expect(places).toEqual([...places].sort((a, b) => (a ?? 0) - (b ?? 0)));
        expect(places[1]).toBeLessThan(2 * look.size.height);
        const cut = await page
            .locator(".table td.number, .table th, .result-bars > li")
            .evaluateAll((all) =>
                all
                    .filter(
                        (one) =>
                            one.scrollWidth > one.clientWidth + 1 ||
                            one.getBoundingClientRect().right > innerWidth,
                    )
                    .map((one) => one.textContent),
            );
        expect(cut).toEqual([]);
        expect(await page.locator(".result-bars svg.bar").count()).toBe(count);
        await page.context().close();
    });
});

it("a mistyped address is answered in words, with the way to the start", async () => {
    const page = await newPage(onLaptop);
    const answer = await page.goto(addressOf("/c0123456789abcdef"));
    expect(answer?.status()).toBe(404);
    await page.waitForSelector("main .notice");
    await expectWorthy(page, "nowhere");
    await page.locator("main a.button").click();
    await page.waitForSelector("form");
    await page.context().close();
});

describe.each<[string, () => string]>([
    ["front", () => addressOf("/")],
    ["verify", () => pageAddress("/verify")],
])("the page %s", (name, address) => {
    it("is accessible and fits", async () => {
        const page = await newPage(onLaptop);
        await page.goto(address());
        await page.waitForSelector("form");
        await expectWorthy(page, name);
        await page.context().close();
    });
});
