// What the organizer and the counting board do on their pages, from the roll to the announcement.
import { writeFileSync } from "node:fs";
import { type Page } from "playwright-core";
import { expect } from "vitest";
import { makeKey, passphrase } from "./founding";
import {
    agree,
    attach,
    field,
    follow,
    loadAgain,
    look,
    person,
    press,
    readQrCodes,
    type Scene,
    tick,
    type,
    visit,
} from "./scene";

/** A roll as an office program writes it. */
function writeRoll({ stand, outside, words }: Scene): string {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = outside.people.map(({ name, unit, hall }, at) =>
        [String(at + 1), ...[name, unit, hall].map(quoted)].join(";"),
    );
    const path = stand.file(`roll-${words.language}.csv`);
    writeFileSync(path, "\ufeff" + ["Số;Họ tên;Đơn vị;Hội trường", ...rows].join("\r\n") + "\r\n");
    return path;
}

export interface PrintedSlip {
    readonly link: string;
    readonly code: string;
}

/** The roll; a bad file first, of which nothing is taken. */
export async function importRoll(scene: Scene, page: Page): Promise<void> {
    const { roll, next } = scene.words.staff;
    const people = scene.outside.people.length;
    const bad = Buffer.from("Số,Tên,Đơn vị\n1,An,A\n3,,B\nx,Cường,C\n");
    await attach(page.getByLabel(roll.file), { name: "bad.csv", mimeType: "text/csv", buffer: bad });
    await page.getByText(roll.mistakes(2)).waitFor();
    await look(scene, page, "roll-mistakes");
    await attach(page.getByLabel(roll.file), writeRoll(scene));
    await page.getByText(roll.total(people)).waitFor();
    await press(page, roll.submit(people));
    await agree(page, roll.submit(people));
    await page.getByText(next.board).waitFor();
    await look(scene, page, "organizer-lead");
}

/** The slips, as they are read on paper: they name the board, which stands by now. */
export async function printSlips(scene: Scene, page: Page): Promise<PrintedSlip[]> {
    const { slips } = scene.words.staff;
    const people = scene.outside.people.length;
    await press(page, slips.all(people));
    await page
        .locator(".staff-slip")
        .nth(people - 1)
        .waitFor();
    const codes = await page.locator(".staff-slip-code").allTextContents();
    const links = await readQrCodes(page, ".staff-slip");
    expect(new Set(codes).size).toBe(people);
    expect(new Set(links).size).toBe(people);
    await look(scene, page, "slips");
    await press(page, slips.printDone);
    return codes.map((code, at) => ({ code, link: links[at] ?? "" }));
}

/** Invitations opened in browsers of their own, the characters compared, the board signed, the key made. */
export async function seatBoard(scene: Scene, organizer: Page): Promise<Page[]> {
    const { invite, ceremony } = scene.words.staff;
    const members = scene.outside.board;
    await press(organizer, invite.make(members.length));
    await organizer
        .locator("[data-invitation]")
        .nth(members.length - 1)
        .waitFor();
    const links = await organizer.locator("[data-invitation]").allTextContents();
    const board = await Promise.all(members.map((name, at) => joinBoard(scene, name, links[at] ?? "")));
    for (const page of board) {
        const characters = (await page.locator(".staff-characters").first().textContent()) ?? "";
        await tick(organizer.getByRole("row").filter({ hasText: characters }).getByRole("checkbox"));
    }
    await look(scene, organizer, "board-joined");
    await press(organizer, invite.sign);
    await agree(organizer, invite.sign);
    await compareAnchors(scene, board);
    for (const page of board) await page.getByText(ceremony.done).waitFor();
    await organizer.getByText(invite.keyMade).waitFor();
    return board;
}
/** The head shows the board's characters; the others type what is read out, the first of them wrongly at first. */
async function compareAnchors(scene: Scene, [head, ...others]: readonly Page[]): Promise<void> {
    const { anchor, ceremony } = scene.words.staff;
    if (!head) throw new Error("no board");
    await press(head, anchor.head);
    await agree(head, anchor.head);
    await head.locator(".staff-read-out").waitFor();
    const readOut = (await head.locator(".staff-read-out > span").allTextContents()).join(" ");
    await head.getByText(ceremony.waiting.acknowledgement("").trim()).waitFor();
    await look(scene, head, "board-anchor-shown");
    for (const [at, page] of others.entries()) {
        if (at === 0) await mistypeAnchor(scene, page, readOut);
        await type(field(page, anchor.typed), readOut);
        await press(page, anchor.compare);
        await page.getByText(anchor.title).waitFor({ state: "detached" });
    }
}
/** Nothing is acknowledged for it. */
async function mistypeAnchor(scene: Scene, page: Page, readOut: string): Promise<void> {
    const { anchor, ceremony } = scene.words.staff;
    await type(field(page, anchor.typed), readOut.slice(1));
    await press(page, anchor.compare);
    await page.getByText(scene.words.main.mistyped.count(26, 25)).waitFor();
    await type(
        field(page, anchor.typed),
        readOut.replace(/^./, (first) => (first === "7" ? "8" : "7")),
    );
    await press(page, anchor.compare);
    await page.getByText(anchor.differsTitle).waitFor();
    await look(scene, page, "board-anchor-differs");
    await loadAgain(page);
    await type(field(page, scene.words.main.common.passphrase), passphrase);
    await press(page, scene.words.staff.key.open);
    await page.getByText(ceremony.waiting.anchor()).waitFor();
}
async function joinBoard(scene: Scene, name: string, invitation: string): Promise<Page> {
    const { board, ceremony } = scene.words.staff;
    const page = await person(scene);
    await visit(page, invitation);
    expect(page.url()).not.toContain("#");
    await makeKey(scene, page, name);
    await press(page, board.join);
    await page.getByText(ceremony.waiting.board()).waitFor();
    return page;
}

