// Every stage of the participant's page in Chromium: axe-core finds nothing, nothing is cut off at 360 pixels nor at
// twice the size, targets are large, and texts from outside stay text. SCREENS=folder keeps a picture of each.
import { describe, expect, it } from "vitest";
import { mistypedText } from "../../src/pages/mistyped";
import { en, vi } from "../support/texts";
import { addressOf, newPage, onePage, pageAddress, putWorker, screens, setStage } from "./bundle_stage";
import { keptIn } from "./kept";
import { laptop, layout, type Look, lookAtAll, phone, violations } from "./looks";
import { open, openOn, stateNamed } from "./participant_stage";
import { conference, hostileState, mineAnswer, mineKeys, states, workerTelling } from "./stages";

setStage();

describe("each stage is accessible and fits, in both languages, themes and at each size", () => {
    const watched = onePage({ size: phone, language: "vi", scheme: "light" });
    it.each(Object.entries(states))("%s", async (name, state) => {
        await openOn(watched.page, state);
        expect((await lookAtAll(watched.page, name, screens)).join("\n")).toBe("");
        expect(watched.said).toEqual([]);
    });
});

describe("a slip that is typed", () => {
    const right = "FWSB-85X2-32SJ-YZSQ-M8C5-KG";
    const words = { vi, en };

    it.each(["vi", "en"] as const)(
        "says where it is mistyped, and keeps what was typed, in %s",
        async (language) => {
            const { join, mistyped } = words[language];
            const page = await open(stateNamed("no-slip"), { size: phone, language, scheme: "light" }, []);
            await page.getByRole("button", { name: join.typed, exact: true }).click();
            const code = page.getByLabel(join.code, { exact: true });
            const use = page.getByRole("button", { name: join.use, exact: true });
            await page.getByLabel(join.number, { exact: true }).fill("17");
            const cases: [string, string][] = [
                [right.replace("YZSQ", "YZ8Q"), mistypedText(mistyped, { kind: "oneWrong", place: 14 })],
                [right.replace("YZSQ", "YĐSQ"), mistypedText(mistyped, { kind: "foreign", place: 13 })],
                [right.slice(0, -3), mistyped.checksMissing(22, 20)],
                [right.replace("85X2-32", "85X2-23"), mistyped.severalWrong],
            ];
            for (const [typed, told] of cases) {
                await code.fill(typed);
                await use.click();
                await page.getByText(told, { exact: true }).waitFor();
                expect(await code.inputValue()).toBe(typed);
            }
            for (const size of [phone, { width: 320, height: 568 }, laptop]) {
                await page.setViewportSize(size);
                expect(await violations(page)).toEqual([]);
                expect(await layout(page)).toEqual({ tooWide: 0, small: [] });
                if (screens)
                    await page.screenshot({
                        path: `${screens}/mistyped-${size.width}-${language}.png`,
                        fullPage: true,
                    });
            }
            await code.fill(right.toLowerCase().replaceAll("-", "\u2013"));
            expect(await page.locator(".field-error").count()).toBe(0);
            await page.context().close();
        },
    );
    it("is typed again where the code is not the number's", async () => {
        const look: Look = { size: phone, language: "vi", scheme: "light" };
        for (const [stage, again] of [
            ["other-code", 1],
            ["not-on-roll", 1],
            ["taken", 0],
            ["replaced", 0],
        ] as const) {
            const page = await open(stateNamed(stage), look, []);
            expect(await page.getByLabel(vi.join.code, { exact: true }).count()).toBe(again);
            await page.getByText("17", { exact: true }).waitFor();
            await page.getByText(conference.title[0] ?? "").waitFor();
            await page.context().close();
        }
    });
});

describe("a sealed ballot", () => {
    it.each(["vi", "en"] as const)(
        "has what casts it in sight on the smallest telephone, in %s",
        async (language) => {
            const size = { width: 320, height: 568 };
            const page = await open(stateNamed("sealed"), { size, language, scheme: "light" }, []);
            const inSight = async (button: string) => {
                const box = await page.getByRole("button", { name: button, exact: true }).boundingBox();
                return box !== null && box.y >= 0 && box.y + box.height <= size.height;
            };
            expect(await inSight({ vi, en }[language].sealed.cast)).toBe(true);
            const lines = page.locator(".tracker-text span:not(.unseen)");
            const tops = await lines.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
            expect(new Set(tops).size).toBe(1); // the tracker is one line
            expect((await layout(page)).tooWide).toBe(0);
            if (screens) await page.screenshot({ path: `${screens}/sealed-320-${language}.png` });
            await page.getByText({ vi, en }[language].common.trackerQr).click();
            await page.locator(".tracker .qr").waitFor();
            expect(await inSight({ vi, en }[language].sealed.cast)).toBe(true);
            await page.context().close();
        },
    );
});

