// The hall screen in each phase: axe-core finds nothing, nothing is cut off, and results are read from the last row.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { keep, newPage, onePage, pageAddress, setStage } from "./bundle_stage";
import { laptop, type Look, projector, violations } from "./looks";
import { announcedWith, lastCall, logs, longName, stateOf } from "./observed";
import { logNamed, open, openOn, tell } from "./public_stage";

setStage();

/** Elements of the hall screen that reach over its edge, or hide some of their text. */
function cutOff(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const over: string[] = [];
        for (const element of document.querySelectorAll(".hall-main *, .hall-head *, .hall-foot *")) {
            const box = element.getBoundingClientRect();
            if (box.width === 0 || element.closest("svg, .unseen")) continue;
            if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)
                over.push(`${element.className}: ${element.textContent.slice(0, 40)}`);
            const style = getComputedStyle(element);
            if (style.overflow !== "visible" || style.textOverflow === "ellipsis") over.push("hides text");
            if (style.display !== "inline" && element.scrollWidth > element.clientWidth + 1)
                over.push(
                    `${element.className}: ${element.scrollWidth} of ${element.clientWidth} pixels wide`,
                );
        }
        const main = document.querySelector(".hall-main");
        const foot = document.querySelector(".hall-foot");
        const inMain = [...(main?.querySelectorAll("*") ?? [])].map(
            (one) => one.getBoundingClientRect().bottom,
        );
        const below = foot?.getBoundingClientRect(); // without height where it has nothing to say
        if (below?.height && Math.max(...inMain) > below.top + 1) over.push("main over foot");
        return over;
    });
}

