// A witness's pages in Chromium: the key before there is a conference, and each moment of one that names it.
import { describe, expect, it } from "vitest";
import { staffTexts } from "../support/texts";
import { conferenceId, organizerKey, trusteeKey, witnessKey } from "./recorded_log";
import { at, expectWorthy, openKey, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const { witness, confirm, problems, board, numbers } = staffTexts.en;

describe("a witness", () => {
    it("gives the line of the key to the organizer, before there is a conference", async () => {
        const opened = await stage.open("/witness");
        await expectWorthy(opened, "witness-key-new");
        await openKey(opened.page, witnessKey());
        await opened.page.getByText(witness.giveBody).waitFor();
        expect(await opened.page.locator("[data-vkey]").textContent()).toMatch(
            /^Ban_Kiểm_tra\+[0-9a-f]{8}\+/,
        );
        await expectWorthy(opened, "witness-key");
        await opened.page.context().close();
    });

    it.each<[string, number, string]>([
        ["waits for the opening", 12, witness.beforeOpening],
        ["confirms the opening", 25, confirm.seenOpen],
        ["has confirmed, and sees the fingerprint", 34, confirm.readOut],
        ["confirms the close", 38, confirm.seenClose],
        ["sees the result", 45, board.announced],
    ])("%s", async (name, size, text) => {
        const opened = await stage.open(`/c/${conferenceId}/witness`, at(size));
        await openKey(opened.page, witnessKey());
        await opened.page.getByText(text).waitFor();
        await opened.page.getByRole("heading", { name: numbers.title }).waitFor();
        await expectWorthy(opened, `witness-${name.replaceAll(/\W+/g, "-")}`);
        await opened.page.context().close();
    });

    it("whose key the conference does not name is told so, and confirms nothing", async () => {
        const opened = await stage.open(`/c/${conferenceId}/witness`, at(25));
        await openKey(opened.page, witnessKey("stranger"));
        await opened.page.getByText(witness.notNamed).waitFor();
        expect(await opened.page.getByText(confirm.seenOpen).count()).toBe(0);
        await expectWorthy(opened, "witness-not-named");
        await opened.page.context().close();
    });

    it("cannot open the key file of another role", async () => {
        const { page } = await stage.open(`/c/${conferenceId}/witness`, at(12));
        for (const key of [organizerKey(), trusteeKey(1)]) {
            await openKey(page, key);
            await page.getByText(problems.wrongKeyFile).waitFor();
            await page.reload();
        }
        await page.context().close();
    });
});
