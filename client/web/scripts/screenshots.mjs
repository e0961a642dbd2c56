// Pictures of pages, for scripts/screenshots: node screenshots.mjs FOLDER VOTING ANNOUNCED COPY COPY
// The first two are addresses of conferences, the last two saved credentials for the one at the vote; their passphrase is read
// from file descriptor 3.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [folder, voting, announced, ...copies] = process.argv.slice(2);
const passphrase = readFileSync(3, "utf8").trim();
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
});

async function open(url, locale, width, height) {
    const context = await browser.newContext({
        ignoreHTTPSErrors: true,
        reducedMotion: "reduce",
        colorScheme: "light",
        viewport: { width, height },
        locale,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(url);
    return page;
}
async function keep(page, name) {
    await page.screenshot({ path: `${folder}/${name}.png` });
    await page.context().close();
}

/** A ballot with its first official marked. A saved credential names no board, so that the fingerprint is typed. */
async function ballot(copy, fingerprint, locale, name) {
    const page = await open(copy, locale, 390, 844);
    await page.locator("input[type=password]").fill(passphrase);
    await page.locator("form button[type=submit]").click();
    await page.locator("main input[inputmode=numeric]").fill(fingerprint);
    await page.locator("main button.primary").first().click();
    const official = page.locator("fieldset.levels").first();
    await official.getByRole("radio").first().check();
    await official.scrollIntoViewIfNeeded();
    await keep(page, name);
}

try {
    const hall = await open(`${voting}/hall`, "vi-VN", 1280, 720);
    await hall.getByText("6 / 10").waitFor();
    const fingerprint = (await hall.locator(".fingerprint").first().innerText()).replace(/\D/g, "");
    await keep(hall, "hall");
    await ballot(copies[0], fingerprint, "vi-VN", "ballot-vi");
    await ballot(copies[1], fingerprint, "en-GB", "ballot-en");
    const results = await open(`${announced}/results`, "en-GB", 1280, 900);
    await results.locator("main svg").first().waitFor();
    await keep(results, "results");
} finally {
    await browser.close();
}
