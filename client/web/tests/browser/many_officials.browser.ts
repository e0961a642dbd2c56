// Forty-four officials: nobody loses the place, and nothing moves under the finger.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { en } from "../support/texts";
import { keep, screens, setStage } from "./bundle_stage";
import { laptop, layout, type Look, lookAtAll, phone, smallPhone, violations } from "./looks";
import { open, stateNamed } from "./participant_stage";
import { withOfficials } from "./ways";

setStage();

const count = 44;
const marking = withOfficials(stateNamed("last-call"), count, "short");
const calm = { ...marking, hall: undefined };
const look: Look = { size: phone, language: "en", scheme: "light" };

const card = (page: Page, number: number) => page.locator(`#official-${number}`);
/** Chooses the first level of an official. */
const mark = (page: Page, number: number) => card(page, number).getByRole("radio").first().check();
async function markAllBut(page: Page, left: readonly number[]): Promise<void> {
    for (let number = 1; number <= count; ++number) if (!left.includes(number)) await mark(page, number);
}
/** The official whose name has the focus, with its card in sight. */
async function expectAt(page: Page, number: number): Promise<void> {
    const heading = card(page, number).getByRole("heading");
    await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
    const box = await card(page, number).boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan((page.viewportSize()?.height ?? 0) / 2);
}
const answer = (page: Page, words: string) =>
    page.getByRole("dialog").getByRole("button", { name: words, exact: true }).click();

describe("a ballot of forty-four", () => {
    it("goes from a line of the review to that official's card", async () => {
        const page = await open(calm, look);
        await markAllBut(page, []);
        await page.getByRole("button", { name: en.ballot.review }).click();
        await page.getByRole("heading", { name: en.review.title }).waitFor();
        await page.locator(".review-lines li").nth(29).getByRole("button").click();
        await expectAt(page, 30);
        await keep(page, "at-card-30", look, false);
        await page.getByRole("button", { name: en.ballot.review }).click();
        await page.getByRole("button", { name: en.common.back }).click();
        await page.getByRole("heading", { name: en.ballot.title, exact: true }).waitFor();
        expect(await page.evaluate(() => scrollY)).toBe(0);
        await page.context().close();
    });

    it("has the card in sight also under the last call's clock", async () => {
        const page = await open(marking, look);
        await page.locator(".chip").nth(2).click();
        await expectAt(page, 3);
        const clock = await page.locator(".sticky-head").boundingBox();
        const box = await card(page, 3).boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual((clock?.y ?? 0) + (clock?.height ?? 0));
        await page.context().close();
    });

    it.each([
        ["320 pixels", { width: 320, height: 568 }],
        ["a phone", phone],
        ["a laptop", laptop],
    ])("does not move while it is marked: %s", async (_, size) => {
        const page = await open(calm, { ...look, size });
        const places = () =>
            page.locator(".official, .level, .ballot-counter").evaluateAll((all) =>
                all.map((one) => {
                    const { top, height } = one.getBoundingClientRect();
                    return [
                        one.matches(".ballot-counter") ? 0 : Math.round(top + scrollY),
                        Math.round(height),
                    ];
                }),
            );
        await card(page, 1).scrollIntoViewIfNeeded();
        const before = await places();
        expect(await page.locator(".ballot-counter").getAttribute("data-sticks")).toBe("true");
        await mark(page, 1);
        expect(await places()).toEqual(before);
        await card(page, 1).getByText(en.ballot.clear).click();
        expect(await places()).toEqual(before);
        expect(await card(page, 1).getByRole("radio", { checked: true }).count()).toBe(0);
        const focused = page.locator("#official-1 input:focus");
        expect(await focused.count()).toBe(1); // not lost with the button that went
        await page.context().close();
    });

    it("keeps its last marks from moving what is in sight at the end of the page", async () => {
        const page = await open(calm, look);
        await markAllBut(page, [44]);
        await page.evaluate(() => {
            scrollTo(0, document.body.scrollHeight);
        });
        const before = await card(page, 44).boundingBox();
        await mark(page, 44);
        expect(await card(page, 44).boundingBox()).toEqual(before);
        await page.context().close();
    });

    it("names what is empty beside the counter, each a way to its card", async () => {
        const page = await open(calm, look);
        await markAllBut(page, [7, 30]);
        const chips = page.locator("button.chip");
        expect(await chips.allTextContents()).toEqual([
            expect.stringMatching(/^7: /),
            expect.stringMatching(/^30: /),
        ]);
        await keep(page, "chips", look, false);
        await chips.last().click();
        await expectAt(page, 30);
        await mark(page, 30);
        await mark(page, 7);
        expect(await chips.count()).toBe(0);
        await page.context().close();
    });

    it("asks about what is empty, and leads there unless it is to stay empty", async () => {
        const page = await open(calm, look);
        await markAllBut(page, [12, 30]);
        const review = page.getByRole("button", { name: en.ballot.review });
        await review.click();
        const asked = page.getByRole("dialog");
        expect(await asked.locator(".button.primary").textContent()).toBe(en.ballot.blankBack);
        await keep(page, "asked-about-empty", look, false);
        await answer(page, en.ballot.blankBack);
        await expectAt(page, 12);
        await review.click();
        await page.keyboard.press("Escape");
        await expectAt(page, 12);
        await review.click();
        await answer(page, en.ballot.blankKeep);
        await page.getByRole("heading", { name: en.review.title }).waitFor();
        expect(await page.locator(".review-mark.empty").count()).toBe(2);
        await page.context().close();
    });

    it("names few of many that are empty in its question", async () => {
        const page = await open(calm, { ...look, size: smallPhone });
        await page.getByRole("button", { name: en.ballot.review }).click();
        await page.getByText("and 38 more", { exact: false }).waitFor();
        const box = await page.getByRole("dialog").boundingBox();
        expect(box?.height).toBeLessThanOrEqual(smallPhone.height);
        await page.context().close();
    });

    it("has a list of all beside the cards on a laptop, with their states, and on no phone", async () => {
        const page = await open(calm, { ...look, size: laptop });
        const list = page.getByRole("navigation", { name: en.ballot.list });
        const lines = list.getByRole("button");
        expect(await lines.count()).toBe(count);
        await mark(page, 2);
        expect(await lines.nth(1).textContent()).toContain(en.level.chosen);
        expect(await lines.nth(2).textContent()).toContain(en.ballot.isEmpty);
        await lines.nth(40).click();
        await expectAt(page, 41);
        await keep(page, "list-beside", { ...look, size: laptop }, false);
        await page.setViewportSize({ width: 1099, height: 768 });
        expect(await list.isVisible()).toBe(false);
        await page.context().close();
    });

    it("keeps its place when the language changes", async () => {
        const page = await open(calm, look);
        await page.locator(".chip").nth(2).click();
        const before = await page.evaluate(() => scrollY);
        await page.locator("button[lang=vi]").dispatchEvent("click");
        await expect.poll(() => page.getAttribute("html", "lang")).toBe("vi");
        expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(phone.height / 2);
        await page.context().close();
    });

    it("is accessible and fits", async () => {
        const page = await open(withOfficials(calm, 5, "long"), look);
        expect((await lookAtAll(page, "five-long-marking", screens)).join("\n")).toBe("");
        await mark(page, 1);
        expect(await violations(page)).toEqual([]);
        expect(await layout(page)).toEqual({ tooWide: 0, small: [] });
        await page.context().close();
    });
});
