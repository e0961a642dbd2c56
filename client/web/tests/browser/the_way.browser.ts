// The way of a vote, from the opened ballot to the receipt: what has the focus, which step it is, and how it ends.
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { en, vi } from "../support/texts";
import { keep, newPage, pageAddress, putWorker, setStage } from "./bundle_stage";
import { type Look, phone } from "./looks";
import { open, openOn, stateNamed } from "./participant_stage";
import { wayOfAVote } from "./ways";

setStage();

const look: Look = { size: phone, language: "en", scheme: "light" };

async function beginWay(): Promise<Page> {
    const page = await newPage(look);
    await putWorker(page, "worker", wayOfAVote());
    await page.goto(pageAddress("/vote"));
    await page.getByText(en.ballot.same).waitFor();
    return page;
}
const press = (page: Page, words: string) =>
    page.getByRole("button", { name: words, exact: true }).press("Enter");
const answer = (page: Page, words: string) => press(page, words);
/** The new stage's heading has the focus, and the page is at its top. */
async function expectAt(page: Page, title: string, step?: string): Promise<void> {
    // All at once: a button of the stage before may say the same as the new title.
    const there = () =>
        page.evaluate(() => {
            const focused = document.activeElement;
            return [focused?.textContent, focused?.tagName, scrollY];
        });
    await expect.poll(there).toEqual([title, "H1", 0]);
    const steps = page.locator(".step-line");
    expect(await steps.allTextContents()).toEqual(step === undefined ? [] : [step]);
}
const { steps } = en;
const step = (at: number, name: string) => en.common.step(at, 4, name);

describe("the way of a vote", () => {
    it("gives the focus to each stage's heading, and says which step it is", async () => {
        const page = await beginWay();
        await press(page, en.ballot.same);
        await expectAt(page, en.ballot.title, step(2, steps.mark));
        await press(page, en.ballot.review);
        await answer(page, en.ballot.blankKeep);
        await expectAt(page, en.review.title, step(3, steps.seal));
        await press(page, en.review.seal);
        await expectAt(page, en.sealed.title, step(4, steps.cast));
        await press(page, en.sealed.cast);
        await expectAt(page, en.receipt.title);
        await page.context().close();
    });

    it.each([
        ["no-slip", step(1, steps.checkIn)],
        ["greeting", step(1, steps.checkIn)],
        ["checked-in", step(1, steps.checkIn)],
        ["ballot", step(2, steps.mark)],
        ["casting", step(4, steps.cast)],
        ["cast", undefined],
        ["counted", undefined],
        ["stop", undefined],
    ])("is at its step on the stage %s", async (name, words) => {
        const page = await open(stateNamed(name), look);
        expect(await page.locator(".step-line").allTextContents()).toEqual(words ? [words] : []);
        await page.context().close();
    });

    it("can keep the old ballot, before a change and during it", async () => {
        const page = await beginWay();
        await press(page, en.ballot.same);
        await press(page, en.ballot.review);
        await answer(page, en.ballot.blankKeep);
        await press(page, en.review.seal);
        await press(page, en.sealed.cast);
        await expectAt(page, en.receipt.title);
        await press(page, en.receipt.change);
        const asked = page.getByRole("dialog");
        await asked.getByRole("button", { name: en.receipt.keepCast, exact: true }).click();
        await asked.waitFor({ state: "detached" });
        await press(page, en.receipt.change);
        await asked.getByRole("button", { name: en.receipt.change, exact: true }).click();
        await expectAt(page, en.ballot.title, step(2, steps.mark));
        await keep(page, "changing-marked", look, true);
        await press(page, en.receipt.keepCast);
        await expectAt(page, en.receipt.title);
        await page.context().close();
    });
});

describe("the end of the way", () => {
    it("says that nothing is left to be done, and at which hour the ballot was cast", async () => {
        const page = await open(stateNamed("cast"), look);
        await page.getByText(en.receipt.doneAt("09:42"), { exact: true }).waitFor();
        await page.getByText(en.receipt.putAway).waitFor();
        await keep(page, "done", look, true);
        await page.locator("button[lang=vi]").click();
        await page.getByText(vi.receipt.doneAt("09:42"), { exact: true }).waitFor();
        await page.context().close();
    });

    it("tells no hour where another device cast the ballot", async () => {
        const cast = stateNamed("used-up");
        if (cast.stage.at !== "cast") throw new Error("not cast");
        const ballots = cast.stage.ballots.map((ballot) => ({ ...ballot, castAt: undefined }));
        const page = await open({ ...cast, stage: { ...cast.stage, ballots } }, look);
        await page.getByText(en.receipt.done, { exact: true }).waitFor();
        await page.context().close();
    });

    it("sends nobody away with a tablet", async () => {
        const page = await open(stateNamed("cast"), look, [], "kiosk");
        await page.getByText(en.kiosk.done).waitFor();
        expect(await page.getByText(en.receipt.putAway).count()).toBe(0);
        await page.context().close();
    });

    it("moves only for people who want motion", async () => {
        const page = await open(stateNamed("cast"), look); // which asks for little motion
        const tick = page.locator(".done-mark path");
        const animation = () => tick.evaluate((one) => getComputedStyle(one).animationName);
        expect(await animation()).toBe("none");
        await page.emulateMedia({ reducedMotion: "no-preference" });
        expect(await animation()).toBe("draw-tick");
        await page.context().close();
    });

    it("stays in the colour of what is done between the close and its confirmation", async () => {
        const colour = (page: Page) =>
            page.locator(".seal-state").evaluate((one) => getComputedStyle(one).backgroundColor);
        const page = await open(stateNamed("cast"), look);
        const done = await colour(page);
        await openOn(page, stateNamed("closing"));
        expect(await colour(page)).toBe(done);
        await openOn(page, stateNamed("sealed"));
        expect(await colour(page)).not.toBe(done);
        await page.context().close();
    });
});

describe("pointing at a level", () => {
    const looksOf = (level: Locator) =>
        level.evaluate((one) => {
            const { backgroundColor, color, boxShadow } = getComputedStyle(one);
            return { ground: `${backgroundColor} ${color}`, frame: boxShadow };
        });
    it("is not like choosing it: only the frame answers", async () => {
        for (const scheme of ["light", "dark"] as const) {
            const page = await open(stateNamed("changing"), { ...look, scheme });
            const level = page.locator(".level").nth(1);
            const before = await looksOf(level);
            await level.hover();
            const hovered = await looksOf(level);
            expect(hovered.ground).toBe(before.ground);
            expect(hovered.frame).not.toBe(before.frame);
            await level.click();
            expect((await looksOf(level)).ground).not.toBe(before.ground);
            await page.context().close();
        }
    });
});
