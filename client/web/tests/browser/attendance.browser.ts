// The organizer's list of who has come, in Chromium over the recorded log: found without marks, and each act asks by name.
import { expect, it } from "vitest";
import { staffTexts } from "../support/texts";
import { logVector } from "../support/log";
import { at, expectWorthy, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;
const { attendance, slips, plan } = staff;
const { people } = logVector.secrets;

it("people are found without marks, and the list follows the log", async () => {
    const opened = await stage.organizerWithRoll(at(12));
    const { page } = opened;
    await page.getByText(attendance.missing(12, 12)).waitFor();
    const [first] = people;
    if (!first) throw new Error("nobody is on the roll");
    const plain = first.name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
    await page.getByLabel(attendance.search).fill(`${plain} ${first.unit}`);
    await page.getByRole("cell", { name: first.name }).or(page.getByText(first.name)).first().waitFor();
    await page.getByLabel(attendance.search).fill("no such person");
    await page.getByText(attendance.nobody).waitFor();
    await page.getByLabel(attendance.search).fill("");
    await expectWorthy(opened, "attendance");
    await stage.publish(page, at(23));
    stage.recording.push();
    await page
        .getByText(/of 12 still missing$/)
        .filter({ hasNotText: "12 of 12" })
        .waitFor();
    await page.getByLabel(attendance.missingOnly).check();
    await page.getByText(attendance.unit.counts).first().click();
    await expectWorthy(opened, "attendance-missing");
    await page.context().close();
});

it("people are found by hall, and each hall's missing are counted", async () => {
    const halls = ["Hội trường Bắc", "Hội trường Trung tâm", "Hội trường Nam"];
    const opened = await stage.organizerWithRoll(at(12), (number) => halls[number % 5] ?? "");
    const { page } = opened;
    const rows = page.getByRole("table", { name: attendance.found(2) }).getByRole("row");
    await page.getByLabel(attendance.search).fill("trung tam");
    await page.getByText(attendance.found(3)).waitFor(); // 1, 6 and 11
    await page.getByLabel(attendance.search).fill("");
    const choice = page.getByLabel(attendance.hall.heading, { exact: true });
    await choice.selectOption(halls[0] ?? "");
    await rows
        .nth(1)
        .filter({ hasText: `${attendance.hall.heading}: Hội trường Bắc` })
        .waitFor(); // 5
    expect(await rows.count()).toBe(1 + 2);
    await choice.selectOption(attendance.hall.none);
    await page.getByText(attendance.found(4)).waitFor(); // 3, 4, 8 and 9
    await choice.selectOption(attendance.hall.any);
    await page.getByText(attendance.hall.counts).first().click();
    const counts = page.getByRole("table", { name: attendance.hall.counts }).getByRole("row");
    expect(await counts.allTextContents()).toEqual([
        [attendance.hall.heading, attendance.summoned, attendance.missingHead].join(""),
        "Hội trường Trung tâm33",
        "Hội trường Nam33",
        `${attendance.hall.none}44`,
        "Hội trường Bắc22",
    ]);
    await expectWorthy(opened, "attendance-halls");
    await page.context().close();
});

it("a roll without halls has no choice of one", async () => {
    const { page } = await stage.organizerWithRoll(at(12));
    await page.getByLabel(attendance.unit.heading, { exact: true }).waitFor();
    for (const label of [attendance.hall.heading, slips.hall])
        expect(await page.getByLabel(label, { exact: true }).count()).toBe(0);
    expect(await page.getByText(attendance.hall.counts).count()).toBe(0);
    await page.context().close();
});

it("a new slip and a paper ballot are asked about with the person's name", async () => {
    const opened = await stage.organizerWithRoll(at(12));
    const { page } = opened;
    const [, second] = people;
    if (!second) throw new Error("only one person is on the roll");
    const who = attendance.who(second.name, second.unit, 2);
    await page.getByRole("button", { name: `${attendance.choose} ${who}` }).click();
    await page.getByRole("group", { name: who }).waitFor();
    await press(page, slips.revoke);
    await page.getByRole("dialog", { name: slips.askRevoke(who) }).waitFor();
    await expectWorthy(opened, "attendance-ask-slip");
    await page.keyboard.press("Escape");
    await press(page, slips.give);
    await page
        .getByRole("dialog", { name: slips.askPaper(who) })
        .getByText(slips.willPaper)
        .waitFor();
    await page.context().close();
});

it("a device without the names shows numbers, and says why", async () => {
    const opened = await stage.organizerAt(at(12));
    const { page } = opened;
    await page.getByText(staff.problems.rollMadeElsewhere).waitFor();
    await page.getByLabel(attendance.searchNumber).fill("7");
    await page.getByText(attendance.found(1)).waitFor();
    await expectWorthy(opened, "attendance-nameless");
    await page.context().close();
});

it.each<[string, number, number, string]>([
    ["the roll comes first", 1, 0, plan.acts.organizer],
    ["the board makes its key", 8, 2, plan.acts.board],
    ["the hall checks in", 12, 3, plan.acts.hall],
    ["the minutes come last", 45, 11, plan.acts.organizer],
])("the plan says who acts: %s", async (_, size, done, acts) => {
    const { page } = await stage.organizerAt(at(size));
    await page.getByText(acts, { exact: true }).first().waitFor();
    expect(await page.locator('.staff-plan > [data-standing="done"]').count()).toBe(done);
    expect(await page.locator('.staff-plan > [data-standing="now"]').count()).toBe(1);
    expect(await page.locator(".button.primary").count()).toBeLessThanOrEqual(1);
    await page.context().close();
});
