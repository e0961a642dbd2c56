// The organizer's list of who has come, in Chromium over the recorded log: found without marks, and each act asks by name.
import { expect, it } from "vitest";
import { staffTexts } from "../support/texts";
import { logVector } from "../support/log";
import { conferenceId, organizerKey } from "./recorded_log";
import { at, expectWorthy, keepRoll, openKey, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;
const { attendance, slips, next, plan } = staff;
const { people } = logVector.secrets;

/** On the device that imported the roll. */
async function withNames(size: number) {
    const opened = await stage.open(`/c/${conferenceId}/organizer`, at(size));
    await opened.page.getByText(staff.key.haveFile).waitFor();
    await keepRoll(opened.page);
    await openKey(opened.page, organizerKey());
    await opened.page.getByText(next.title).waitFor();
    return opened;
}

it("people are found without marks, and the list follows the log", async () => {
    const opened = await withNames(12);
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
    await page.getByText(attendance.byUnit).first().click();
    await expectWorthy(opened, "attendance-missing");
    await page.context().close();
});

it("a new slip and a paper ballot are asked about with the person's name", async () => {
    const opened = await withNames(12);
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
