// A refused ballot in Chromium: what the log signed can be saved on the person's own device, and nowhere else.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type DeviceState } from "../../src/participant/messages";
import { en } from "../support/texts";
import { setStage } from "./bundle_stage";
import { type Look, phone } from "./looks";
import { open, stateNamed } from "./participant_stage";

setStage();

const look: Look = { size: phone, language: "en", scheme: "light" };
const file = '{\n  "election": "00"\n}\n';

function refusedWith(refusal: string | undefined): DeviceState {
    const state = stateNamed("refused");
    if (state.stage.at !== "refused") throw new Error(state.stage.at);
    return { ...state, stage: { ...state.stage, refusal } };
}

it("is saved as it was made", async () => {
    const page = await open(refusedWith(file), look);
    await page.getByText(en.casting.evidenceHint).waitFor();
    const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: en.casting.evidence }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("refusal.json");
    expect(readFileSync(await saved.path(), "utf8")).toBe(file);
    await page.context().close();
});

it.each([
    ["where the log signed nothing", undefined, "vote"],
    ["on a shared tablet", file, "kiosk"],
] as const)("is not there to be saved %s", async (_, refusal, path) => {
    const page = await open(refusedWith(refusal), look, [], path);
    await page.getByRole("heading", { name: en.casting.refusedTitle }).waitFor();
    expect(await page.getByRole("button", { name: en.casting.evidence }).count()).toBe(0);
    expect(await page.getByText(en.casting.evidenceHint).count()).toBe(0);
    await page.context().close();
});
