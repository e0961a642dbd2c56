// The organizer's and the counting board's pages in Chromium, over the log of tests/vectors at each moment: in both languages
// and themes and at each size axe-core finds nothing, nothing is cut off, targets are large. SCREENS=folder keeps pictures.
import { mkdirSync } from "node:fs";
import { type Server } from "node:http";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bytes, utf8 } from "../../src/crypto/bytes";
import { inGroupsOfFour } from "../../src/crypto/crockford";
import { SecretBytes } from "../../src/crypto/secret";
import { initializeCrypto } from "../../src/crypto/sodium";
import { en } from "../../src/i18n/en/main";
import { staffTexts } from "../../src/i18n/staff_texts";
import { slipLink } from "../../src/service/place";
import { logEntries, logVector } from "../support/log";
import { bytes } from "../support/vectors";
import { contextOf, laptop, listen, lookAtAll } from "./looks";
import {
    annulment,
    conferenceId,
    followRecording,
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
let browser: Browser;
let server: Server;
let origin: string;
let published = 0; // entries
let recording: Recording;

beforeAll(async () => {
    await initializeCrypto();
    ({ server, origin } = await serveBundle());
    recording = followRecording(server, () => published);
    browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium" });
    if (screens) mkdirSync(screens, { recursive: true });
});
afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
});

interface Opened {
    readonly page: Page;
    readonly said: string[];
}

/** The page at that path, and the log with these entries behind it. */
async function open(path: string, entries: readonly Bytes[] = []): Promise<Opened> {
    const context = await contextOf(browser, { size: laptop, language: "en", scheme: "light" });
    const page = await context.newPage();
    const said: string[] = [];
    listen(page, said);
    published = entries.length;
    if (entries.length > 0) await publishTo(page, entries);
    await page.goto(origin + path);
    return { page, said };
}
async function openKey(page: Page, file: Bytes): Promise<void> {
    await press(page, staff.key.haveFile);
    const content = { name: "key", mimeType: "application/octet-stream", buffer: Buffer.from(file) };
    await page.getByLabel(staff.key.chooseFile).setInputFiles(content);
    await fill(page, en.common.passphrase, passphrase);
    await press(page, staff.key.open);
}
function press(page: Page, name: string): Promise<void> {
    return page.getByRole("button", { name, exact: true }).last().click();
}
function fill(page: Page, label: string, value: string): Promise<void> {
    return page.getByLabel(label, { exact: true }).first().fill(value);
}

async function organizerAt(entries: readonly Bytes[]): Promise<Opened> {
    const opened = await open(`/c/${conferenceId}/organizer`, entries);
    await openKey(opened.page, organizerKey());
    await opened.page.getByText(staff.next.title).waitFor();
    return opened;
}
async function memberAt(entries: readonly Bytes[], number = 2): Promise<Opened> {
    const opened = await open(`/c/${conferenceId}/board#${"1".repeat(32)}`, entries);
    await openKey(opened.page, trusteeKey(number));
    await press(opened.page, staff.board.join);
    await opened.page.getByText(staff.numbers.title).waitFor();
    return opened;
}
const at = (size: number) => logEntries.slice(0, size);

/** It is worthy in every look, with nothing on the console. */
async function expectWorthy({ page, said }: Opened, name: string): Promise<void> {
    expect(await lookAtAll(page, name, screens)).toEqual([]);
    expect(said).toEqual([]);
    await page.locator("button[lang=en]").dispatchEvent("click");
    await page.setViewportSize(laptop);
}

