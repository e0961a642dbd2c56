// Invitations on paper: a letter a page, for the members of the board, and for the witnesses.
import { describe, expect, it } from "vitest";
import { staffTexts } from "../support/texts";
import { tooWide } from "./looks";
import { sheets } from "./paper";
import { conferenceId } from "./recorded_log";
import { at, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const { invite, letters, slips } = staffTexts.en;

describe("letters", () => {
    it("are printed for each member, a page each, and the links stay where they were", async () => {
        const { page } = await stage.organizerAt(at(2));
        await page.getByLabel(invite.same).first().waitFor(); // somebody has joined, so that it asks
        await press(page, invite.make(3));
        await page
            .getByRole("dialog", { name: invite.askAgain(3) })
            .getByRole("button", { name: invite.make(3) })
            .click();
        await page.locator("[data-invitation]").nth(2).waitFor();
        const links = await page.locator("[data-invitation]").allTextContents();
        await page.getByLabel(invite.same).first().check();
        await press(page, invite.printLetters(3));
        await page.getByText(letters.warning.member).waitFor();
        expect(await page.locator(".staff-letter-link").allTextContents()).toEqual(links);
        expect(await page.locator(".staff-letter svg").count()).toBe(3);
        expect(await sheets(page, "letters-members")).toBe(3);
        await page.locator("button[lang=vi]").dispatchEvent("click");
        await page.getByText(staffTexts.vi.letters.dear).first().waitFor();
        expect(await sheets(page, "letters-members-vi")).toBe(3);
        await page.locator("button[lang=en]").dispatchEvent("click");
        await page.setViewportSize({ width: 390, height: 844 });
        expect(await tooWide(page)).toBeLessThanOrEqual(0);
        await press(page, slips.printDone);
        expect(await page.locator("[data-invitation]").allTextContents()).toEqual(links);
        expect(await page.getByLabel(invite.same).first().isChecked()).toBe(true);
        await page.context().close();
    });

    it("are printed for witnesses, with the page of this conference", async () => {
        const { page } = await stage.organizerAt(at(12));
        await press(page, invite.printWitness);
        await page.getByText(letters.warning.witness).waitFor();
        const link = await page.locator(".staff-letter-link").textContent();
        expect(link).toBe(`${stage.origin}/c/${conferenceId}/witness`);
        expect(await sheets(page, "letter-witness")).toBe(1);
        await page.context().close();
    });
});
