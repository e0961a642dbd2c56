// A conference led by its staff alone, on the pages that they use: founded by form, roll imported, slips printed, three
// members of the board in three browsers, opening confirmed, one paper ballot and the others cast, close, paper count,
// counting by two, announcing. SCREENS=folder keeps pictures of the pages.
import { mkdirSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { en } from "../../src/i18n/en";
import { en as staff } from "../../src/i18n/staff.en";
import { agree, fill, laptop, makeKey, openKey, person, phone, press, writeRoll } from "./people";
import { Stand } from "./stand";

const screens = process.env["SCREENS"];
const people = 9;
const voters = 6;
const members = ["An Văn Một", "Bình Thị Hai", "Cường Ba"];
// The witness of the tests: nobody has its secret, so that the three members confirm alone.
const witness = "witness.example/w+845899fc+BEBknvq6CSFxISHzrXP/Wvoj//xlBwAsI1scyacIyFWi";

let browser: Browser;
let stand: Stand;
const said: string[] = [];

beforeAll(async () => {
    if (screens) mkdirSync(screens, { recursive: true });
    stand = await Stand.start();
    browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium" });
});
afterAll(async () => {
    await browser.close();
    await stand.end();
});

/** The page at both sizes in both languages. */
async function picture(page: Page, name: string): Promise<void> {
    if (!screens) return;
    for (const language of ["vi", "en"] as const) {
        await page.locator(`button[lang=${language}]`).click();
        for (const size of [laptop, phone]) {
            await page.setViewportSize(size);
            const path = `${screens}/${name}-${language}-${size.width}.png`;
            await page.screenshot({ path, fullPage: true });
        }
    }
    await page.setViewportSize(laptop);
}

async function found(page: Page): Promise<string> {
    const { form, preview } = staff;
    await page.goto(`${stand.origin}/organizer`);
    await picture(page, "organizer-key");
    await makeKey(page, stand, "Thư ký");
    stand.admit((await page.locator("[data-line]").textContent()) ?? "");
    for (const [label, text] of [
        [form.title, "Hội nghị lấy phiếu tín nhiệm"],
        [form.body, "Cơ quan thử nghiệm"],
        [form.place, "Hà Nội"],
    ] as const) {
        await fill(page, `${label} (Vietnamese)`, text);
        await fill(page, `${label} (English)`, `${text} <b>EN</b>`);
    }
    await press(page, form.addOfficial);
    for (const at of [0, 1]) {
        await page
            .getByLabel(form.name, { exact: true })
            .nth(at)
            .fill(`Nguyễn Văn Số ${at + 1}`);
        await page.getByLabel(`${form.position} (Vietnamese)`).nth(at).fill("Phó Tổng Giám đốc");
    }
    await fill(page, form.witnesses, witness);
    await press(page, staff.found.look);
    expect(await page.getByText(staff.found.mistakes(2)).count()).toBe(1); // two positions in English
    await picture(page, "found-form");
    for (const at of [0, 1])
        await page.getByLabel(`${form.position} (English)`).nth(at).fill("Deputy Director General");
    await press(page, staff.found.look);
    await page.getByText(preview.body).waitFor();
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await picture(page, "found-preview");
    await press(page, preview.found);
    await agree(page, preview.found);
    await page.getByText(staff.found.doneBody).waitFor();
    const path = /\/c\/[0-9a-f]{16}/.exec((await page.locator("main").textContent()) ?? "")?.[0];
    await page.getByRole("link", { name: staff.found.lead }).click();
    await openKey(page);
    await page.getByText(staff.next.roll).waitFor();
    return path ?? "";
}

/** The roll; a bad file first, of which nothing is taken. Returns the codes on the slips. */
async function importAndPrint(page: Page): Promise<string[]> {
    const { roll, slips } = staff;
    const bad = Buffer.from("Số,Tên,Đơn vị\n1,An,A\n3,,B\nx,Cường,C\n");
    await page.getByLabel(roll.file).setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer: bad });
    await page.getByText(roll.mistakes(2)).waitFor();
    await picture(page, "roll-mistakes");
    await page.getByLabel(roll.file).setInputFiles(writeRoll(stand, people));
    await page.getByText(roll.total(people)).waitFor();
    await press(page, roll.submit(people));
    await agree(page, roll.submit(people));
    await page.getByText(staff.next.board).waitFor();
    await picture(page, "organizer-lead");
    await press(page, slips.all(people));
    await page
        .locator(".staff-slip")
        .nth(people - 1)
        .waitFor();
    const codes = await page.locator(".staff-slip-code").allTextContents();
    expect(codes).toHaveLength(people);
    expect(new Set(codes).size).toBe(people);
    await picture(page, "slips");
    if (screens)
        await page.pdf({ path: `${screens}/slips.pdf`, preferCSSPageSize: true, printBackground: true });
    await press(page, slips.printDone);
    return codes;
}