describe("the ballot", () => {
    const look: Look = { size: { width: 360, height: 640 }, language: "en", scheme: "light" };

    it("shows texts from outside as text, and nothing breaks", async () => {
        const said: string[] = [];
        const page = await open(hostileState, look, said);
        expect(await page.locator("main img").count()).toBe(0);
        expect(await page.locator("main h2").first().textContent()).toContain("<img src=x onerror=alert(1)>");
        expect((await layout(page)).tooWide).toBe(0);
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("fits at twice the size", async () => {
        const page = await open(stateNamed("ballot"), { ...look, size: { width: 195, height: 422 } }, []);
        expect((await layout(page)).tooWide).toBe(0);
        await page.context().close();
    });

    it("is marked by keyboard alone, kept over a reload, reviewed, and asks about empty lines once", async () => {
        const ballot = stateNamed("ballot");
        const said: string[] = [];
        const page = await open(ballot, look, said);
        await page.getByRole("button", { name: "They are the same: open the ballot" }).press("Enter");
        const groups = page.getByRole("group");
        await groups.nth(1).getByRole("radio").first().press("Space");
        await page.keyboard.press("ArrowDown"); // from high to medium
        await groups.nth(2).getByRole("radio").first().press("Space");
        await page.getByText("2 of 3 marked").waitFor();
        await expect.poll(() => keptIn(page, "marks")).toContain('"levels":[2,3,0]'); // writing takes its time

        await page.reload();
        await page.getByText("2 of 3 marked").waitFor();
        expect(await page.getByRole("radio", { checked: true }).count()).toBe(2);
        if (screens) await page.screenshot({ path: `${screens}/marking-360-en-light.png`, fullPage: true });
        expect(await violations(page)).toEqual([]);

        await page.getByRole("button", { name: "Review the ballot" }).press("Enter");
        await page.getByRole("dialog").getByText("Lê Văn Giả Định", { exact: false }).waitFor();
        if (screens) await page.screenshot({ path: `${screens}/blank-360-en-light.png` });
        expect(await violations(page)).toEqual([]);
        await page.getByRole("button", { name: en.ballot.blankKeep }).press("Enter");
        await page.getByRole("heading", { name: en.review.title }).waitFor();
        if (screens) await page.screenshot({ path: `${screens}/review-360-en-light.png`, fullPage: true });
        const lines = await page.locator(".review-mark").allTextContents();
        expect(lines).toEqual(["confidence", "high confidence", "no mark"]);
        expect(await violations(page)).toEqual([]);
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("becomes a page to show to the board when the digits differ", async () => {
        const ballot = stateNamed("ballot");
        const page = await open(ballot, look, []);
        await page.getByRole("button", { name: "They differ" }).click();
        await page.getByRole("heading", { name: "STOP" }).waitFor();
        await page.getByText("Show this page to the counting board", { exact: false }).waitFor();
        expect(await violations(page)).toEqual([]);
        await page.context().close();
    });

    it("changes its language at any time and keeps the marks", async () => {
        const ballot = stateNamed("ballot");
        const page = await open(ballot, look, []);
        await page.getByRole("button", { name: "They are the same: open the ballot" }).click();
        await page.getByRole("radio").first().check();
        await page.getByRole("button", { name: "Tiếng Việt" }).click();
        await page.getByText(vi.ballot.marked(1, 3)).waitFor();
        expect(await page.getAttribute("html", "lang")).toBe("vi");
        await page.context().close();
    });
});

describe("a ballot that was cast", () => {
    const look: Look = { size: { width: 390, height: 844 }, language: "en", scheme: "light" };

    it.each<[string, string, number]>([
        ["no-change", en.receipt.noChange, 0],
        ["used-up", en.receipt.usedUp(100), 0],
        ["changes-left", en.receipt.changesLeft(2), 1],
    ])("says how often it may be changed: %s", async (name, words, buttons) => {
        const page = await open(stateNamed(name), look, []);
        await page.getByText(words).waitFor();
        expect(await page.getByRole("button", { name: en.receipt.change }).count()).toBe(buttons);
        await page.context().close();
    });

    it("says nothing of it where many changes are left", async () => {
        const page = await open(stateNamed("cast"), look, []);
        await page.getByRole("button", { name: en.receipt.change }).waitFor();
        expect(await page.getByText(en.receipt.changesLeft(99)).count()).toBe(0);
        await page.context().close();
    });

    it.each(["cast", "counted", "closing"])("is proven to be one's own, from the stage %s", async (name) => {
        const said: string[] = [];
        const page = await open(stateNamed(name), look, said);
        await page.getByRole("button", { name: en.mine.open }).click();
        await page.getByText(en.mine.chooseTitle).waitFor();
        expect((await lookAtAll(page, `mine-asked-${name}`, screens)).join("\n")).toBe("");
        await page.locator("button[lang=en]").click();
        const field = page.getByLabel(en.mine.keyField);
        for (const [given, words] of [
            [mineKeys.none, en.mine.keyWrong],
            [mineKeys.bad, en.mine.keyRefused],
        ] as const) {
            await field.fill(given);
            await page.getByRole("button", { name: en.codeText.use }).click();
            await page.getByText(words).waitFor();
            expect(await page.getByText(mineAnswer).count()).toBe(0);
        }
        await field.fill(mineKeys.good);
        await page.getByRole("button", { name: en.codeText.use }).click();
        await page.getByText(mineAnswer).waitFor();
        await page.getByRole("img", { name: en.mine.answerQr }).waitFor();
        expect((await lookAtAll(page, `mine-answered-${name}`, screens)).join("\n")).toBe("");
        await page.locator("button[lang=en]").click();
        await page.getByRole("button", { name: en.mine.finish }).click();
        expect(await page.getByText(mineAnswer).count()).toBe(0);
        expect(said).toEqual([]);
        await page.context().close();
    });
});

describe("a replacement that came too soon", () => {
    it("has a clock that runs down", async () => {
        const state = stateNamed("too-soon");
        const page = await open(
            state,
            { size: { width: 390, height: 844 }, language: "en", scheme: "light" },
            [],
        );
        await page.getByRole("heading", { name: en.casting.tooSoonTitle }).waitFor();
        const clock = page.getByRole("timer", { name: en.casting.tooSoonClock });
        const first = await clock.textContent();
        await expect.poll(() => clock.textContent()).not.toBe(first);
        await page.context().close();
    });
});

describe("the slip's board", () => {
    const look: Look = { size: { width: 390, height: 844 }, language: "en", scheme: "light" };
    it.each([
        ["greeting", 1],
        ["checked-in", 1],
        ["greeting-typed", 0],
        ["asked", 0],
        ["other-board", 0],
    ])("is named on the stage %s: %i", async (name, times) => {
        const page = await open(stateNamed(name), look);
        expect(await page.getByText("J6H8PCZ2").count()).toBe(times);
        expect(await page.locator(".fingerprint").count()).toBe(0);
        await page.context().close();
    });
});

describe("the kiosk", () => {
    const look: Look = { size: { width: 1366, height: 768 }, language: "en", scheme: "light" };
    it.each([
        ...[
            "no-slip",
            "greeting",
            "checked-in",
            "ballot",
            "asked",
            "sealed",
            "offline",
            "too-soon",
            "challenged",
        ],
        ...["refused", "cast", "counted", "taken"],
    ])("is accessible and fits, and says what staff may help with: %s", async (name) => {
        const said: string[] = [];
        const page = await open(stateNamed(name), look, said, "kiosk");
        expect((await lookAtAll(page, `kiosk-${name}`, screens)).join("\n")).toBe("");
        await page.getByText(en.kiosk.help).waitFor();
        const offered = (button: string) => page.getByRole("button", { name: button }).count();
        const goesOn = ["no-slip", "offline", "too-soon"].includes(name); // no ballot on its way is given up
        const loses = ["ballot", "asked", "sealed", "challenged", "refused"].includes(name);
        expect(await offered(en.kiosk.finish)).toBe(goesOn || loses ? 0 : 1);
        expect(await offered(en.kiosk.leave)).toBe(loses ? 1 : 0);
        for (const kept of [en.challenged.file, en.casting.evidence, en.receipt.save, en.waiting.save])
            expect(await page.getByRole("button", { name: kept }).count()).toBe(0);
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("asks whoever leaves a ballot that is not cast", async () => {
        const page = await open(stateNamed("sealed"), look, [], "kiosk");
        let workers = 0;
        page.on("worker", () => ++workers);
        const leave = page.locator("main").getByRole("button", { name: en.kiosk.leave });
        await leave.click();
        await page.getByRole("dialog").getByText(en.kiosk.leaveBody).waitFor();
        await page.getByRole("dialog").getByRole("button", { name: en.common.cancel }).click();
        expect(workers).toBe(0);
        await leave.click();
        await page.getByRole("dialog").getByRole("button", { name: en.kiosk.leave }).click();
        await expect.poll(() => workers).toBe(1); // another one, since the one that knew the ballot was ended
        await page.context().close();
    });

    it("forgets by itself whoever walks away, after a warning, and not whoever stays", async () => {
        const page = await newPage(look);
        await page.clock.install();
        let workers = 0;
        page.on("worker", () => ++workers);
        await openOn(page, stateNamed("cast"), "kiosk");
        await page.clock.runFor(45_000);
        await page.getByText(en.kiosk.soon).waitFor();
        await page.keyboard.press("Shift");
        await page.getByText(en.kiosk.soon).waitFor({ state: "detached" });
        expect(workers).toBe(1);
        await page.clock.runFor(61_000);
        await expect.poll(() => workers).toBe(2); // the one that knew the person was ended
        await page.context().close();
    });

    it("keeps no marks, and has nothing in the address bar", async () => {
        const page = await open(stateNamed("ballot"), look, [], "kiosk#secret");
        expect(page.url()).not.toContain("secret");
        await page.getByRole("button", { name: "They are the same: open the ballot" }).click();
        await page.getByRole("radio").first().check();
        await page.getByText("1 of 3 marked").waitFor();
        expect(await page.getByText(en.ballot.kept).count()).toBe(0);
        await page.reload();
        await page.getByRole("button", { name: "They are the same: open the ballot" }).waitFor();
        await page.context().close();
    });
});

describe("a second press", () => {
    it("on Cast, before the first is answered, is none: no refusal is shown", async () => {
        const state = stateNamed("sealed");
        const look: Look = { size: phone, language: "en", scheme: "light" };
        const page = await newPage(look);
        // A worker that refuses every cast but the first, and answers only once there was time for another.
        const worker = `let casts = 0;
            onmessage = ({ data: { id, call, args: [command] } }) => {
                if (call !== "run") return postMessage({ id, value: undefined });
                if (command.what === "open") postMessage({ event: ${JSON.stringify(state)} });
                const refused = command.what === "cast" && ++casts > 1;
                const value = refused ? { ok: false, reason: 13, detail: "pressed twice" } : { ok: true, value: {} };
                setTimeout(() => postMessage({ id, value }), command.what === "cast" ? 500 : 0);
            };`;
        await putWorker(page, "worker", worker);
        await page.goto(pageAddress("/vote"));
        await page.getByRole("button", { name: en.sealed.cast }).dblclick();
        await page.waitForTimeout(1_500);
        expect(await page.getByText("pressed twice").count()).toBe(0);
        await page.context().close();
    });
});

describe("a browser that keeps nothing", () => {
    const look: Look = { size: phone, language: "en", scheme: "light" };
    const refusingLocalStorage = () => {
        Object.defineProperty(window, "localStorage", {
            get: () => {
                throw new DOMException("The operation is insecure.", "SecurityError");
            },
        });
    };

    it("still shows the pages that need nothing kept, in the language and theme chosen there", async () => {
        const page = await newPage(look);
        await page.addInitScript(refusingLocalStorage);
        await page.goto(addressOf("/"));
        await page.waitForSelector("main h1");
        await page.getByRole("button", { name: "Tiếng Việt" }).click();
        await expect.poll(() => page.getAttribute("html", "lang")).toBe("vi");
        await page.context().close();
    });
    it("says so on a participant's page, and what to do", async () => {
        const page = await newPage(look);
        await page.addInitScript(refusingLocalStorage);
        await page.addInitScript(() => {
            Object.defineProperty(window, "indexedDB", { value: undefined });
        });
        const ballot = stateNamed("ballot");
        await putWorker(page, "worker", workerTelling(ballot));
        await page.goto(pageAddress("/vote"));
        await page.getByRole("heading", { name: en.frame.keepsNothingTitle }).waitFor();
        await page.getByText(en.broken.missing).waitFor();
        await page.context().close();
    });
    it.each(["StorageMissing", "StorageFull", "StorageFailed"] as const)(
        "is told from a network that fails: %s",
        async (name) => {
            const page = await newPage(look);
            const worker = `onmessage = ({ data: { id } }) =>
                postMessage({ id, failure: { name: "${name}", message: "of the test" } });`;
            await putWorker(page, "worker", worker);
            await page.goto(pageAddress("/vote"));
            const words = {
                StorageMissing: "missing",
                StorageFull: "full",
                StorageFailed: "failed",
            } as const;
            await page.getByText(en.broken[words[name]]).waitFor();
            expect(await page.getByText(en.frame.brokenBody).count()).toBe(0);
            await page.context().close();
        },
    );
});
