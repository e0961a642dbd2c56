// The public pages against a real server that held a rehearsal: the figures are the native client's, what it says of a
// tampered log the page says too, and a tracker is found in the log alone.
import { readFileSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { fetchEntries } from "../../src/crypto/log_check";
import { initializeCrypto } from "../../src/crypto/sodium";
import { trackerText } from "../../src/election/enrolment";
import { Replay } from "../../src/election/replay";
import { type FrontServer, serveInFrontOf } from "./front_server";
import { contextOf, laptop, listen, tooWide, violations } from "./looks";
import { type NativeAnswer, Rehearsal } from "./rehearsal";

const asPublished = (_: string, content: Buffer) => content;
let browser: Browser;
let context: BrowserContext;
let rehearsal: Rehearsal;
let front: FrontServer;
beforeAll(async () => {
    rehearsal = await Rehearsal.hold();
    front = await serveInFrontOf(rehearsal.port, rehearsal.data);
    browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium" });
    context = await contextOf(browser, { size: laptop, language: "en", scheme: "light" });
}, 600_000);
afterAll(async () => {
    await browser.close();
    front.server.close();
    rehearsal.end();
});

async function open(path: string, said: string[] = []): Promise<Page> {
    const page = await context.newPage();
    listen(page, said);
    await page.goto(`${front.origin}/c/${rehearsal.id}${path}`);
    return page;
}

async function saved(page: Page, button: string): Promise<string> {
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: button }).click(),
    ]);
    return readFileSync(await download.path(), "utf8");
}

/** Verifies with that key and hands back the report as saved, and the sentence shown. */
async function verify(vkey: string): Promise<{ report: NativeAnswer; shown: string }> {
    const said: string[] = [];
    const page = await open("/verify", said);
    await page.getByRole("textbox").fill(vkey);
    await page.getByRole("button", { name: "Verify everything" }).click();
    await page.getByRole("button", { name: "Save the report" }).waitFor({ timeout: 300_000 });
    const shown = (await page.locator(".notice").first().textContent()) ?? "";
    const report = JSON.parse(await saved(page, "Save the report")) as NativeAnswer;
    expect(await violations(page)).toEqual([]);
    expect(await tooWide(page)).toBeLessThanOrEqual(0);
    expect(said).toEqual([]);
    await page.close();
    return { report, shown };
}

describe("verifying", () => {
    it("finds that everything holds, with the native verifier's figures", async () => {
        const expected = rehearsal.verify();
        expect(expected.holds).toBe(true);
        const { report, shown } = await verify(rehearsal.vkey);
        expect(shown).toContain("Everything holds");
        expect(report).toMatchObject({
            holds: true,
            size: expected.size,
            root: expected.root,
            ballots_counted: expected.ballots_counted,
            fingerprint: expected.fingerprint,
            result: expected.result,
        });
    });

    it("refuses a tampered log at the entry that the native verifier names, for the same reason", async () => {
        const flip = (path: string, content: Buffer) => {
            if (!path.includes("/tile/entries/")) return content;
            const changed = Buffer.from(content);
            const at = changed.length >> 1; // inside a ballot
            changed[at] = (changed[at] ?? 0) ^ 1;
            return changed;
        };
        const expected = rehearsal.verify(flip).fault;
        expect(expected?.entry).toBeGreaterThan(0);
        front.change = flip;
        const { report, shown } = await verify(rehearsal.vkey);
        front.change = asPublished;
        expect(report.holds).toBe(false);
        expect(report.fault).toEqual(expected);
        expect(shown).toContain(`entry ${expected?.entry ?? ""}`);
    });

    it("refuses the log under another log's key", async () => {
        const other = "vote.example/audit+7ca49c9a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
        const { report, shown } = await verify(other);
        expect(report.holds).toBe(false);
        expect(report.fault?.file).toBe("checkpoint");
        expect(shown).toContain("IT DOES NOT HOLD");
    });

    it("takes the key that the log names only when told so, and says so", async () => {
        const page = await open("/verify");
        await page.getByRole("button", { name: "I have no key" }).click();
        await page.getByText("held against no other source").first().waitFor({ timeout: 300_000 });
        await page.close();
    });
});

describe("the results", () => {
    it("are the native client's, to the byte", async () => {
        const page = await open("/results");
        await page.getByRole("button", { name: "Save the table" }).waitFor({ timeout: 300_000 });
        expect(await saved(page, "Save the table")).toBe(rehearsal.published("results.csv").toString());
        await page.close();
    });
});

describe("the hall screen", () => {
    it("shows the announced result of a log that it replayed, and stays connected", async () => {
        const page = await open("/hall");
        await page.locator(".hall-officials > li").nth(2).waitFor({ timeout: 300_000 });
        await page.waitForTimeout(2_000);
        expect(await page.locator(".hall-offline").count()).toBe(0);
        expect(await page.locator(".hall-mark").count()).toBe(0);
        await page.keyboard.press("ArrowRight"); // the fifth official is the one whom a rule hits
        await page.locator(".hall-mark").waitFor();
        await page.close();
    });
});

describe("looking up", () => {
    it("finds a ballot that counts by its characters and its QR code, and no other", async () => {
        await initializeCrypto();
        const replay = new Replay();
        const files = (path: string) => Promise.resolve(new Uint8Array(rehearsal.published(`log/${path}`)));
        const size = rehearsal.verify().size;
        const entries = await fetchEntries(files, 0, size);
        if (!entries.ok) throw new Error(entries.detail);
        for (const entry of entries.value) replay.feed(entry);
        const ballot = [...replay.state.ballots.values()][3];
        if (!ballot) throw new Error("no ballot");

        const page = await open("/lookup");
        const field = page.getByRole("textbox");
        for (const text of [trackerText(ballot.tracker).toLowerCase(), toHex(ballot.tracker)]) {
            await field.fill(text, { timeout: 300_000 });
            await page.getByRole("button", { name: "Look up" }).click();
            await page.getByText(`It stands at place ${ballot.index} of the log.`).waitFor();
        }
        await field.fill("0".repeat(26));
        await page.getByRole("button", { name: "Look up" }).click();
        await page.getByText("There is no such ballot").waitFor();
        await field.fill("not a tracker");
        await page.getByRole("button", { name: "Look up" }).click();
        await page.getByText("A tracker has 26 letters and digits").waitFor();
        expect(await violations(page)).toEqual([]);
        await page.close();
    });
});
