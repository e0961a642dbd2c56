// The counting board's page in Chromium at each moment of a conference, in every look.
import { type Page } from "playwright-core";
import { type Bytes, utf8 } from "../../src/crypto/bytes";
import { SecretBytes } from "../../src/crypto/secret";
import { parseMessage } from "../../src/election/messages";
import { describe, expect, it } from "vitest";
import { BulletinContentSchema } from "../../src/gen/service_pb";
import { serverDay } from "../../src/i18n/format";
import { en, staffTexts } from "../support/texts";
import { slipLink } from "../../src/service/conference_address";
import { logVector } from "../support/log";
import { bytes, must } from "../support/vectors";
import { conferenceId, trusteeKey } from "./recorded_log";
import { at, expectWorthy, fill, openKey, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;

function readyDay({ content }: { readonly content: Bytes }): string | undefined {
    const { what } = must(parseMessage(BulletinContentSchema, content));
    return what.case === "ready" ? what.value.day : undefined;
}

describe("the counting board", () => {
    it("a member joins", async () => {
        const opened = await stage.open(`/c/${conferenceId}/board`, at(3));
        await openKey(opened.page, trusteeKey(2));
        await opened.page.getByText(staff.board.joinBody).waitFor();
        await expectWorthy(opened, "board-join");
        await opened.page.context().close();
    });

    it.each<[string, number]>([
        ["waiting", 3],
        ["dealt", 6],
        ["complaint", 8],
        ["acknowledged", 11],
        ["key-made", 12],
        ["confirm-open", 25],
        ["confirmed-open", 34],
        ["confirm-close", 38],
        ["paper", 41],
        ["count", 42],
        ["published", 44],
        ["announced", 45],
    ])("a member sees what is to be done, %s", async (name, size) => {
        const opened = await stage.memberAt(at(size));
        await expectWorthy(opened, `board-${name}`);
        await opened.page.context().close();
    });

    it("what was refused is said again whenever the server tells of something", async () => {
        const { page } = await stage.memberAt(at(4)); // its dealing is missing
        for (let push = 0; push < 3; ++push) {
            const before = stage.recording.refused();
            stage.recording.push();
            await expect.poll(stage.recording.refused, { timeout: 30_000 }).toBeGreaterThan(before);
        }
        await page.context().close();
    });

    it("a member compares the anchor", async () => {
        const opened = await stage.memberAt(at(7));
        const { page } = opened;
        const { anchor } = staff;
        await page.getByText(anchor.body).waitFor();
        await expectWorthy(opened, "board-anchor");
        const typed = page.getByLabel(anchor.typed);
        await typed.fill(logVector.slip_read_out.slice(1));
        await press(page, anchor.compare);
        await page.getByText(en.mistyped.count(26, 25)).waitFor();
        await expectWorthy(opened, "board-anchor-short");
        await typed.fill(logVector.slip_read_out.replace("J", "K"));
        await press(page, anchor.compare);
        await page.getByText(anchor.differsTitle).waitFor();
        await expectWorthy(opened, "board-anchor-differs");
        await press(page, anchor.head);
        await page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "board-anchor-ask-head");
        await page.context().close();
    });

    it("some slips are checked, and nothing of them is kept", async () => {
        const opened = await stage.memberAt(at(12));
        const { page } = opened;
        const { slipCheck } = staff;
        const asked: string[] = [];
        page.on("request", (request) => {
            if (!request.url().includes("/log/")) asked.push(request.url()); // the page follows its log
        });
        const [entries, address] = [await page.evaluate(() => history.length), page.url()];
        const slips = [
            [slipOf(bytes(logVector.slip_anchor)), slipCheck.answer.good],
            [slipOf(new Uint8Array()), slipCheck.answer.nameless],
            ["https://tally.example/", slipCheck.answer.noSlip],
            [slipOf(new Uint8Array(32)), slipCheck.answer.other],
        ] as const;
        for (const [text, answer] of slips) {
            await page.getByLabel(slipCheck.paste).fill(text);
            await press(page, slipCheck.check);
            await page.getByText(answer).waitFor();
            expect(await page.getByLabel(slipCheck.paste).inputValue()).toBe("");
        }
        await page.getByText(slipCheck.count(1, 3)).waitFor();
        expect(asked).toEqual([]);
        await expectWorthy(opened, "board-slips");
        expect(page.url()).toBe(address);
        expect(await page.evaluate(() => history.length)).toBe(entries);
        expect(await everythingKept(page)).not.toContain(slipCode);
        await page.context().close();
    });

    it("the members see whose key is open, each as soon as it is", async () => {
        const first = await stage.memberAt(at(12), 1);
        const { readiness } = staff;
        await first.page.getByText(readiness.title).waitFor();
        const second = await stage.memberAt(at(12), 2);
        for (const { page } of [first, second]) await page.getByText(readiness.count(2, 3, 2)).waitFor();
        const organizer = await stage.organizerAt(at(12));
        await organizer.page.getByText(readiness.count(2, 3, 2)).waitFor();
        await expectWorthy(first, "board-ready");
        for (const { page } of [first, second, organizer]) await page.context().close();
    });

    it("the day on which a key was opened is the server's from the first", async () => {
        const posted = stage.recording.posted.length;
        stage.recording.clockAhead = 86_400;
        const before = serverDay(-86_400);
        const { page } = await stage.memberAt(at(12), 1);
        await page.getByText(staff.readiness.title).waitFor();
        await expect.poll(() => stage.recording.posted.length, { timeout: 30_000 }).toBeGreaterThan(posted);
        stage.recording.clockAhead = 0;
        const around = [before, serverDay(-86_400)]; // midnight may lie between
        for (const day of stage.recording.posted.slice(posted).map(readyDay)) expect(around).toContain(day);
        await page.context().close();
    });

    it("one member enters the figures of the paper ballots, another sees and signs them", async () => {
        const first = await stage.memberAt(at(41), 1);
        const second = await stage.memberAt(at(41), 2);
        const { paper } = staff;
        await press(first.page, paper.look);
        await first.page.getByText(paper.wrongNumber).waitFor();
        await expectWorthy(first, "board-paper-mistakes");
        await enterFigures(first.page, paper.high);
        await expectWorthy(first, "board-paper-review");
        await press(first.page, paper.sign);
        await first.page.getByText(paper.notYet(2)).waitFor();

        await second.page.getByText(paper.compare).waitFor();
        await press(second.page, paper.sign);
        await expect.poll(() => first.page.getByText(paper.notYet(2)).count()).toBe(0);
        await expectWorthy(second, "board-paper-signed");

        const organizer = await stage.organizerAt(at(41));
        await organizer.page.getByText(staff.paper.tableOf("").slice(0, 16)).first().waitFor();
        await expectWorthy(organizer, "organizer-paper-signed");

        const third = await stage.memberAt(at(41), 3);
        await press(third.page, paper.enterOther);
        await enterFigures(third.page, paper.low);
        await press(third.page, paper.sign);
        for (const { page } of [first, second, third]) await page.getByText(paper.differTitle).waitFor();
        await expectWorthy(third, "board-paper-differ");
        await press(third.page, paper.sign); // the figures of the other two, in the place of its own
        for (const { page } of [first, second, third])
            await page.getByText(paper.differTitle).waitFor({ state: "detached" });
        for (const { page } of [first, second, third, organizer]) await page.context().close();
    });

    it("a share is asked about before it is sent", async () => {
        const opened = await stage.memberAt(at(42));
        await press(opened.page, staff.count.send);
        await opened.page.getByRole("dialog").waitFor();
        await expectWorthy(opened, "board-count-ask");
        await opened.page.context().close();
    });
});