function sizesOf(page: Page, selector: string): Promise<number[]> {
    return page
        .locator(selector)
        .evaluateAll((all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
}
async function turnTo(page: Page, selector: string): Promise<void> {
    while ((await page.locator(selector).count()) === 0) await page.keyboard.press("ArrowRight");
}

describe.each<Look>([
    { size: projector, language: "vi", scheme: "light" },
    { size: projector, language: "en", scheme: "dark" },
    { size: laptop, language: "vi", scheme: "dark" },
])("the hall screen is accessible and whole, %o", (look) => {
    const watched = onePage(look);
    it.each(Object.keys(logs))("%s", async (name) => {
        const { page, said } = watched;
        await openOn(page, stateOf(logNamed(name)), "/hall", ".hall-head");
        await keep(page, `hall-${name}`, look, false);
        expect(await violations(page)).toEqual([]);
        expect(await cutOff(page)).toEqual([]);
        expect(said).toEqual([]);
    });
});

describe("the hall screen", () => {
    const look: Look = { size: projector, language: "vi", scheme: "light" };

    it("shows an overview of all first, then each of them in turn, by the arrow keys", async () => {
        const page = await open(stateOf(logNamed("announced")), "/hall", look, [], ".hall-overview");
        const seventeen = Array.from({ length: 17 }, (_, i) => `${i + 1}.`);
        expect(await page.locator(".hall-overview .hall-place").allTextContents()).toEqual(seventeen);
        const seen: string[] = [];
        for (;;) {
            await page.keyboard.press("ArrowRight");
            const shown = await page.locator(".hall-officials .hall-place").allTextContents();
            if (shown.length === 0) break; // around, and at the overview again
            seen.push(...shown);
        }
        expect(seen).toEqual(seventeen);
        await page.context().close();
    });

    it.each<[string, number, (() => string) | undefined]>([
        ["five officials", 5, undefined],
        ["forty-four officials", 44, undefined],
        ["five of names of 200 bytes", 5, () => longName],
        ["forty-four of names of 200 bytes", 44, () => longName],
    ])("cuts nothing off and is legible from the last row: %s", async (name, count, nameOf) => {
        const log = announcedWith(count, nameOf);
        for (const language of ["vi", "en"] as const) {
            const page = await open(stateOf(log), "/hall", { ...look, language }, [], ".hall-overview");
            await keep(
                page,
                `hall-overview-${count}-${nameOf ? "long" : "short"}`,
                { ...look, language },
                false,
            );
            expect(await cutOff(page)).toEqual([]);
            await turnTo(page, ".hall-officials");
            await keep(
                page,
                `hall-detail-${count}-${nameOf ? "long" : "short"}`,
                { ...look, language },
                false,
            );
            for (let at = 0; at < 2; ++at) {
                expect(await cutOff(page)).toEqual([]);
                const sizes = await sizesOf(page, ".hall-name bdi, .hall-count, .hall-percent");
                expect(sizes.length, name).toBeGreaterThan(8);
                expect(Math.min(...sizes)).toBeGreaterThanOrEqual(63);
                await page.keyboard.press("ArrowRight");
            }
            await page.context().close();
        }
    });

    it("says a result in one language at a time, the other one by turns", async () => {
        const page = await newPage(look);
        await page.clock.install();
        await tell(page, stateOf(logNamed("voting")));
        await page.goto(pageAddress("/hall"));
        const head = page.locator(".hall-head h1");
        for (const [language, title] of [
            ["vi", "Hội nghị lấy phiếu"],
            ["en", "Confidence vote"],
            ["vi", "Hội nghị lấy phiếu"],
        ] as const) {
            await page.locator(`.hall-turn[lang=${language}]`).waitFor();
            expect(await head.textContent()).toContain(title);
            await page.clock.runFor(15_000);
        }
        await page.context().close();
    });

    it("shows the hour where it was opened after the vote was, not a time that it cannot know", async () => {
        const page = await open(stateOf(logNamed("voting")), "/hall", look, [], ".hall-number");
        expect(await page.locator(".hall-number").allTextContents()).toEqual([
            "180 / 478",
            expect.stringMatching(/^\d\d:\d\d$/),
        ]);
        await page.context().close();
    });

    it("shows while voting the number that was pushed, never the log's own", async () => {
        const page = await open(stateOf(logNamed("voting")), "/hall", look, [], ".hall-number");
        const text = await page.locator(".hall-main").textContent();
        expect(text).toContain("180 / 478");
        expect(text).not.toContain("188");
        await page.context().close();
    });

    it("shows no figure of a result before it is announced", async () => {
        const log = logNamed("published");
        const page = await open(stateOf(log), "/hall", look, [], ".hall-message");
        const text = (await page.locator(".hall").textContent()) ?? "";
        for (const { counts } of log.result?.lines ?? []) expect(text).not.toContain(` ${counts.high} `);
        expect(await page.locator(".bar").count()).toBe(0);
        await page.context().close();
    });

    it("counts the last call down on a band from wall to wall", async () => {
        const page = await open(lastCall, "/hall", look, [], ".hall-last-call");
        await keep(page, "hall-last-call", look, false);
        expect(await page.locator(".hall-last-call-clock").textContent()).toMatch(/\d:\d\d/);
        const band = await page.locator(".hall-last-call").boundingBox();
        expect(band).toMatchObject({ x: 0, width: look.size.width });
        expect(band?.height).toBeGreaterThan(look.size.height / 2);
        expect(await cutOff(page)).toEqual([]);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
    });

    it("says that it is cut off, and that a log does not hold", async () => {
        const lost = stateOf(logNamed("voting"), { connected: false });
        const offline = await open(lost, "/hall", look, [], ".hall-offline");
        await keep(offline, "hall-offline", look, false);
        expect(await violations(offline)).toEqual([]);
        await offline.context().close();
        const refusal = { reason: 7, detail: "entry 700: ballot: equation 3" };
        const bad = await open(stateOf(logNamed("voting"), { refusal }), "/hall", look, [], ".hall-stop");
        await keep(bad, "hall-stop", look, false);
        expect(await bad.locator(".hall-stop").textContent()).toContain("entry 700");
        expect(await violations(bad)).toEqual([]);
        await bad.context().close();
    });
});
