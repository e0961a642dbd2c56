// Participants in real browsers against a real server: one votes by keyboard and changes the vote, one challenges and
// checks on a second device, one reloads half-way, one loses the network between seal and cast while the server is
// killed, one types the code. The native client leads the conference and gives the last word.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import decodeQR from "qr/decode.js";
import { RealConference } from "./real_conference";

const people = 6;
const patienceMs = 180_000; // of a machine that has other things to do
let browser: Browser;
let conference: RealConference;
/** What each slip says: the link of its QR code, and the code in letters. */
let slips: { link: string; code: string }[];

beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium" });
    conference = await RealConference.make(people);
    slips = await readSlips(conference.slips());
}, 900_000);
afterAll(async () => {
    await browser.close();
    conference.end();
});

async function readSlips(html: string): Promise<typeof slips> {
    const page = await browser.newPage();
    await page.setContent(html);
    const codes = await page.locator("p.code").allTextContents();
    const side = 330;
    const pictures = await page.evaluate(darkPixels, side);
    await page.close();
    return pictures.map((pixels, i) => ({
        link: decodeQR({ width: side, height: side, data: rgba(pixels) }),
        code: codes[i] ?? "",
    }));
}

/** In the page: each slip's QR code, drawn, as a "1" per dark pixel. */
async function darkPixels(side: number): Promise<string[]> {
    const out: string[] = [];
    for (const svg of document.querySelectorAll("article svg")) {
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = side;
        const context = canvas.getContext("2d");
        if (!context) throw new Error("no canvas");
        context.fillStyle = "white";
        context.fillRect(0, 0, side, side);
        context.drawImage(image, 15, 15, side - 30, side - 30);
        const { data } = context.getImageData(0, 0, side, side);
        let pixels = "";
        for (let at = 0; at < data.length; at += 4) pixels += (data[at] ?? 0) < 128 ? "1" : "0";
        out.push(pixels);
    }
    return out;
}
function rgba(pixels: string): Uint8ClampedArray {
    const out = new Uint8ClampedArray(4 * pixels.length).fill(255);
    for (let at = 0; at < pixels.length; ++at) if (pixels[at] === "1") out.fill(0, 4 * at, 4 * at + 3);
    return out;
}

async function device(): Promise<{ context: BrowserContext; page: Page }> {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport, locale: "en-GB" });
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    page.on("pageerror", (error) => {
        throw error;
    });
    return { context, page };
}
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

async function checkIn(link: string): Promise<{ context: BrowserContext; page: Page }> {
    const opened = await device();
    await opened.page.goto(link);
    await press(opened.page, "Check in");
    await heading(opened.page, "You are checked in").waitFor();
    return opened;
}
/** Marks the officials with these levels, 3 high to 1 low and 0 for none, and seals. */
async function markAndSeal(page: Page, levels: number[]): Promise<void> {
    for (const [j, level] of levels.entries())
        if (level > 0)
            await page
                .locator("fieldset.levels")
                .nth(j)
                .getByRole("radio")
                .nth(3 - level)
                .check();
    await press(page, "Review the ballot");
    if (levels.includes(0)) await press(page, "Leave empty");
    await press(page, "Seal the ballot");
    await heading(page, "Sealed, NOT cast").waitFor();
}
async function fingerprintOn(page: Page): Promise<string> {
    const spoken = (await page.locator(".fingerprint").getAttribute("aria-label")) ?? "";
    return spoken.replace(/\D/g, "");
}
const trackerOn = async (page: Page) =>
    (await page.locator(".tracker-text span:not(.unseen)").allTextContents()).join("");

