// The pages of organizer, board and witness in browsers that lack something, lose something or are used otherwise than foreseen:
// each goes on, or says exactly what is missing.
import { type Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
    blockedStorage,
    clockOff,
    fullStorage,
    noIndexedDb,
    noWebAssembly,
    storageCutEvery,
    translator,
} from "../support/amiss";
import { en, staffTexts } from "../support/texts";
import { takeAwayNewer } from "./newer";
import { conferenceId, organizerKey, passphrase, trusteeKey, witnessKey } from "./recorded_log";
import { at, fill, openKey, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;

interface Role {
    readonly path: string;
    readonly key: () => Uint8Array;
    /** With the open key, up to what the log says. */
    readonly stands: (page: Page) => Promise<void>;
    /** What is done then. */
    readonly work?: (page: Page) => Promise<void>;
}
const numbers = (page: Page) => page.getByText(staff.numbers.title).waitFor();
const roles: Record<string, Role> = {
    "organizer before there is a conference": {
        path: "/organizer",
        key: organizerKey,
        stands: (page) => page.getByRole("button", { name: staff.found.look }).waitFor(),
    },
    organizer: {
        path: `/c/${conferenceId}/organizer`,
        key: organizerKey,
        stands: (page) => page.getByText(staff.next.close).waitFor(),
        work: async (page) => {
            await press(page, staff.open.close);
            await page.getByRole("dialog").getByRole("button", { name: staff.open.close }).click();
            await page.getByText(staff.open.lastCallTold(9)).waitFor();
            await press(page, staff.open.lastCallStop);
        },
    },
    "member of the board": {
        path: `/c/${conferenceId}/board#${"1".repeat(32)}`,
        key: () => trusteeKey(2),
        stands: async (page) => {
            await press(page, staff.board.join);
            await numbers(page);
        },
    },
    witness: { path: `/c/${conferenceId}/witness`, key: () => witnessKey(), stands: numbers },
};
const voting = at(36);

describe.each(Object.entries(roles))("the page of the %s", (_, { path, key, stands, work }) => {
    it.each([
        ["no WebAssembly", noWebAssembly, en.broken.webAssembly],
        ["no IndexedDB", noIndexedDb, en.broken.missing],
        ["blocked storage", blockedStorage, en.broken.missing],
        ["full storage", fullStorage, en.broken.full],
    ])("says what is wrong: %s", async (_name, before, says) => {
        const { page } = await stage.open(path, voting, before);
        const told = page.getByText(says).first();
        if (before === fullStorage) await openKey(page, key());
        await told.waitFor();
        await page.context().close();
    });

    it.each([
        ["nothing newer than the oldest browsers", takeAwayNewer],
        ["storage that is cut again and again", storageCutEvery(2)],
        ["a clock a day ahead", clockOff(24)],
        ["a clock a day behind", clockOff(-24)],
        ["a translator", translator(false)],
        ["a translator that takes two steps", translator(true)],
    ])("goes on: %s", async (_name, before) => {
        const { page, said } = await stage.open(path, voting, before);
        await openKey(page, key());
        await stands(page);
        await work?.(page);
        expect(await page.getByText("(translated)").count()).toBe(0);
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("opens its kept key again after back and forward, and in a second tab beside the first", async () => {
        const { page } = await stage.open("/", voting);
        await page.goto(stage.origin + path);
        await openKey(page, key());
        await stands(page);
        await page.goBack();
        await page.goForward();
        await openKept(page);
        await page.getByText(en.common.passphrase).first().waitFor({ state: "detached" });
        const second = await page.context().newPage();
        await stage.publish(second, voting);
        await second.goto(stage.origin + path);
        await openKept(second);
        await second.getByText(en.common.passphrase).first().waitFor({ state: "detached" });
        await page.context().close();
    });
});

async function openKept(page: Page): Promise<void> {
    await fill(page, en.common.passphrase, passphrase);
    await press(page, staff.key.open);
}