/** The day before: whoever has opened a key is seen by every member. */
export async function countKeys(scene: Scene, board: readonly Page[]): Promise<void> {
    const { readiness } = scene.words.staff;
    const [first] = board;
    if (!first) throw new Error("no board");
    for (const page of board) await page.getByText(readiness.count(board.length, board.length, 2)).waitFor();
    await look(scene, first, "board-ready");
}

/** A member looks at some slips; one that was altered on the way stops it. */
export async function checkSlips(scene: Scene, member: Page, slips: readonly PrintedSlip[]): Promise<void> {
    const { slipCheck } = scene.words.staff;
    const check = async (link: string, answer: string) => {
        await type(field(member, slipCheck.paste), link);
        await press(member, slipCheck.check);
        await member.getByText(answer).waitFor();
    };
    for (const { link } of slips) await check(link, slipCheck.answer.good);
    const altered = (slips[0]?.link ?? "").replace(/#./, (start) => (start === "#A" ? "#B" : "#A"));
    await check(altered, slipCheck.answer.other);
    await member.getByText(slipCheck.count(slips.length, slips.length + 1)).waitFor();
    await look(scene, member, "board-slips");
}

export async function givePaper(scene: Scene, organizer: Page, number: number): Promise<void> {
    const { slips, attendance } = scene.words.staff;
    await type(field(organizer, attendance.search), String(number));
    await follow(organizer.getByRole("button", { name: attendance.choose }).first());
    await press(organizer, slips.give);
    await agree(organizer, slips.give);
    const { name, unit } = scene.outside.people[number - 1] ?? { name: "", unit: "" };
    await organizer.getByText(slips.given(attendance.who(name, unit, number))).waitFor();
}

/** Until then nobody knows a fingerprint; the opening's number is there. */
export async function openVote(scene: Scene, organizer: Page): Promise<void> {
    const { open, next } = scene.words.staff;
    await organizer.getByText(next.open).waitFor();
    expect(await organizer.getByText(open.clockTitle).count()).toBe(scene.clockIsOff ? 1 : 0);
    await look(scene, organizer, "organizer-open");
    await press(organizer, open.open);
    await agree(organizer, open.open);
    await organizer.getByText(next.confirmOpen).waitFor();
    expect(await organizer.locator(".fingerprint").count()).toBe(0);
    await organizer.getByText(open.openingNumber).waitFor();
}

/** The fingerprint that the organizer's page shows once the open is confirmed. */
export async function fingerprintShown(organizer: Page): Promise<string> {
    await organizer.locator(".fingerprint").waitFor();
    return (await organizer.locator(".fingerprint > span").allTextContents()).join("");
}

/** A last call, seen on these pages and on the hall screen, and taken back again. */
export async function callAndTakeBack(
    scene: Scene,
    organizer: Page,
    participants: readonly Page[],
    screen: Page,
): Promise<void> {
    const { open, next } = scene.words.staff;
    await organizer.getByText(next.close).waitFor();
    await type(field(organizer, open.lastCall), "5");
    await press(organizer, open.close);
    await agree(organizer, open.close);
    const clocks = participants.map((page) =>
        page.getByRole("timer", { name: scene.words.main.lastCall.title }),
    );
    for (const clock of clocks) expect(await clock.textContent()).toMatch(/^[45]:\d\d$/);
    const onScreen = screen.getByText(scene.words.pub.hall.lastCall);
    await onScreen.waitFor();
    await press(organizer, open.lastCallStop);
    for (const clock of clocks) await clock.waitFor({ state: "detached" });
    await onScreen.waitFor({ state: "detached" });
}

export async function closeVote(scene: Scene, organizer: Page): Promise<void> {
    const { open, next } = scene.words.staff;
    await organizer.getByText(next.close).waitFor();
    await look(scene, organizer, "organizer-voting");
    await type(field(organizer, open.lastCall), "0");
    await press(organizer, open.close);
    await agree(organizer, open.close);
    await organizer.getByText(next.confirmClose).waitFor();
}

/** Each member of the board, or witness, looks, says so, and confirms. */
export async function confirmAll(
    scene: Scene,
    confirmers: readonly Page[],
    what: "open" | "close",
): Promise<void> {
    const { confirm } = scene.words.staff;
    for (const [at, page] of confirmers.entries()) {
        await tick(page.getByLabel(what === "open" ? confirm.seenOpen : confirm.seenClose));
        if (at === 0) await look(scene, page, `board-confirm-${what}`);
        await press(page, confirm.confirm);
        await agree(page, confirm.confirm);
        await page.getByText(confirm.confirmed).waitFor();
    }
}

/** One paper ballot, which marks each official as `levels` says: one member enters the figures, another sees and signs them,
    and submits. */
export async function countPaper(
    scene: Scene,
    [first, second]: readonly Page[],
    levels: readonly number[],
): Promise<void> {
    const { paper, problems } = scene.words.staff;
    if (!first || !second) throw new Error("two members sign");
    const marks = [paper.blank, paper.low, paper.medium, paper.high];
    await type(field(first, paper.collected), "1");
    for (const [official, level] of levels.entries())
        for (const [at, mark] of marks.entries())
            await type(field(first, mark).nth(official), at === level ? "1" : "0");
    await press(first, paper.look);
    await press(first, paper.sign);
    await first.getByText(paper.compare).waitFor();
    await look(scene, first, "board-paper");
    await press(second, paper.sign);
    await press(second, paper.submit);
    await agree(second, paper.submit);
    for (const page of [first, second])
        await page.getByText(problems.paperCountMissing).waitFor({ state: "detached" });
}

/** Those members count; with the last one's share the result stands. */
export async function countBy(scene: Scene, members: readonly Page[]): Promise<void> {
    const { count, board } = scene.words.staff;
    for (const page of members) {
        await press(page, count.send);
        await agree(page, count.send);
        await page.getByText(page === members.at(-1) ? board.published : count.sent).waitFor();
    }
}

export async function announce(scene: Scene, organizer: Page): Promise<void> {
    const { end, next } = scene.words.staff;
    await organizer.getByText(next.announce).waitFor();
    await press(organizer, end.announce);
    await agree(organizer, end.announce);
    await organizer.getByText(next.minutes).waitFor();
    await look(scene, organizer, "organizer-announced");
}

/** The hall's screen shows the page that the organizer chose, and stays there. `first` is what it begins with: of a few short
    names there is no overview. */
export async function steerHall(
    scene: Scene,
    organizer: Page,
    screen: Page,
    first: "overview" | "detail",
): Promise<void> {
    const { hallScreen } = scene.words.staff;
    const told = () => organizer.getByText(hallScreen.telling).waitFor({ state: "detached" });
    await press(organizer, hallScreen.next);
    await screen.locator(".hall-result[data-page=detail]").waitFor();
    await organizer.getByText(hallScreen.holds(2)).waitFor();
    await told(); // until then another press is none
    await press(organizer, hallScreen.overview);
    await screen.locator(`.hall-result[data-page=${first}]`).waitFor();
    await organizer.getByText(hallScreen.holds(1)).waitFor();
    await told();
    await press(organizer, hallScreen.turn);
    await organizer.getByText(hallScreen.turns).waitFor();
}