/** All ballots with that mark, up to the review. */
async function enterFigures(page: Page, all: string): Promise<void> {
    const { paper } = staff;
    await fill(page, paper.collected, "1");
    for (const mark of [paper.high, paper.medium, paper.low, paper.blank])
        for (const field of await page.getByLabel(mark, { exact: true }).all())
            await field.fill(mark === all ? "1" : "0");
    await press(page, paper.look);
}

const slipCode = "M54BGBANC3N3C393XVQ7";
function slipOf(anchor: Bytes): string {
    const code = SecretBytes.copyOf(utf8(slipCode));
    const rollKey = SecretBytes.take(new Uint8Array(32));
    return slipLink({
        conference: { server: stage.origin.replace("http:", "https:"), id: conferenceId },
        anchor,
        number: 1,
        code,
        rollKey,
    });
}

/** What the page's origin keeps in this browser, as text. */
function everythingKept(page: Page): Promise<string> {
    return page.evaluate(async () => {
        const done = <T>(request: IDBRequest<T>) =>
            new Promise<T>((resolve, reject) => {
                request.onsuccess = () => {
                    resolve(request.result);
                };
                request.onerror = () => {
                    reject(new Error("IndexedDB"));
                };
            });
        const kept = [JSON.stringify([{ ...localStorage }, { ...sessionStorage }])];
        for (const { name = "" } of await indexedDB.databases()) {
            const database = await done(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                const content = await done(database.transaction(store).objectStore(store).getAll());
                for (const one of content as unknown[])
                    kept.push(
                        one instanceof Uint8Array
                            ? new TextDecoder("latin1").decode(one)
                            : JSON.stringify(one),
                    );
            }
            database.close();
        }
        return kept.join("\n");
    });
}
