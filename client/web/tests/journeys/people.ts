// What people of a journey do on the pages, by the words that they see there.
import { writeFileSync } from "node:fs";
import { type Browser, type BrowserContext, type Page } from "playwright-core";
import { en } from "../../src/i18n/en";
import { en as staff } from "../../src/i18n/staff.en";
import { type Stand } from "./stand";

export const passphrase = "sáu ngọn nến trên bàn";

/** A person with a device of their own. What the console says of errors goes to `said`. */
export async function person(browser: Browser, stand: Stand, said: string[], size = laptop): Promise<Page> {
    const context: BrowserContext = await browser.newContext({
        ignoreHTTPSErrors: true,
        viewport: size,
        locale: "en-GB",
        reducedMotion: "reduce",
        acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => said.push(error.message));
    page.on("console", (message) => {
        if (message.type() === "error" && !message.text().includes("404")) said.push(message.text());
    });
    await page.goto(stand.origin);
    return page;
}
export const laptop = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };

export async function press(page: Page, name: string): Promise<void> {
    await page.getByRole("button", { name, exact: true }).last().click();
}
export async function fill(page: Page, label: string, value: string): Promise<void> {
    await page.getByLabel(label, { exact: true }).first().fill(value);
}
/** The question that was asked is answered with yes. */
export async function agree(page: Page, name: string): Promise<void> {
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
}

/** Makes a key, saves its file, and reads the saved file back. */
export async function makeKey(page: Page, stand: Stand, name: string): Promise<void> {
    const { key } = staff;
    await fill(page, key.name, name);
    await fill(page, en.common.passphrase, passphrase);
    await fill(page, en.common.passphraseAgain, passphrase);
    await press(page, key.make);
    const [saved] = await Promise.all([page.waitForEvent("download"), press(page, key.save)]);
    const file = stand.file(`${name.replaceAll(" ", "-")}.key`);
    await saved.saveAs(file);
    await page.getByLabel(key.readBack).setInputFiles(file);
    await fill(page, en.common.passphrase, passphrase);
    await press(page, key.prove);
}
export async function openKey(page: Page): Promise<void> {
    await fill(page, en.common.passphrase, passphrase);
    await press(page, staff.key.open);
}

/** A roll of that many people, as an office program writes it. */
export function writeRoll(stand: Stand, people: number): string {
    const rows = Array.from(
        { length: people },
        (_, at) => `${at + 1};"Đại biểu ${at + 1}";"Đơn vị; phòng ${at + 1}"`,
    );
    const file = stand.file("roll.csv");
    writeFileSync(file, "\ufeff" + ["Số;Họ tên;Đơn vị", ...rows].join("\r\n") + "\r\n");
    return file;
}
