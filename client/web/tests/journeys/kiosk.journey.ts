// A tablet that five people share, with its camera, against a real tally server: each checks in, votes, and is forgotten
// after either; one of them types the code. The native client leads the conference and gives the last word.
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeCharacters } from "../../src/election/enrolment";
import { mistypedText } from "../../src/pages/mistyped";
import { launchChromium } from "../support/chromium";
import { en } from "../support/texts";
import { Camera } from "../browser/camera";
import { type FrontServer, serveInFrontOf } from "../browser/front_server";
import { contextOf, listen } from "../browser/looks";
import { RealConference } from "../browser/real_conference";
import { readQrCodes } from "./scene";

const people = 6;
const camera = new Camera();
let browser: Browser;
let conference: RealConference;
let front: FrontServer;
/** What each says: the link of its QR code, and the code in letters. */
let slips: { readonly link: string; readonly code: string }[];

beforeAll(async () => {
    browser = await launchChromium(camera.args);
    conference = await RealConference.make(people);
    front = await serveInFrontOf(conference.behind.port, conference.behind.data);
    slips = await readSlips(conference.slips());
}, 900_000);
afterAll(async () => {
    await browser.close();
    front.end();
    conference.end();
    camera.end();
});

/** The browser knows the conference by the address in front of the server. */
async function readSlips(printed: string): Promise<typeof slips> {
    const page = await browser.newPage();
    await page.setContent(printed);
    const links = await readQrCodes(page, "article");
    const codes = await page.locator(".code").allTextContents();
    await page.close();
    const behindFront = (link: string) => link.replace(/^https:\/\/[^/]+/, front.origin);
    return links.map((link, at) => ({ link: behindFront(link), code: codes[at] ?? "" }));
}
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
function press(page: Page, name: string): Promise<void> {
    return page.getByRole("button", { name, exact: true }).click();
}
async function scan(page: Page, number: number): Promise<void> {
    camera.show(slips[number - 1]?.link ?? "");
    await press(page, en.join.scan);
}
async function type(page: Page, number: number): Promise<void> {
    await press(page, en.join.typed);
    await page.getByLabel(en.join.number).fill(String(number));
    const code = slips[number - 1]?.code ?? "";
    const mistyped = code.replace(/.(?=.-[^-]*$)/, (right) => (right === "7" ? "8" : "7"));
    await page.getByLabel(en.join.code).fill(mistyped);
    await press(page, en.join.use);
    await page.getByText(mistypedText(en.mistyped, { kind: "oneWrong", place: 18 })).waitFor();
    expect(await page.getByLabel(en.join.code).inputValue()).toBe(mistyped);
    await page.getByLabel(en.join.number).fill(String(number + 1));
    await page.getByLabel(en.join.code).fill(code);
    await press(page, en.join.use);
    await page.getByText(en.desk.otherCodeBody).waitFor();
    expect(await page.getByLabel(en.join.code).inputValue()).toBe(code);
    await page.getByLabel(en.join.number).fill(String(number));
    await press(page, en.join.use);
}
async function leave(page: Page): Promise<void> {
    await press(page, en.kiosk.finish);
    await page.getByText(en.kiosk.finished).waitFor();
}
async function leaveWithoutCasting(page: Page): Promise<void> {
    await press(page, en.kiosk.leave);
    await page.getByRole("dialog").getByRole("button", { name: en.kiosk.leave, exact: true }).click();
    await heading(page, en.kiosk.leftTitle).waitFor();
}
/** High confidence for the first of two, and nothing for the other. The fingerprint is typed where the code was. */
async function vote(page: Page, digits?: string): Promise<string> {
    if (digits) {
        await page.getByLabel(en.asked.digits).fill(digits);
        await press(page, en.asked.check);
    } else {
        await press(page, en.ballot.same);
    }
    await page.getByLabel("high confidence").first().check();
    await press(page, en.ballot.review);
    await press(page, en.ballot.blankKeep);
    await press(page, en.review.seal);
    await press(page, en.sealed.cast);
    await heading(page, en.receipt.title).waitFor();
    return await trackerOn(page);
}
async function trackerOn(page: Page): Promise<string> {
    return (await page.locator(".tracker-text span:not(.unseen)").allTextContents()).join("");
}

