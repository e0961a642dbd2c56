// A secretary's whole conference, in Vietnamese, through the pages alone: 44 officials pasted from a spreadsheet, 60 people on the
// roll, 58 who vote on telephones and one on paper, up to the minutes as they are printed.
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Level } from "../../src/election/bodies";
import { sheets } from "../browser/paper";
import { longName } from "../browser/observed";
import { Figures } from "./figures";
import { type Outside, plain } from "./outside";
import { Phone } from "./phones";
import { field, look, person, press, type Scene } from "./scene";
import * as founding from "./founding";
import * as staff from "./staff";
import { mouse } from "./hand";
import { Stand } from "./stand";
import { wordsIn } from "./words";

const officialsMany = 44;
const [voters, onPaper, people] = [58, 59, 60];
const deputies = ["Phó Tổng Giám đốc", "Deputy Director General"] as const;
const outside: Outside = {
    ...plain,
    officials: Array.from({ length: officialsMany }, (_, at) => ({
        name:
            at === 6
                ? longName
                : `Nguyễn Thị Hoàng ${String.fromCharCode(65 + (at % 26))}${at < 26 ? "" : "a"}`,
        position: at === 0 ? ["Tổng Giám đốc", "Director General"] : deputies,
    })),
    people: Array.from({ length: people }, (_, at) => ({
        name: `Đại biểu thứ ${at + 1}`,
        unit: `Bảo hiểm xã hội tỉnh ${1 + (at % 12)}`,
        hall: "",
    })),
};
/** Each official has one more high mark than the one before, so that no two lines of the minutes are alike. */
const levelOf = (person: number, official: number): Level =>
    person <= 10 + official ? Level.high : (person + official) % 3;
const ballotOf = (person: number) => outside.officials.map((_, official) => levelOf(person, official));

let browser: Browser;
let stand: Stand;
beforeAll(async () => {
    browser = await launchChromium();
    stand = await Stand.start();
});
afterAll(async () => {
    await browser.close();
    await stand.end();
});

it("a secretary finishes alone, from the creation to the printed minutes", async () => {
    const scene: Scene = {
        browser,
        stand,
        words: wordsIn("vi"),
        outside,
        hand: mouse,
        before: "",
        clockIsOff: false,
        said: [],
    };
    const organizer = await person(scene);
    const conference = await foundByPasting(scene, organizer);
    await staff.importRoll(scene, organizer);
    const board = await staff.seatBoard(scene, organizer);
    const slips = await staff.printSlips(scene, organizer);
    const phones: Phone[] = [];
    for (const { link } of slips.slice(0, voters)) phones.push(await Phone.checkIn(link));
    await staff.givePaper(scene, organizer, onPaper);
    await staff.openVote(scene, organizer);
    await staff.confirmAll(scene, board, "open");
    for (const phone of phones) await phone.vote(ballotOf(phone.number));
    await staff.closeVote(scene, organizer);
    await staff.confirmAll(scene, board, "close");
    await staff.countPaper(scene, board, ballotOf(onPaper));
    await staff.countBy(scene, board.slice(0, 2));
    await staff.announce(scene, organizer);
    await minutesAre(scene, organizer, conference);
    expect(scene.said).toEqual([]);
});

/** The officials come out of a spreadsheet, as it puts them on the clipboard. */
async function foundByPasting(scene: Scene, page: Page): Promise<string> {
    const { words, stand } = scene;
    const { form, officials } = words.staff;
    await page.goto(`${stand.origin}/organizer`);
    await founding.makeKey(scene, page, "Thư ký");
    stand.admit((await page.locator("[data-line]").textContent()) ?? "");
    await page.getByText(officials.title).click();
    const rows = outside.officials.map(({ name, position }, at) => [at + 1, name, ...position].join("\t"));
    await page
        .getByLabel(officials.paste)
        .fill(["STT\tHọ và tên\tChức vụ\tPosition", ...rows, ""].join("\n"));
    await press(page, officials.take(officialsMany));
    await page.getByText(officials.taken(officialsMany)).waitFor();
    await founding.fillHeading(scene, page);
    await field(page, form.trustees).fill(String(outside.board.length));
    await field(page, form.threshold).fill("2");
    return await founding.signOff(scene, page);
}

/** They have the figures that the native program finds in the same log, which are those that were marked. */
async function minutesAre(scene: Scene, organizer: Page, conference: string): Promise<void> {
    const figures = await Figures.ask(scene, conference, { issued: 1, collected: 1 });
    const ballots = Array.from({ length: onPaper }, (_, at) => ballotOf(at + 1));
    const expected = outside.officials.map(({ name }, official) => {
        const count = (level: Level) => ballots.filter((levels) => levels[official] === level).length;
        const { high, medium, low, blank } = Level;
        return { name, high: count(high), medium: count(medium), low: count(low), blank: count(blank) };
    });
    expect(figures.verdict).toMatchObject({
        holds: true,
        summoned: people,
        present: onPaper,
        result: expected,
    });
    await organizer.goto(`${scene.stand.origin}/c/${conference}/minutes`);
    await figures.onMinutes(organizer);
    await look(scene, organizer, "minutes-44");
    const pages = await sheets(organizer, "minutes-44");
    expect(pages).toBeGreaterThan(2);
    expect(pages).toBeLessThan(7);
}
