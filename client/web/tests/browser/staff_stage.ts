// A staff page in Chromium over the log of tests/vectors at any moment: what the tests of the organizer's and of the counting
// board's pages share. SCREENS=folder keeps pictures.
import { mkdirSync } from "node:fs";
import { type Server } from "node:http";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { type Bytes } from "../../src/crypto/bytes";
import { initializeCrypto } from "../../src/crypto/sodium";
import { launchChromium } from "../support/chromium";
import { inWorker } from "../support/amiss";
import { en, staffTexts } from "../support/texts";
import { logEntries } from "../support/log";
import { contextOf, laptop, listen, lookAtAll } from "./looks";
import {
    conferenceId,
    followRecording,
    type HallOf,
    organizerKey,
    organizerVault,
    passphrase,
    publishTo,
    type Recording,
    trusteeKey,
} from "./recorded_log";
import { serveBundle } from "./static_server";

const staff = staffTexts.en;
const screens = process.env["SCREENS"];

export interface Opened {
    readonly page: Page;
    readonly said: string[];
}

/** The first entries of the log. */
export const at = (size: number) => logEntries.slice(0, size);

/** A browser, and the bundle with a recorded log behind it. */
export class StaffStage {
    private published = 0; // entries
    private before = ""; // in each worker that starts now
    private browser!: Browser; // these stand once it has started
    private server!: Server;
    recording!: Recording;
    origin = "";

    /** It starts before the file's first test, and ends after the last. */
    static forThisFile(): StaffStage {
        const stage = new StaffStage();
        beforeAll(() => stage.start());
        afterAll(() => stage.end());
        return stage;
    }
    private async start(): Promise<void> {
        await initializeCrypto();
        ({ server: this.server, origin: this.origin } = await serveBundle((path, content) =>
            inWorker(path, this.before, content),
        ));
        this.recording = followRecording(this.server, () => this.published);
        this.browser = await launchChromium();
        if (screens) mkdirSync(screens, { recursive: true });
    }
    private async end(): Promise<void> {
        await this.browser.close();
        this.server.closeAllConnections();
        this.server.close();
    }

    /** The page at that path, and the log with these entries behind it. `before` runs in the page and in its worker, before
        anything of ours. */
    async open(path: string, entries: readonly Bytes[] = [], before = ""): Promise<Opened> {
        const context = await contextOf(this.browser, { size: laptop, language: "en", scheme: "light" });
        const page = await context.newPage();
        const said: string[] = [];
        listen(page, said);
        await context.addInitScript(before);
        this.before = before;
        await this.publish(page, entries);
        await page.goto(this.origin + path);
        return { page, said };
    }
    /** From now on the page sees a log of these entries. */
    async publish(page: Page, entries: readonly Bytes[]): Promise<void> {
        this.published = entries.length;
        if (entries.length > 0) await publishTo(page, entries);
    }
    async organizerAt(entries: readonly Bytes[]): Promise<Opened> {
        const opened = await this.open(`/c/${conferenceId}/organizer`, entries);
        await openKey(opened.page, organizerKey());
        await opened.page.getByText(staff.next.title).waitFor();
        return opened;
    }
    /** On the device that imported the roll. */
    async organizerWithRoll(entries: readonly Bytes[], hallOf?: HallOf): Promise<Opened> {
        const opened = await this.open(`/c/${conferenceId}/organizer`, entries);
        await opened.page.getByText(staff.key.haveFile).waitFor();
        await keepRoll(opened.page, hallOf);
        await openKey(opened.page, organizerKey());
        await opened.page.getByText(staff.next.title).waitFor();
        return opened;
    }
    async memberAt(entries: readonly Bytes[], number = 2): Promise<Opened> {
        const opened = await this.open(`/c/${conferenceId}/board#${"1".repeat(32)}`, entries);
        await openKey(opened.page, trusteeKey(number));
        await press(opened.page, staff.board.join);
        await opened.page.getByText(staff.numbers.title).waitFor();
        return opened;
    }
}

export async function openKey(page: Page, file: Bytes): Promise<void> {
    await press(page, staff.key.haveFile);
    const content = { name: "key", mimeType: "application/octet-stream", buffer: Buffer.from(file) };
    await page.getByLabel(staff.key.chooseFile).setInputFiles(content);
    await fill(page, en.common.passphrase, passphrase);
    await press(page, staff.key.open);
}
export function press(page: Page, name: string): Promise<void> {
    return page.getByRole("button", { name, exact: true }).last().click();
}
export function fill(page: Page, label: string, value: string): Promise<void> {
    return page.getByLabel(label, { exact: true }).first().fill(value);
}

/** It is worthy in every look, with nothing on the console. */
export async function expectWorthy({ page, said }: Opened, name: string): Promise<void> {
    expect((await lookAtAll(page, name, screens)).join("\n")).toBe("");
    expect(said).toEqual([]);
    await page.locator("button[lang=en]").dispatchEvent("click");
    await page.setViewportSize(laptop);
}

/** The names and codes of the roll, as this device has them since it imported the roll. */
export async function keepRoll(page: Page, hallOf: HallOf = () => ""): Promise<void> {
    for (const [name, content] of await organizerVault(hallOf)) await keep(page, name, content);
}

/** As the page itself would keep a sealed file of this conference. */
async function keep(page: Page, name: string, content: Bytes): Promise<void> {
    await page.evaluate(
        ([key, bytes]) =>
            new Promise<void>((resolve, reject) => {
                const request = indexedDB.open("vouch");
                request.onsuccess = () => {
                    const transaction = request.result.transaction("keys", "readwrite");
                    transaction.objectStore("keys").put(new Uint8Array(bytes), key);
                    transaction.oncomplete = () => {
                        request.result.close();
                        resolve();
                    };
                };
                request.onerror = () => {
                    reject(new Error("IndexedDB"));
                };
            }),
        [`organizer/${conferenceId}/${name}`, [...content]] as const,
    );
}