/** In the page: what the tablet keeps, by store, as text that would show a secret in the clear. */
function keptOn(page: Page): Promise<Record<string, { keys: string[]; content: string }>> {
    return page.evaluate(async () => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
            const request = indexedDB.open("vouch");
            request.onsuccess = () => {
                resolve(request.result);
            };
            request.onerror = () => {
                reject(new Error("IndexedDB"));
            };
        });
        const kept: Record<string, { keys: string[]; content: string }> = {};
        for (const name of database.objectStoreNames) {
            const store = database.transaction(name).objectStore(name);
            const all = <T>(request: IDBRequest<T>) =>
                new Promise<T>((resolve) => {
                    request.onsuccess = () => {
                        resolve(request.result);
                    };
                });
            const keys = (await all(store.getAllKeys())).map(String);
            const content = (await all(store.getAll())).map((value) =>
                value instanceof Uint8Array ? String.fromCharCode(...value) : JSON.stringify(value),
            );
            kept[name] = { keys, content: content.join("\n") };
        }
        database.close();
        return { ...kept, local: { keys: Object.keys(localStorage), content: JSON.stringify(localStorage) } };
    });
}
async function expectForgotten(page: Page, people: number): Promise<void> {
    const kept = await keptOn(page);
    for (const store of ["credentials", "marks", "sealed", "receipts", "keys", "records", "local"])
        expect(kept[store]?.keys, store).toEqual([]);
    const numbers = Array.from({ length: people }, (_, i) => `${conference.id}/${i + 1}`);
    expect(kept["kiosk"]?.keys.sort()).toEqual(numbers);
    const content = JSON.stringify(kept);
    for (const { code } of slips)
        expect(content).not.toContain(code.replaceAll("-", "").slice(0, codeCharacters));
    expect(await page.locator("body").textContent()).not.toContain("Đại biểu số");
}

it("people share a tablet, and it knows nobody without their slip", async () => {
    const look = { size: { width: 1024, height: 768 }, language: "en", scheme: "light" } as const;
    const page = await (await contextOf(browser, look)).newPage();
    const said: string[] = [];
    listen(page, said);
    await page.goto(`${front.origin}/c/${conference.id}/kiosk`);

    for (let number = 1; number <= 5; ++number) {
        await scan(page, number);
        await page.getByText(`Đại biểu số ${number}`).waitFor();
        await press(page, en.join.checkIn);
        await heading(page, en.waiting.title).waitFor();
        await page.getByText(en.kiosk.waiting).waitFor();
        await leave(page);
        await expectForgotten(page, number);
    }
    conference.open();
    const fingerprint = /fingerprint, .* is ([0-9 ]+)/.exec(conference.confirm())?.[1] ?? "";
    expect(fingerprint.replaceAll(" ", "")).toHaveLength(16);

    await scan(page, 6);
    await heading(page, en.desk.lateTitle).waitFor();
    await leave(page);
    const trackers: string[] = [];
    for (let number = 1; number <= 5; ++number) {
        const typed = number === 2;
        await (typed ? type : scan)(page, number);
        if (number === 3) {
            await leaveWithoutCasting(page);
            await scan(page, number);
        }
        trackers.push(await vote(page, typed ? fingerprint : undefined));
        await leave(page);
        await expectForgotten(page, 5);
    }
    expect(new Set(trackers).size).toBe(5);

    // The slip alone brings a person's ballot back, also after the tablet was started again.
    await page.reload();
    await scan(page, 1);
    await heading(page, en.receipt.title).waitFor();
    expect(await trackerOn(page)).toBe(trackers[0]);
    conference.close();
    conference.confirm();
    await heading(page, en.closed.titleCounted).waitFor();
    await leave(page);
    conference.count();
    conference.announce();
    const verdict = JSON.stringify(conference.verify());
    expect(verdict).toContain('"high":5,"medium":0,"low":0,"blank":0');
    expect(verdict).toContain('"high":0,"medium":0,"low":0,"blank":5');
    expect(said).toEqual([]);
});
