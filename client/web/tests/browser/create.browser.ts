// A conference is created in Chromium: key, form and sign-off, in every look.
import { en, staffTexts } from "../support/texts";
import { describe, expect, it } from "vitest";
import { organizerKey, passphrase } from "./recorded_log";
import { expectWorthy, fill, openKey, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;

describe("creating a conference", () => {
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

    it("the form is filled in and signed off section by section", async () => {
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
        const ballots = page.locator(".staff-ballot");
        expect(await ballots.count()).toBe(2);
        expect(await ballots.locator("label.level").count()).toBe(6); // of one official, three in each language
        await page.getByText(preview.agreed(0, 5)).waitFor();
        for (const tick of Object.values(preview.ticks)) await page.getByLabel(tick).check();
        await press(page, preview.found);
        await page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "found-ask");
        await page.context().close();
    });

    it("44 officials come out of a spreadsheet in one paste", async () => {
        const opened = await stage.open("/organizer");
        const { page } = opened;
        const { form, officials, roll } = staff;
        await openKey(page, organizerKey());
        await page.getByText(officials.title).click();
        const box = page.getByLabel(officials.paste);
        await box.fill("Họ và tên\tChức vụ\nNguy\ufffdn\tPhó\n\tPhó\n");
        await page.getByText(roll.mistakes(2)).waitFor();
        await expectWorthy(opened, "officials-mistakes");
        const row = (at: number) =>
            `${at}\tNguyễn Thị Hoàng ${"ABCD".charAt(at % 4)}${at}\tPhó Tổng Giám đốc phụ trách khu vực ${at}\tDeputy Director General ${at}`;
        const rows = Array.from({ length: 44 }, (_, at) => row(at + 1));
        await box.fill(
            ["STT\tHọ và tên\tChức vụ\tPosition", ...rows, ""].join("\n").replace("Hoàng A4", "Ho?ng A4"),
        );
        await page.getByText(officials.preview(44)).waitFor();
        await expectWorthy(opened, "officials-doubtful");
        await page.getByLabel(roll.seenDoubts).check();
        await press(page, officials.take(44));
        await page.getByText(officials.taken(44)).waitFor();
        expect(await page.getByLabel(form.name, { exact: true }).count()).toBe(44);
        expect(await page.getByLabel(`${form.position} (English)`).nth(43).inputValue()).toBe(
            "Deputy Director General 44",
        );
        for (const label of [form.title, form.body, form.place])
            for (const language of ["Vietnamese", "English"])
                await fill(page, `${label} (${language})`, "Hội nghị");
        await press(page, staff.found.look);
        await page.getByText(staff.preview.body).waitFor();
        await expectWorthy(opened, "found-preview-44");
        await press(page, staff.preview.back);
        await page.getByText(officials.title).click();
        await page.getByLabel(officials.file).setInputFiles({
            name: "officials.csv",
            mimeType: "text/csv",
            buffer: Buffer.from("Tên;Chức vụ\nTrần Văn Mẫu;Giám đốc\n"),
        });
        await press(page, officials.take(1));
        await page.getByRole("dialog", { name: officials.askTake(44, 1) }).waitFor();
        await page
            .getByRole("dialog")
            .getByRole("button", { name: officials.take(1) })
            .click();
        await expect.poll(() => page.getByLabel(form.name, { exact: true }).count()).toBe(1);
        await page.context().close();
    });

    it("who has to be there is said as the numbers are typed", async () => {
        const { page } = await stage.open("/organizer");
        const { form } = staff;
        await openKey(page, organizerKey());
        await page.getByText(form.toClose(4, 5, 0)).waitFor(); // what the form begins with
        await fill(page, form.trustees, "3");
        await fill(page, form.threshold, "2");
        await page.getByText(form.toClose(3, 3, 0)).waitFor();
        await page.getByText(form.nobodyMissing).waitFor();
        await fill(page, form.witnesses, witness);
        await page.getByText(form.toClose(2, 3, 1)).waitFor();
        await page.context().close();
    });
});
// Of the journeys' tests: nobody has its secret.
const witness = "witness.example/w+845899fc+BEBknvq6CSFxISHzrXP/Wvoj//xlBwAsI1scyacIyFWi";
