// A conference is founded in Chromium: key, form and sign-off, in every look.
import { en } from "../../src/i18n/en/main";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { staffTexts } from "../../src/i18n/staff_texts";
import { organizerKey, passphrase } from "./recorded_log";
import { expectWorthy, fill, openKey, press, StaffStage } from "./staff_stage";

let stage: StaffStage;
beforeAll(async () => {
    stage = await StaffStage.start();
});
afterAll(async () => {
    await stage.end();
});
const staff = staffTexts.en;

describe("founding a conference", () => {
    it("a key is made, saved and opened", async () => {
        const opened = await stage.open("/organizer");
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
        const opened = await stage.open("/organizer");
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
