// The conference's form in Chromium keeps what was typed, and can be saved as a template and filled from one.
import { readFile, writeFile } from "node:fs/promises";
import { type Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { staffTexts } from "../support/texts";
import { keptIn } from "./kept";
import { organizerKey } from "./recorded_log";
import { expectWorthy, fill, openKey, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;
const { draft, form, found } = staff;
const title = `${form.title} (Vietnamese)`;

const savedAt = (page: Page) => page.getByText(/^Saved at \d\d:\d\d$/).waitFor();
const titleIn = (page: Page) => page.getByLabel(title, { exact: true }).inputValue();
/** What the browser keeps of the form, as text. */
const kept = (page: Page) => keptIn(page, "drafts");
/** Another page of the same browser, at the form. */
async function another(page: Page): Promise<Page> {
    const other = await page.context().newPage();
    await other.goto(`${stage.origin}/organizer`);
    await openKey(other, organizerKey());
    await other.getByText(form.officialsBody).waitFor();
    return other;
}
async function formOpened() {
    const opened = await stage.open("/organizer");
    await openKey(opened.page, organizerKey());
    await opened.page.getByText(draft.willKeep).waitFor();
    return opened;
}

describe("a draft", () => {
    it("is there again after a reload and after its page was closed, and can be discarded", async () => {
        const opened = await formOpened();
        await fill(opened.page, title, "Hội nghị cuối năm");
        await fill(opened.page, form.name, "Nguyễn Văn Thí Dụ");
        await savedAt(opened.page);
        await expect.poll(() => kept(opened.page)).toContain("Nguyễn Văn Thí Dụ"); // the title was saved before
        await opened.page.reload();
        await openKey(opened.page, organizerKey());
        await opened.page.getByText(/^Draft saved at/).waitFor();
        expect(await titleIn(opened.page)).toBe("Hội nghị cuối năm");
        const page = await another(opened.page);
        await opened.page.close();
        expect(await titleIn(page)).toBe("Hội nghị cuối năm");
        expect(await page.getByLabel(form.name, { exact: true }).inputValue()).toBe("Nguyễn Văn Thí Dụ");
        await press(page, draft.discard);
        await page.getByRole("dialog", { name: draft.askDiscard("Hội nghị cuối năm") }).waitFor();
        await expectWorthy({ page, said: opened.said }, "draft-discard");
        await page.getByRole("dialog").getByRole("button", { name: draft.discard }).click();
        await page.getByText(draft.willKeep).waitFor();
        expect(await titleIn(page)).toBe("");
        await page.reload();
        await openKey(page, organizerKey());
        await page.getByText(draft.willKeep).waitFor();
        await page.context().close();
    });

    it("is not written over by a page that does not know of it", async () => {
        const opened = await formOpened();
        const { page } = opened;
        const other = await another(page);
        await fill(other, title, "of the other page");
        await savedAt(other);
        await fill(page, title, "of this page");
        await page.getByText(/^Another page changed this draft at/).waitFor();
        await expectWorthy(opened, "draft-elsewhere");
        await press(page, draft.takeOther);
        await expect.poll(() => titleIn(page)).toBe("of the other page");
        await fill(page, title, "of this page");
        await savedAt(page);
        await fill(other, title, "of the other page once more");
        await press(other, draft.keepMine);
        await savedAt(other);
        await page.context().close();
    });
});

it("a conference is saved as a template and taken as one", async () => {
    const opened = await formOpened();
    const { page } = opened;
    await fill(page, title, "Hội nghị năm nay");
    const [saved] = await Promise.all([page.waitForEvent("download"), press(page, found.templateSave)]);
    const file = await readFile(await saved.path(), "utf8");
    await fill(page, title, "typed since");
    await page.getByText(found.template).click();
    const path = `${await saved.path()}.json`;
    await writeFile(path, file);
    await page.getByLabel(found.templateFile).setInputFiles(path);
    await page.getByRole("dialog", { name: found.askTemplate("Hội nghị năm nay") }).waitFor();
    await expectWorthy(opened, "template-ask");
    await page.getByRole("dialog").getByRole("button", { name: found.templateTake }).click();
    await expect.poll(() => titleIn(page)).toBe("Hội nghị năm nay");
    await page.getByLabel(found.templateFile).setInputFiles({
        name: "notes.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("not a template"),
    });
    await page.getByText(staff.problems.noTemplate).waitFor();
    await page.context().close();
});