async function seatBoard(organizer: Page): Promise<Page[]> {
    const { invite } = staff;
    await press(organizer, invite.make(members.length));
    await organizer
        .locator("[data-invitation]")
        .nth(members.length - 1)
        .waitFor();
    const links = await organizer.locator("[data-invitation]").allTextContents();
    expect(links).toHaveLength(members.length);
    const pages: Page[] = [];
    for (const [at, name] of members.entries()) {
        const page = await person(browser, stand, said);
        await page.goto(links[at] ?? "");
        expect(page.url()).not.toContain("#");
        await makeKey(page, stand, name);
        await press(page, staff.board.join);
        await page.getByText(staff.ceremony.waiting.board()).waitFor();
        const characters = await page.locator(".staff-characters").first().textContent();
        const row = organizer.getByRole("row").filter({ hasText: name });
        await row.waitFor();
        expect(await row.textContent()).toContain(characters);
        await row.getByRole("checkbox").check();
        pages.push(page);
    }
    await picture(organizer, "board-joined");
    await press(organizer, invite.sign);
    await agree(organizer, invite.sign);
    for (const page of pages) await page.getByText(staff.ceremony.done).waitFor();
    await organizer.getByText(invite.keyMade).waitFor();
    return pages;
}

/** The day before: two of the three lines are given to the first, who counts three. */
async function countKeys(pages: readonly Page[]): Promise<void> {
    const { readiness } = staff;
    const lines = await Promise.all(pages.map((page) => page.getByText(/^vouch-ready /).textContent()));
    const [first] = pages;
    if (!first) throw new Error("no board");
    await fill(first, readiness.others, lines.slice(1).join("\n"));
    await press(first, readiness.take);
    await first.getByText(readiness.count(3, 3, 2)).waitFor();
    await picture(first, "board-ready");
}

async function checkIn(path: string, number: number, code: string): Promise<Page> {
    const page = await person(browser, stand, said, phone);
    await page.goto(`${stand.origin}${path}/vote`);
    await press(page, en.join.typed);
    await fill(page, en.join.number, String(number));
    await fill(page, en.join.code, code);
    await press(page, en.join.use);
    await press(page, en.join.checkIn);
    await page.getByRole("heading", { name: en.waiting.title }).waitFor();
    return page;
}

/** High confidence for the first official, no mark for the second. */
async function cast(page: Page): Promise<void> {
    const { ballot, review, sealed, receipt } = en;
    await press(page, ballot.same);
    await page.getByLabel("high confidence").first().check();
    await press(page, ballot.review);
    await agree(page, ballot.blankKeep);
    await press(page, review.seal);
    await press(page, sealed.cast);
    await page.getByRole("heading", { name: receipt.title, exact: true }).waitFor();
    await page.context().close();
}

