// Votes through a relay: the pages of five people, a relay of the native program's, a real tally server. Then the relay is gone,
// and a vote goes straight, of which its page says so. The native client gives the last word.
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FrontServer, serveInFrontOf } from "../browser/front_server";
import { contextOf, phone } from "../browser/looks";
import { RealConference } from "../browser/real_conference";
import { launchChromium } from "../support/chromium";
import { withoutWaiting } from "../support/native";
import { en, vi } from "../support/texts";
import { slipLinks } from "./scene";

const people = 5;
let browser: Browser;
let conference: RealConference;
let front: FrontServer;
let links: string[];

beforeAll(async () => {
    browser = await launchChromium();
    conference = await RealConference.make(people, withoutWaiting, true);
    const { port, data } = conference.behind;
    front = await serveInFrontOf(port, data, 0, [conference.relay.at]);
    links = await slipLinks(browser, conference);
}, 900_000);
afterAll(async () => {
    await browser.close();
    front.end();
    conference.end();
});

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function checkIn(link: string): Promise<Page> {
    const page = await (await contextOf(browser, { size: phone, language: "en", scheme: "light" })).newPage();
    await page.goto(link.replace(/^https:\/\/[^/]+/, front.origin));
    await press(page, en.join.checkIn);
    await heading(page, en.waiting.title).waitFor();
    return page;
}
/** High confidence for the first of two, and nothing for the other. */
async function mark(page: Page): Promise<void> {
    await page.getByLabel("high confidence").first().check();
    await press(page, en.ballot.review);
    await press(page, en.ballot.blankKeep);
    await press(page, en.review.seal);
    await press(page, en.sealed.cast);
    await heading(page, en.receipt.title).waitFor();
}

it("ballots go through the manifest's relay, and straight where it is gone", async () => {
    const pages: Page[] = [];
    for (const link of links) pages.push(await checkIn(link));
    conference.open();
    conference.confirm();
    const [first, ...others] = pages;
    if (!first) throw new Error("nobody");
    for (const page of pages) {
        await press(page, en.ballot.same);
        await mark(page);
        expect(await page.getByText(en.casting.straight).count()).toBe(0);
    }
    expect(await conference.relay.interrupt()).toBe(people);

    await press(first, en.receipt.change);
    await first.getByRole("dialog").getByRole("button", { name: en.receipt.change, exact: true }).click();
    await mark(first);
    await first.getByText(en.casting.straight).waitFor();
    await first.locator("button[lang=vi]").click();
    await first.getByText(vi.casting.straight).waitFor();

    conference.close();
    conference.confirm();
    for (const page of others) await heading(page, en.closed.titleCounted).waitFor();
    conference.count();
    conference.announce();
    const verdict = JSON.stringify(conference.verify());
    expect(verdict).toContain('"high":5,"medium":0,"low":0,"blank":0');
    expect(verdict).toContain('"high":0,"medium":0,"low":0,"blank":5');
});
