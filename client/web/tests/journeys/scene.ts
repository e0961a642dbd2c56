// One journey's people and devices: each person has a browser of their own, in the journey's language.
import { mkdirSync } from "node:fs";
import { type Browser, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { contextOf, laptop, listen, projector, tooWide, violations } from "../browser/looks";
import { type GivenFile, type Hand, mouse } from "./hand";
import { type Outside } from "./outside";
import { type RealConference } from "../browser/real_conference";
import { type Stand } from "./stand";
import { type Words } from "./words";

/** SCREENS=folder keeps pictures of the pages. */
const screens = process.env["SCREENS"];
const smallest = { width: 360, height: 640 };

export interface Scene {
    readonly browser: Browser;
    readonly stand: Stand;
    readonly words: Words;
    readonly outside: Outside;
    /** How everybody works. */
    readonly hand: Hand;
    /** Runs in every page, before anything of ours. */
    readonly before: string;
    readonly clockIsOff: boolean;
    /** What any page's console says of errors. */
    readonly said: string[];
}

/** Somebody with a device of their own. */
export async function person(scene: Scene, size = laptop): Promise<Page> {
    const { language } = scene.words;
    const context = await contextOf(scene.browser, { size, language, scheme: "light" });
    await context.addInitScript(scene.before);
    return openTab(scene, await context.newPage());
}
/** One more page on that person's device. */
export async function anotherTab(scene: Scene, page: Page): Promise<Page> {
    return openTab(scene, await page.context().newPage());
}
async function openTab(scene: Scene, page: Page): Promise<Page> {
    listen(page, scene.said);
    hands.set(page, scene.hand);
    page.on("dialog", (dialog) => {
        scene.said.push(`a text from outside ran: ${dialog.message()}`);
        void dialog.dismiss();
    });
    await visit(page, scene.stand.origin);
    return page;
}

/** As somebody who tries again where the browser says that there is no network. */
export function visit(page: Page, url: string): Promise<void> {
    return untilThereIsNetwork(() => page.goto(url));
}
export function loadAgain(page: Page): Promise<void> {
    return untilThereIsNetwork(() => page.reload());
}
async function untilThereIsNetwork(load: () => Promise<unknown>): Promise<void> {
    for (;;)
        try {
            await load();
            return;
        } catch (error) {
            if (!String(error).includes("net::ERR_")) throw error;
        }
}

/** Holds the page to what must be true of every page: it fits the smallest phone, and texts from outside stay text. What
    axe-core finds depends on the language in names alone, which the browser's tests look at in both. */
export async function look({ words }: Scene, page: Page, name: string): Promise<void> {
    const usual = page.viewportSize() ?? laptop;
    expect(await page.locator("img, main script").count(), `${name}: elements from a text`).toBe(0);
    const hall = name.startsWith("hall");
    await page.setViewportSize(hall ? projector : smallest);
    expect(await tooWide(page), `${name} is too wide`).toBeLessThanOrEqual(0);
    if (words.language === "vi") expect(await violations(page), name).toEqual([]);
    await picture(page, `${name}-${words.language}-small`, !hall);
    await page.setViewportSize(usual);
    await picture(page, `${name}-${words.language}`, !hall);
}
async function picture(page: Page, name: string, fullPage: boolean): Promise<void> {
    if (!screens) return;
    mkdirSync(screens, { recursive: true });
    await page.screenshot({ path: `${screens}/${name}.png`, fullPage });
}

const hands = new WeakMap<Page, Hand>();
/** How the person at that page works. */
function handAt(page: Page): Hand {
    return hands.get(page) ?? mouse;
}
export function press(page: Page, name: string): Promise<void> {
    return follow(page.getByRole("main").getByRole("button", { name, exact: true }));
}
/** The question that was asked is answered with yes. */
export function agree(page: Page, name: string): Promise<void> {
    return follow(page.getByRole("dialog").getByRole("button", { name, exact: true }));
}
/** A link, or a button of any kind. */
export function follow(target: Locator): Promise<void> {
    return handAt(target.page()).press(target);
}
export function type(into: Locator, text: string): Promise<void> {
    return handAt(into.page()).type(into, text);
}
export function tick(box: Locator): Promise<void> {
    return handAt(box.page()).tick(box);
}
export function attach(at: Locator, file: GivenFile): Promise<void> {
    return handAt(at.page()).attach(at, file);
}
export function field(page: Page, label: string): Locator {
    return page.getByLabel(label, { exact: true });
}

/** What the page's QR codes say, as a camera would read them. */
export async function readQrCodes(page: Page, selector: string): Promise<string[]> {
    const { default: decodeQR } = await import("qr/decode.js");
    const pictures = await page.locator(`${selector} svg`).evaluateAll(drawn, side);
    return pictures.map((pixels) => decodeQR({ width: side, height: side, data: rgba(pixels) }));
}
const side = 600;

/** In the page: each code, drawn, as a "1" per dark pixel. */
async function drawn(codes: Element[], width: number): Promise<string[]> {
    const out: string[] = [];
    for (const code of codes) {
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(code))}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = width;
        const context = canvas.getContext("2d");
        if (!context) throw new Error("no canvas");
        context.fillStyle = "white"; // of the paper, also around a code that has no margin of its own
        context.fillRect(0, 0, width, width);
        context.drawImage(image, width / 20, width / 20, 0.9 * width, 0.9 * width);
        const { data } = context.getImageData(0, 0, width, width);
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

/** The links on the slips of a conference, in their order. */
export async function slipLinks(browser: Browser, conference: RealConference): Promise<string[]> {
    const page = await browser.newPage();
    await page.setContent(conference.slips());
    const links = await readQrCodes(page, "article");
    await page.close();
    return links;
}