describe("founding a conference", () => {
    it("a key is made, saved and opened", async () => {
        const opened = await open("/organizer");
        const { page } = opened;
        await page.getByLabel(staff.key.name).waitFor();
        await expectWorthy(opened, "key-make");
        await fill(page, staff.key.name, "Thư ký hội nghị");
        await fill(page, en.common.passphrase, passphrase);
        await fill(page, en.common.passphraseAgain, passphrase);
        expect(page.workers().map((worker) => worker.url())).toEqual([
            expect.stringContaining("desk_worker"),
        ]);
        await press(page, staff.key.make);
        await page.getByLabel(staff.key.readBack).waitFor();
        const [saved] = await Promise.all([page.waitForEvent("download"), press(page, staff.key.save)]);
        await expectWorthy(opened, "key-save");
        await page.getByLabel(staff.key.readBack).setInputFiles(await saved.path());
        await page.getByText(staff.key.proveBody).waitFor();
        await expectWorthy(opened, "key-prove");
        await page.context().close();
    });

    it("the form is filled in and signed off line by line", async () => {
        const opened = await open("/organizer");
        const { page } = opened;
        const { form, found, preview } = staff;
        await openKey(page, organizerKey());
        await page.getByText(form.officialsBody).waitFor();
        await press(page, found.look);
        await page.getByText(/things need correcting/).waitFor();
        for (const more of await page.locator("summary").all()) await more.click();
        await page.getByLabel(form.profile).selectOption("own");
        await expectWorthy(opened, "found-mistakes");
        await page.getByLabel(form.profile).selectOption("party");
        for (const label of [form.title, form.body, form.place, form.position])
            for (const language of ["Vietnamese", "English"])
                await fill(page, `${label} (${language})`, `${label} của Bảo hiểm xã hội Việt Nam`);
        await fill(page, form.name, "Nguyễn Văn Thí Dụ");
        await fill(page, form.witnesses, witness);
        await press(page, found.look);
        await page.getByText(preview.body).waitFor();
        await expectWorthy(opened, "found-preview");
        for (const box of await page.getByRole("checkbox").all()) await box.check();
        await press(page, preview.found);
        await page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "found-ask");
        await page.context().close();
    });
});
// Of the journeys' tests: nobody has its secret.
const witness = "witness.example/w+845899fc+BEBknvq6CSFxISHzrXP/Wvoj//xlBwAsI1scyacIyFWi";

describe("leading a conference", () => {
    it("the key is opened", async () => {
        const opened = await open(`/c/${conferenceId}/organizer`);
        await press(opened.page, staff.key.haveFile);
        const buffer = Buffer.from(organizerKey());
        const file = { name: "organizer.key", mimeType: "application/octet-stream", buffer };
        await opened.page.getByLabel(staff.key.chooseFile).setInputFiles(file);
        await fill(opened.page, en.common.passphrase, "not this passphrase");
        await press(opened.page, staff.key.open);
        await opened.page.getByText(staff.problems.wrongPassphrase).waitFor();
        await expectWorthy(opened, "key-open");
        await opened.page.context().close();
    });

    it("the roll is imported", async () => {
        const opened = await organizerAt(at(1));
        const { page } = opened;
        const { roll } = staff;
        const choose = (text: string) => {
            const file = { name: "roll.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
            return page.getByLabel(roll.file).setInputFiles(file);
        };
        await choose('Số,Tên,Đơn vị\n1,An,A\n3,,B\nx,Cường,C\n4,"Dũng,D\n1,Em\n');
        await page.getByText(roll.allMistakes).waitFor();
        await expectWorthy(opened, "roll-mistakes");
        const rows = Array.from(
            { length: 485 },
            (_, i) =>
                `${i + 1},Nguyễn Thị Hoàng ${i + 1},"Bảo hiểm xã hội tỉnh Bà Rịa – Vũng Tàu, phòng ${i % 7}"`,
        );
        await choose(`${rows.join("\n")}\n`);
        await page.getByText(roll.total(485)).waitFor();
        await expectWorthy(opened, "roll-preview");
        await page.context().close();
    });

    it("slips name no board before it stands, unless that is asked for", async () => {
        const opened = await organizerAt(at(3));
        const { page } = opened;
        for (const [name, content] of await organizerVault()) await keep(page, name, content);
        const print = page.getByRole("button", { name: staff.slips.all(12) });
        expect(await print.getAttribute("aria-disabled")).toBe("true");
        await expectWorthy(opened, "slips-before-the-board");
        await page.getByLabel(staff.slips.nameless).check();
        await print.click();
        await page.locator(".staff-slip").nth(11).waitFor();
        expect(await page.getByText(`${staff.slip.mark}:`).count()).toBe(0);
        await page.context().close();
    });

    it("slips are printed", async () => {
        const opened = await organizerAt(at(12));
        const { page } = opened;
        for (const [name, content] of await organizerVault()) await keep(page, name, content);
        await press(page, staff.slips.all(12));
        await page.locator(".staff-slip").nth(11).waitFor();
        const mark = inGroupsOfFour(logVector.slip_mark, "-");
        expect(await page.locator(".staff-slip").getByText(mark, { exact: true }).count()).toBe(12);
        expect(await page.locator(".staff-slip-code").first().textContent()).toBe(
            "M54B-GBAN-C3N3-C393-XVQ7-8F",
        );
        await expectWorthy(opened, "slips");
        await page.context().close();
    });

    it("the board is invited and compared", async () => {
        const opened = await organizerAt(at(3));
        const { page } = opened;
        await press(page, staff.invite.make(3));
        await page.locator("[data-invitation]").nth(2).waitFor();
        for (const box of await page.getByLabel(staff.invite.same).all()) await box.check();
        await expectWorthy(opened, "organizer-board");
        await press(page, staff.invite.sign);
        await page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "organizer-board-ask");
        await page.context().close();
    });

    it.each<[string, number]>([
        ["ceremony", 8],
        ["check-in", 12],
        ["before-the-opening", 23],
        ["confirming", 25],
        ["voting", 36],
        ["closed", 38],
        ["paper-count", 41],
        ["shares", 42],
        ["published", 44],
        ["announced", 45],
    ])("what comes next is said, %s", async (name, size) => {
        const opened = await organizerAt(at(size));
        await expectWorthy(opened, `organizer-${name}`);
        await opened.page.context().close();
    });

    it("a last call runs before the close", async () => {
        const opened = await organizerAt(at(36));
        const { page } = opened;
        await press(page, staff.open.close);
        await expectWorthy(opened, "organizer-close-ask");
        await page.getByRole("dialog").getByRole("button", { name: staff.open.close }).click();
        await page.getByRole("timer").waitFor();
        await page.getByText(staff.open.lastCallTold(9)).waitFor();
        await expectWorthy(opened, "organizer-last-call");
        await page.context().close();
    });

    it("an annulled vote says why", async () => {
        const opened = await organizerAt([...at(36), annulment("Mất điện trong hội trường")]);
        await expectWorthy(opened, "organizer-annulled");
        await opened.page.context().close();
    });
});

