// The organizer's page in Chromium at each moment of a conference: in both languages and themes and at each size axe-core
// finds nothing, nothing is cut off, targets are large.
import { inGroupsOfFour } from "../../src/crypto/crockford";
import { en, staffTexts } from "../support/texts";
import { describe, expect, it } from "vitest";
import { logVector } from "../support/log";
import { annulment, conferenceId, organizerKey } from "./recorded_log";
import { at, expectWorthy, fill, keepRoll, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;

describe("leading a conference", () => {
    it("the key is opened", async () => {
        const opened = await stage.open(`/c/${conferenceId}/organizer`);
        await press(opened.page, staff.key.haveFile);
        const buffer = Buffer.from(organizerKey());
        const file = { name: "organizer.key", mimeType: "application/octet-stream", buffer };
        await opened.page.getByLabel(staff.key.chooseFile).setInputFiles(file);
        await fill(opened.page, en.common.passphrase, "not this passphrase");
        await press(opened.page, staff.key.open);
        await opened.page.getByText(staff.problems.wrongPassphrase).waitFor();
        await expectWorthy(opened, "key-open");
        await opened.page.context().close();
    });

    it("the roll is imported", async () => {
        const opened = await stage.organizerAt(at(1));
        const { page } = opened;
        const { roll } = staff;
        const choose = (text: string) => {
            const file = { name: "roll.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
            return page.getByLabel(roll.file).setInputFiles(file);
        };
        await choose('Số,Tên,Đơn vị\n1,An,A\n3,,B\nx,Cường,C\n4,"Dũng,D\n1,Em\n');
        await page.getByText(roll.allMistakes).waitFor();
        await expectWorthy(opened, "roll-mistakes");
        const rows = Array.from(
            { length: 485 },
            (_, i) =>
                `${i + 1},Nguyễn Thị Hoàng ${i + 1},"Bảo hiểm xã hội tỉnh Bà Rịa – Vũng Tàu, phòng ${i % 7}"`,
        );
        await choose(`${rows.join("\n")}\n`);
        await page.getByText(roll.total(485)).waitFor();
        await page.getByLabel(roll.paste).fill(`STT\tHọ tên\tĐơn vị\n${"1\tAn\tPhòng một\n"}`);
        await page.getByText(roll.total(1)).waitFor();
        const columns = page.getByRole("table", { name: roll.preview }).getByRole("columnheader");
        expect(await columns.allTextContents()).toEqual([roll.number, roll.name, roll.unit]);
        const withHalls = ["STT,Họ tên,Đơn vị,Hội trường", "1,An,Phòng một,Bắc", "2,Ba,Phòng hai,"];
        await page.getByLabel(roll.paste).fill(withHalls.join("\n"));
        await page.getByText(roll.total(2)).waitFor();
        await page.getByRole("cell", { name: "Bắc", exact: true }).waitFor();
        expect(await columns.allTextContents()).toEqual([roll.number, roll.name, roll.unit, roll.hall]);
        await choose(`${rows.join("\n")}\n`);
        await page.getByText(roll.total(485)).waitFor();
        await expectWorthy(opened, "roll-preview");
        await page.context().close();
    });

    it("slips name no board before it stands, unless that is asked for", async () => {
        const opened = await stage.organizerAt(at(3));
        const { page } = opened;
        await keepRoll(page);
        const print = page.getByRole("button", { name: staff.slips.all(12) });
        expect(await print.getAttribute("aria-disabled")).toBe("true");
        await expectWorthy(opened, "slips-before-the-board");
        await page.getByLabel(staff.slips.nameless).check();
        await print.click();
        await page.locator(".staff-slip").nth(11).waitFor();
        expect(await page.getByText(`${staff.slip.mark}:`).count()).toBe(0);
        await page.context().close();
    });

    it("slips are printed", async () => {
        const opened = await stage.organizerAt(at(12));
        const { page } = opened;
        await keepRoll(page);
        await press(page, staff.slips.all(12));
        await page.locator(".staff-slip").nth(11).waitFor();
        const mark = inGroupsOfFour(logVector.slip_mark, "-");
        expect(await page.locator(".staff-slip").getByText(mark, { exact: true }).count()).toBe(12);
        expect(await page.locator(".staff-slip-code").first().textContent()).toBe(
            "M54B-GBAN-C3N3-C393-XVQ7-8F",
        );
        await expectWorthy(opened, "slips");
        await page.context().close();
    });

    it("the board is invited and compared", async () => {
        const opened = await stage.organizerAt(at(3));
        const { page } = opened;
        await page.getByLabel(staff.invite.same).first().waitFor();
        await press(page, staff.invite.make(3));
        await page.getByRole("dialog", { name: staff.invite.askAgain(3) }).waitFor(); // somebody has joined
        await page
            .getByRole("dialog")
            .getByRole("button", { name: staff.invite.make(3) })
            .click();
        await page.locator("[data-invitation]").nth(2).waitFor();
        for (const box of await page.getByLabel(staff.invite.same).all()) await box.check();
        await expectWorthy(opened, "organizer-board");
        await press(page, staff.invite.sign);
        await page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "organizer-board-ask");
        await page.context().close();
    });

    it.each<[string, number]>([
        ["ceremony", 8],
        ["check-in", 12],
        ["before-the-opening", 23],
        ["confirming", 25],
        ["voting", 36],
        ["closed", 38],
        ["paper-count", 41],
        ["shares", 42],
        ["published", 44],
        ["announced", 45],
    ])("what comes next is said, %s", async (name, size) => {
        const opened = await stage.organizerAt(at(size));
        await expectWorthy(opened, `organizer-${name}`);
        await opened.page.context().close();
    });

    it("a last call runs before the close", async () => {
        const opened = await stage.organizerAt(at(36));
        const { page } = opened;
        await press(page, staff.open.close);
        await expectWorthy(opened, "organizer-close-ask");
        await page.getByRole("dialog").getByRole("button", { name: staff.open.close }).click();
        await page.getByRole("timer").waitFor();
        await page.getByText(staff.open.lastCallTold(9)).waitFor();
        await expectWorthy(opened, "organizer-last-call");
        await page.context().close();
    });

    it.each([
        ["opening", 23],
        ["closing", 36],
    ])("a clock that is not the server's is told before %s", async (what, size) => {
        stage.recording.clockAhead = 86_400;
        const opened = await stage.organizerAt(at(size));
        stage.recording.clockAhead = 0;
        await opened.page.getByText(staff.open.clockTitle).waitFor();
        if (what === "opening") await expectWorthy(opened, "organizer-clock");
        const { page } = await stage.organizerAt(at(size));
        await page
            .getByRole("heading", { name: size === 23 ? staff.open.openTitle : staff.open.votingTitle })
            .waitFor();
        expect(await page.getByText(staff.open.clockTitle).count()).toBe(0);
        for (const one of [opened.page, page]) await one.context().close();
    });

    it("an annulled vote says why", async () => {
        const opened = await stage.organizerAt([...at(36), annulment("Mất điện trong hội trường")]);
        await expectWorthy(opened, "organizer-annulled");
        await opened.page.context().close();
    });
});

describe("a desk", () => {
    it("forgets its keys with its page, and asks for the passphrase again", async () => {
        const { page } = await stage.organizerAt(at(12));
        await page.evaluate(() => {
            history.pushState(null, "", "/");
            dispatchEvent(new PopStateEvent("popstate"));
        });
        await expect.poll(() => page.workers().length).toBe(0);
        await page.goBack();
        await page.getByLabel(en.common.passphrase, { exact: true }).waitFor();
        expect(await page.getByText(staff.next.title).count()).toBe(0);
        await page.context().close();
    });
});

describe("a desk whose worker fails", () => {
    const failures: [string, () => void][] = [
        ["in a promise that nobody waits for", () => void Promise.reject(new Error("of the test"))],
        [
            "outside of any call",
            () => {
                setTimeout(() => {
                    throw new Error("of the test");
                });
            },
        ],
    ];
    it.each(failures)("says so, %s", async (_, fail) => {
        const { page } = await stage.organizerAt(at(12));
        await page.workers()[0]?.evaluate(fail);
        await page.getByText(en.broken.unforeseen).waitFor();
        await expect.poll(() => page.workers().length).toBe(0); // and with it the keys are gone
        await page.context().close();
    });
});
