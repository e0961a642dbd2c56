// What a phone's browser does around the pages: it translates, darkens the screen, throws away what is kept, or is inside an app.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { en, vi } from "../support/texts";
import { addressOf, newPage as pageOf, pageAddress, screens, setStage } from "./bundle_stage";
import { type Look, lookAtAll, phone } from "./looks";
import { openOn, stateNamed } from "./participant_stage";
import { conference } from "./stages";

setStage();

const look: Look = { size: phone, language: "en", scheme: "light" };
const zalo =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/23.03";

const newPage = () => pageOf(look);
/** The participant's page at that stage. */
async function show(page: Page, stage: string): Promise<void> {
    await page.unrouteAll();
    await openOn(page, stateNamed(stage));
}
/** A function of the browser that only counts its calls in `window.asked`. */
function counting(owner: string, name: string): string {
    return `globalThis.asked ??= 0;
        Object.defineProperty(${owner}, "${name}", { value: {
            request: async () => { ++asked; return { release: async () => undefined }; },
            persist: async () => { ++asked; return true; },
        } });`;
}
const asked = (page: Page) => page.evaluate<number>("asked");

it("no page is translated: it has its own languages", async () => {
    const page = await newPage();
    await page.goto(addressOf("/"));
    expect(await page.getAttribute("html", "translate")).toBe("no");
    await page.context().close();
});

it("a page whose parts do not come says so, and can be loaded again", async () => {
    const page = await newPage();
    await page.clock.install();
    const parts = /\/participant_page-/;
    await page.route(parts, () => undefined, { times: 1 }); // as over a connection that died in silence
    await page.goto(pageAddress("/vote"), { waitUntil: "commit" });
    await page.getByText(en.frame.loading).first().waitFor();
    expect(await page.getByText(en.frame.slow).count()).toBe(0);
    await page.clock.fastForward(20_000);
    await page.getByText(en.frame.slow).waitFor();
    await page.getByRole("button", { name: en.frame.reload, exact: true }).click();
    await page.getByText(en.frame.slow).waitFor({ state: "detached" });
    await page.getByRole("heading", { name: en.frame.product, exact: true }).waitFor({ state: "detached" });
    await page.context().close();
});

it("what a translator puts into a page is gone before anybody sees it", async () => {
    const page = await newPage();
    await show(page, "sealed");
    const words = () => page.locator("main").innerText();
    const own = await words();
    for (const steps of [1, 2]) {
        const left = await page.evaluate(async (inTwo) => {
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found: Text[] = [];
            while (texts.nextNode()) found.push(texts.currentNode as Text);
            for (const text of found) {
                if (text.parentElement?.closest("script, style")) continue;
                const translated = document.createElement("font");
                translated.innerHTML = "<font>đã dịch</font>";
                if (inTwo) text.after(translated);
                if (inTwo) text.remove();
                else text.replaceWith(translated);
            }
            await Promise.resolve(); // what is observed is told before anything is painted
            return document.querySelectorAll("#app font").length;
        }, steps === 2);
        expect(left).toBe(0);
        expect(await words()).toBe(own);
    }
    await page.locator("button[lang=vi]").dispatchEvent("click"); // the texts are still the page's to change
    await page.getByRole("heading", { name: vi.sealed.title, exact: true }).waitFor();
    await page.context().close();
});

it.each([
    ["party", "Đồng chí đã bỏ phiếu xong"],
    ["state", "Quý vị đã bỏ phiếu xong"],
] as const)("people are addressed as the papers of the %s do", async (profile, title) => {
    const page = await pageOf({ ...look, language: "vi" });
    await openOn(page, { ...stateNamed("cast"), conference: { ...conference, profile } });
    await page.getByText(title).first().waitFor();
    await page.context().close();
});

describe("the screen", () => {
    it("stays on while a participant waits, again after the page was hidden, and not once a ballot is cast", async () => {
        const page = await newPage();
        await page.addInitScript(counting("Navigator.prototype", "wakeLock"));
        await show(page, "checked-in");
        await expect.poll(() => asked(page)).toBe(1);
        await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
        await expect.poll(() => asked(page)).toBe(2);
        await page.evaluate(() => {
            Object.defineProperty(document, "visibilityState", { value: "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        });
        expect(await asked(page)).toBe(2);
        await show(page, "cast");
        expect(await asked(page)).toBe(0);
        await page.context().close();
    });
    it("stays on in the hall", async () => {
        const page = await newPage();
        await page.addInitScript(counting("Navigator.prototype", "wakeLock"));
        await page.goto(pageAddress("/hall"));
        await page.waitForSelector(".hall");
        await expect.poll(() => asked(page)).toBe(1);
        await page.context().close();
    });
});

describe("what is kept", () => {
    it("is asked once to last, and only where something is", async () => {
        const page = await newPage();
        await page.addInitScript(counting("Navigator.prototype", "storage"));
        await show(page, "no-slip");
        expect(await asked(page)).toBe(0);
        await show(page, "checked-in");
        await expect.poll(() => asked(page)).toBe(1);
        await show(page, "checked-in");
        expect(await asked(page)).toBe(0);
        await page.context().close();
    });
});

describe("a browser inside an app", () => {
    const inApp = () => pageOf(look, zalo);
    it("is told to be left before anything is kept, with the address to copy", async () => {
        const page = await inApp();
        await page.addInitScript(
            `Object.defineProperty(Navigator.prototype, "clipboard", {
                value: { writeText: async (text) => { globalThis.copied = text; } } });`,
        );
        await show(page, "no-slip");
        await page.getByText(en.inApp.title).waitFor();
        await page.getByRole("button", { name: en.inApp.copy }).click();
        await page.getByText(en.codeText.copied, { exact: true }).waitFor();
        expect(await page.evaluate("copied")).toBe(pageAddress("/vote"));
        expect((await lookAtAll(page, "in-app", screens)).join("\n")).toBe("");
        await page.context().close();
    });
    it("says so where the address cannot be copied", async () => {
        const page = await inApp();
        await page.addInitScript("delete Navigator.prototype.clipboard");
        await show(page, "greeting");
        await page.getByRole("button", { name: en.inApp.copy }).click();
        await page.getByText(en.codeText.notCopied).waitFor();
        await page.context().close();
    });
    it("is not sent away from what it keeps, and no other browser is told", async () => {
        const page = await inApp();
        await show(page, "checked-in");
        expect(await page.getByText(en.inApp.title).count()).toBe(0);
        await page.context().close();
        const own = await newPage();
        await show(own, "no-slip");
        expect(await own.getByText(en.inApp.title).count()).toBe(0);
        await own.context().close();
    });
});