describe("the counting board", () => {
    it("a member joins", async () => {
        const opened = await open(`/c/${conferenceId}/board`, at(3));
        await openKey(opened.page, trusteeKey(2));
        await opened.page.getByText(staff.board.joinBody).waitFor();
        await expectWorthy(opened, "board-join");
        await opened.page.context().close();
    });

    it.each<[string, number]>([
        ["waiting", 3],
        ["dealt", 6],
        ["complaint", 8],
        ["acknowledged", 11],
        ["key-made", 12],
        ["confirm-open", 25],
        ["confirmed-open", 34],
        ["confirm-close", 38],
        ["paper", 41],
        ["count", 42],
        ["published", 44],
        ["announced", 45],
    ])("a member sees what is to be done, %s", async (name, size) => {
        const opened = await memberAt(at(size));
        await expectWorthy(opened, `board-${name}`);
        await opened.page.context().close();
    });

    it("what was refused is said again whenever the server tells of something", async () => {
        const { page } = await memberAt(at(4)); // its dealing is missing
        for (let push = 0; push < 3; ++push) {
            const before = recording.refused();
            recording.push();
            await expect.poll(recording.refused, { timeout: 30_000 }).toBeGreaterThan(before);
        }
        await page.context().close();
    });

    it("a member compares the anchor", async () => {
        const opened = await memberAt(at(7));
        const { page } = opened;
        const { anchor } = staff;
        await page.getByText(anchor.body).waitFor();
        await expectWorthy(opened, "board-anchor");
        const typed = page.getByLabel(anchor.typed);
        await typed.fill(logVector.slip_read_out.slice(1));
        await press(page, anchor.compare);
        await page.getByText(en.mistyped.count(26, 25)).waitFor();
        await expectWorthy(opened, "board-anchor-short");
        await typed.fill(logVector.slip_read_out.replace("J", "K"));
        await press(page, anchor.compare);
        await page.getByText(anchor.differsTitle).waitFor();
        await expectWorthy(opened, "board-anchor-differs");
        await press(page, anchor.head);
        await page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "board-anchor-ask-head");
        await page.context().close();
    });

    it("some slips are checked, and nothing of them is kept", async () => {
        const opened = await memberAt(at(12));
        const { page } = opened;
        const { slipCheck } = staff;
        const asked: string[] = [];
        page.on("request", (request) => {
            if (!request.url().includes("/log/")) asked.push(request.url()); // the page follows its log
        });
        const [entries, address] = [await page.evaluate(() => history.length), page.url()];
        const slips = [
            [slipOf(bytes(logVector.slip_anchor)), slipCheck.answer.good],
            [slipOf(new Uint8Array()), slipCheck.answer.nameless],
            ["https://tally.example/", slipCheck.answer.noSlip],
            [slipOf(new Uint8Array(32)), slipCheck.answer.other],
        ] as const;
        for (const [text, answer] of slips) {
            await page.getByLabel(slipCheck.paste).fill(text);
            await press(page, slipCheck.check);
            await page.getByText(answer).waitFor();
            expect(await page.getByLabel(slipCheck.paste).inputValue()).toBe("");
        }
        await page.getByText(slipCheck.count(1, 3)).waitFor();
        await expectWorthy(opened, "board-slips");
        expect(page.url()).toBe(address);
        expect(await page.evaluate(() => history.length)).toBe(entries);
        expect(asked).toEqual([]);
        expect(await everythingKept(page)).not.toContain(slipCode);
        await page.context().close();
    });

    it("figures of paper ballots are signed", async () => {
        const opened = await memberAt(at(41));
        const { page } = opened;
        const { paper } = staff;
        await press(page, paper.look);
        await page.getByText(paper.wrongNumber).waitFor();
        await expectWorthy(opened, "board-paper-mistakes");
        await fill(page, paper.collected, "1");
        for (const mark of [paper.high, paper.medium, paper.low, paper.blank])
            for (const field of await page.getByLabel(mark, { exact: true }).all())
                await field.fill(mark === paper.high ? "1" : "0");
        await press(page, paper.look);
        await press(page, paper.sign);
        await page.locator("[data-signature]").waitFor();
        await expectWorthy(opened, "board-paper-signed");
        await page.context().close();
    });

    it("a share is asked about before it is sent", async () => {
        const opened = await memberAt(at(42));
        await press(opened.page, staff.count.send);
        await opened.page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "board-count-ask");
        await opened.page.context().close();
    });
});