async function confirmAll(pages: readonly Page[], seen: string, name: string): Promise<void> {
    const { confirm } = staff;
    for (const [at, page] of pages.entries()) {
        await page.getByLabel(seen).check();
        if (at === 0) await picture(page, name);
        await press(page, confirm.confirm);
        await agree(page, confirm.confirm);
        await page.getByText(confirm.confirmed).waitFor();
    }
}

async function countPaper(pages: readonly Page[]): Promise<void> {
    const { paper } = staff;
    const signing = pages.slice(0, 2);
    const signatures: string[] = [];
    for (const page of signing) {
        await fill(page, paper.collected, "1");
        for (const mark of [paper.high, paper.medium, paper.low, paper.blank])
            for (const at of [0, 1])
                await page
                    .getByLabel(mark, { exact: true })
                    .nth(at)
                    .fill(mark === paper.high ? "1" : "0");
        await press(page, paper.look);
        await press(page, paper.sign);
        signatures.push((await page.locator("[data-signature]").textContent()) ?? "");
    }
    const [first] = signing;
    if (!first) throw new Error("no board");
    await picture(first, "board-paper");
    await fill(first, paper.others, signatures[1] ?? "");
    await press(first, paper.submit);
    await agree(first, paper.submit);
    await first.getByText(staff.problems.paperCountMissing).waitFor({ state: "detached" });
}

async function openVote(organizer: Page): Promise<void> {
    const { slips, open } = staff;
    await organizer.getByLabel(slips.number).last().fill("9");
    await press(organizer, slips.give);
    await agree(organizer, slips.give);
    await organizer.getByText(slips.given(9)).waitFor();
    await picture(organizer, "organizer-open");
    await press(organizer, open.open);
    await agree(organizer, open.open);
    await organizer.getByText(staff.next.confirmOpen).waitFor();
}

async function closeVote(organizer: Page): Promise<void> {
    const { open } = staff;
    await organizer.getByLabel(open.lastCall).fill("0");
    await press(organizer, open.close);
    await agree(organizer, open.close);
    await organizer.getByText(staff.next.confirmClose).waitFor();
}

async function countBy(pages: readonly Page[]): Promise<void> {
    const { count, board } = staff;
    for (const page of pages) {
        await press(page, count.send);
        await agree(page, count.send);
        await page.getByText(page === pages.at(-1) ? board.published : count.sent).waitFor();
    }
}

/** Six electronic ballots and one of paper are high for the first; the second has the paper one alone. */
async function announce(organizer: Page): Promise<void> {
    const { end, result } = staff;
    await organizer.getByText(staff.next.announce).waitFor();
    const rows = organizer.getByRole("region", { name: result.caption("7") }).getByRole("row");
    expect(await rows.nth(1).textContent()).toContain("7 (100.00%)");
    expect(await rows.nth(2).textContent()).toContain("1 (14.29%)");
    await press(organizer, end.announce);
    await agree(organizer, end.announce);
    await organizer.getByText(staff.next.minutes).waitFor();
    await picture(organizer, "organizer-announced");
}

describe("a conference led on its pages", () => {
    it("goes from founding to the announcement, with nothing on the console", async () => {
        const organizer = await person(browser, stand, said);
        const path = await found(organizer);
        const codes = await importAndPrint(organizer);
        const board = await seatBoard(organizer);
        await countKeys(board);
        const participants: Page[] = [];
        for (let number = 1; number <= voters; ++number)
            participants.push(await checkIn(path, number, codes[number - 1] ?? ""));
        await organizer.getByText(staff.next.open).waitFor();
        await openVote(organizer);
        await confirmAll(board, staff.confirm.seenOpen, "board-confirm");
        await organizer.getByText(staff.next.close).waitFor();
        await picture(organizer, "organizer-voting");
        for (const participant of participants) await cast(participant);

        await closeVote(organizer);
        await confirmAll(board, staff.confirm.seenClose, "board-confirm-close");
        await countPaper(board);
        await countBy(board.slice(0, 2));
        await announce(organizer);
        expect(said).toEqual([]);
    });
});