it("six participants vote, and every number agrees with the native client's", async () => {
    const checkedIn = [];
    for (const { link } of slips.slice(0, 5)) checkedIn.push(await checkIn(link));
    const [first, second, third, fourth, fifth] = checkedIn;
    if (!first || !second || !third || !fourth || !fifth) throw new Error("five devices");
    expect(first.page.url()).toBe(conference.address + "/vote");

    // The sixth types the code, and is greeted without a name.
    const sixth = await device();
    await sixth.page.goto(conference.address);
    await press(sixth.page, "Type the number and the code");
    await sixth.page.getByLabel("Roll number").fill("6");
    await sixth.page.getByLabel("Code on the slip").fill(slips[5]?.code.toLowerCase() ?? "");
    await press(sixth.page, "Use this code");
    await sixth.page.getByText("The code was typed", { exact: false }).waitFor();
    await press(sixth.page, "Check in");
    await heading(sixth.page, "You are checked in").waitFor();

    // Whoever comes with a slip that is used already goes to the desk.
    const late = await device();
    await late.page.goto(slips[0]?.link ?? "");
    await heading(late.page, "This number is taken").waitFor();

    conference.open();
    await first.page.getByText("6 of 6 participants checked in").waitFor();
    const sheet = conference.confirm();
    const pages = [first, second, third, fourth, fifth, sixth].map(({ page }) => page);
    for (const page of pages) await page.getByRole("button", { name: "They are the same" }).waitFor();
    const digits = await Promise.all(pages.map(fingerprintOn));
    expect(new Set(digits).size).toBe(1);
    expect(sheet.replace(/\D/g, "")).toContain(digits[0]);
    for (const page of pages) await press(page, "They are the same");

    // The first casts and then changes the vote.
    await markAndSeal(first.page, [3, 1]);
    await press(first.page, "Cast");
    await heading(first.page, "Cast").waitFor();
    await press(first.page, "Change my vote");
    await first.page.getByRole("dialog").getByRole("button", { name: "Change my vote" }).click();
    await markAndSeal(first.page, [1, 3]);
    await press(first.page, "Cast");
    await first.page.getByText("Your earlier ballots").waitFor();

    // The second challenges; a second device and the native client see the same choices.
    await markAndSeal(second.page, [2, 0]);
    const challenged = await trackerOn(second.page);
    await press(second.page, "Check this device first");
    await press(second.page, "The tracker is noted");
    await heading(second.page, "Check on another device").waitFor();
    const downloading = second.page.waitForEvent("download");
    await press(second.page, "Save the file for the check");
    const saved = await (await downloading).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of saved) chunks.push(chunk as Buffer);
    const file = Buffer.concat(chunks).toString();
    expect(conference.check(file, challenged)).toMatchObject({ levels: [2, 0] });
    await press(second.page, "Mark and seal afresh");
    expect(await second.page.getByRole("radio", { checked: true }).count()).toBe(0);
    await markAndSeal(second.page, [2, 2]);
    expect(await trackerOn(second.page)).not.toBe(challenged);
    await press(second.page, "Cast");
    await heading(second.page, "Cast").waitFor();

    // The third reloads half-way.
    await third.page.locator("fieldset.levels").first().getByRole("radio").first().check();
    await third.page.getByText("1 of 2 marked").waitFor();
    await third.page.reload();
    await third.page.getByText("1 of 2 marked").waitFor();
    await markAndSeal(third.page, [0, 1]); // the first line's mark is still there
    await press(third.page, "Cast");
    await heading(third.page, "Cast").waitFor();

    // The fourth loses the server between seal and cast; the page says so, is reloaded, and casts by itself.
    await markAndSeal(fourth.page, [2, 1]);
    await conference.killServer();
    await press(fourth.page, "Cast");
    await heading(fourth.page, "No network: sealed, NOT cast").waitFor();
    const kept = await trackerOn(fourth.page);
    await conference.startServer();
    await heading(fourth.page, "Cast").waitFor();
    expect(await trackerOn(fourth.page)).toBe(kept);
    await fourth.page.reload();
    await heading(fourth.page, "Cast").waitFor();

    await markAndSeal(sixth.page, [1, 0]);
    await press(sixth.page, "Cast");
    await heading(sixth.page, "Cast").waitFor();

    conference.close();
    await heading(first.page, "Closed, waiting to be confirmed").waitFor();
    conference.confirm();
    for (const page of [first.page, second.page, third.page, fourth.page, sixth.page])
        await heading(page, "My ballot is in the count").waitFor();
    await heading(fifth.page, "The vote is closed").waitFor();

    conference.count();
    conference.announce();
    const verdict = JSON.stringify(conference.verify());
    expect(verdict).toContain('"high":1,"medium":2,"low":2,"blank":0');
    expect(verdict).toContain('"high":1,"medium":1,"low":2,"blank":1');
});
