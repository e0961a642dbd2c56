// A hall whose network goes bad: connections that die in silence, that break, and that come back, at every step of a
// participant's way. Each has a receipt in the end, and the native program finds every ballot in the log, once.
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { en } from "../support/texts";
import { type FrontServer, serveInFrontOf } from "../browser/front_server";
import { contextOf } from "../browser/looks";
import { RealConference } from "../browser/real_conference";
import { BadNetwork } from "../support/bad_network";
import { slipLinks } from "./scene";

const look = { size: { width: 390, height: 844 }, language: "en", scheme: "light" } as const;
let browser: Browser;
let conference: RealConference;
let front: FrontServer;
let links: string[];

beforeAll(async () => {
    browser = await launchChromium();
    conference = await RealConference.make(comesBack.length);
    front = await serveInFrontOf(conference.behind.port, conference.behind.data);
    links = await slipLinks(browser, conference);
}, 900_000);
afterAll(async () => {
    await browser.close();
    front.end();
    conference.end();
});

/** A telephone, with a network of its own. */
class Phone {
    private constructor(
        readonly page: Page,
        readonly network: BadNetwork,
        readonly failures: string[],
    ) {}
    static async with(link: string): Promise<Phone> {
        const network = await BadNetwork.before(front.origin);
        const page = await (await contextOf(browser, look)).newPage();
        const failures: string[] = []; // of the page itself; a lost connection is told on the console too
        page.on("pageerror", ({ message }) => failures.push(message));
        await page.goto(link.replace(/^https:\/\/[^/]+/, network.url));
        return new Phone(page, network, failures);
    }
    press(name: string): Promise<void> {
        return this.page.getByRole("button", { name, exact: true }).click();
    }
    stands(title: string): Promise<void> {
        return this.page.getByRole("heading", { name: title, exact: true }).waitFor();
    }
    /** As when the screen is lit again: the page is told that it is visible. */
    async wake(): Promise<void> {
        await this.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    }
    async mark(): Promise<void> {
        await this.press(en.ballot.same);
        for (const official of await this.page.locator("fieldset.levels").all())
            await official.getByLabel("high confidence").check();
        await this.press(en.ballot.review);
        await this.press(en.review.seal);
        await this.stands(en.sealed.title);
    }
}

/** How each comes back from a network that died before the opening, and again while the ballot was to be sent. */
const comesBack: readonly (readonly [string, (phone: Phone) => unknown])[] = [
    ["sleeps on, and finds out by itself", () => undefined],
    ["looks at the page again", (phone) => phone.wake()],
    [
        "is cut off",
        ({ network }) => {
            network.cut();
        },
    ],
    [
        "is told that the network is back",
        ({ page }) => page.evaluate(() => dispatchEvent(new Event("online"))),
    ],
    [
        "loads the page again",
        async ({ network, page }) => {
            network.cut(); // or the browser would ask for the page over a connection that is dead
            await page.reload();
        },
    ],
];

it("everybody votes, whatever the network does", async () => {
    const phones = await Promise.all(links.map((link) => Phone.with(link)));
    await Promise.all(
        phones.map(async (phone) => {
            await phone.press(en.join.checkIn);
            await phone.stands(en.waiting.title);
        }),
    );
    for (const { network } of phones) network.stall();
    conference.open();
    conference.confirm();
    await Promise.all(
        phones.map(async (phone, at) => {
            const [, comeBack] = comesBack[at] ?? [];
            phone.network.recover();
            await comeBack?.(phone);
            await phone.mark();
            const tracker = phone.page.locator(".tracker-text");
            const sealed = await tracker.textContent();
            phone.network.stall();
            await phone.press(en.sealed.cast);
            await phone.stands(en.casting.offlineTitle); // NOT cast, in so many words
            phone.network.recover();
            await comeBack?.(phone);
            await phone.stands(en.receipt.title);
            expect(await tracker.textContent()).toBe(sealed);
        }),
    );
    conference.close();
    conference.confirm();
    conference.count();
    const verdict = JSON.stringify(conference.verify());
    expect(verdict).toContain(`"high":${phones.length},"medium":0,"low":0,"blank":0`);
    expect(phones.flatMap(({ failures }) => failures)).toEqual([]);
    await Promise.all(phones.map(({ network }) => network.stop()));
}, 900_000);