describe("a desk", () => {
    it("forgets its keys with its page, and asks for the passphrase again", async () => {
        const { page } = await organizerAt(at(12));
        await page.evaluate(() => {
            history.pushState(null, "", "/");
            dispatchEvent(new PopStateEvent("popstate"));
        });
        await expect.poll(() => page.workers().length).toBe(0);
        await page.goBack();
        await page.getByLabel(en.common.passphrase, { exact: true }).waitFor();
        expect(await page.getByText(staff.next.title).count()).toBe(0);
        await page.context().close();
    });
});

describe("a desk whose worker fails", () => {
    const failures: [string, () => void][] = [
        ["in a promise that nobody waits for", () => void Promise.reject(new Error("of the test"))],
        [
            "outside of any call",
            () => {
                setTimeout(() => {
                    throw new Error("of the test");
                });
            },
        ],
    ];
    it.each(failures)("says so, %s", async (_, fail) => {
        const { page } = await organizerAt(at(12));
        await page.workers()[0]?.evaluate(fail);
        await page.getByText(en.broken.unforeseen).waitFor();
        await expect.poll(() => page.workers().length).toBe(0); // and with it the keys are gone
        await page.context().close();
    });
});

const slipCode = "M54BGBANC3N3C393XVQ7";
function slipOf(anchor: Bytes): string {
    const code = SecretBytes.copyOf(utf8(slipCode));
    const rollKey = SecretBytes.take(new Uint8Array(32));
    return slipLink({
        place: { server: origin.replace("http:", "https:"), id: conferenceId },
        anchor,
        number: 1,
        code,
        rollKey,
    });
}

/** What the page's origin keeps in this browser, as text. */
function everythingKept(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const done = <T>(request: IDBRequest<T>) =>
            new Promise<T>((resolve, reject) => {
                request.onsuccess = () => {
                    resolve(request.result);
                };
                request.onerror = () => {
                    reject(new Error("IndexedDB"));
                };
            });
        const kept = [JSON.stringify([{ ...localStorage }, { ...sessionStorage }])];
        for (const { name = "" } of await indexedDB.databases()) {
            const database = await done(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                const content = await done(database.transaction(store).objectStore(store).getAll());
                for (const one of content as unknown[])
                    kept.push(
                        one instanceof Uint8Array
                            ? new TextDecoder("latin1").decode(one)
                            : JSON.stringify(one),
                    );
            }
            database.close();
        }
        return kept.join("\n");
    });
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
