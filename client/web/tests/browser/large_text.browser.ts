// Text at twice the browser's size, as people set it who see badly, on narrow telephones: nothing is too wide, no word is
// broken that would fit, and what stays in sight leaves the page its room.
import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { en, vi } from "../support/texts";
import { keep, newPage, onePage, pageAddress, putWorker, setStage } from "./bundle_stage";
import { type Look, tooWide, turnTo } from "./looks";
import { open, openOn, stateNamed } from "./participant_stage";
import { states } from "./stages";
import { wayOfAVote, withLongNames, withOfficials } from "./ways";

setStage();

const sizes = [
    { width: 320, height: 568 },
    { width: 360, height: 640 },
];
const texts = { vi, en };

async function atTwice(page: Page): Promise<void> {
    await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
    });
    await page.waitForTimeout(100); // the bars are measured anew
}

/** What does not fit: a page that is too wide, an element that reaches over its edge, words of few letters in pieces. */
function misfits(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const wrong: string[] = [];
        const { scrollWidth } = document.documentElement;
        if (scrollWidth > innerWidth) wrong.push(`the page is ${scrollWidth} wide`);
        for (const one of document.querySelectorAll("main *, header *, dialog *")) {
            const box = one.getBoundingClientRect();
            if (box.width === 0 || one.closest(".unseen, svg")) continue;
            if (box.right > innerWidth + 1 || box.left < -1)
                wrong.push(`over the edge: ${one.className} ${one.textContent.slice(0, 30)}`);
            if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible")
                wrong.push(`scrolls by itself: ${one.className} ${one.scrollWidth}`);
        }
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement;
            if (!parent || parent.closest("script, style, .unseen, .mono, .code-address, .code-text"))
                continue;
            for (const word of (node.textContent ?? "").matchAll(/(?<!\p{L})\p{L}{2,8}(?!\p{L})/gu)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
                if (tops.size > 1) wrong.push(`in pieces: ${word[0]} in ${parent.className}`);
            }
        }
        return wrong;
    });
}

/** The bars that stay in sight, by the part of the window's height that they take. */
const sticking = (page: Page): Promise<number[]> =>
    page
        .locator('[data-sticks="true"]')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height / innerHeight));

describe.each(sizes)("twice the text at $width pixels", (size) => {
    describe("fits on the stage", () => {
        const watched = onePage({ size, language: "vi", scheme: "light" });
        it.each(Object.keys(states))("%s", async (name) => {
            const { page } = watched;
            await openOn(page, withLongNames(stateNamed(name)));
            for (const language of ["vi", "en"] as const) {
                await turnTo(page, language);
                await atTwice(page);
                await keep(page, `twice-${name}`, { size, language, scheme: "light" }, true);
                expect(await misfits(page)).toEqual([]);
                for (const part of await sticking(page)) expect(part).toBeLessThanOrEqual(0.25);
                const header = await page.locator(".frame-head-row").boundingBox();
                expect(header?.height).toBeLessThanOrEqual(size.height / 4);
            }
        });
    });

    it("fits from the opened ballot to the review, and in the questions", async () => {
        for (const language of ["vi", "en"] as const) {
            const look: Look = { size, language, scheme: "light" };
            const t = texts[language];
            const page = await newPage(look);
            await putWorker(page, "worker", wayOfAVote());
            await page.goto(pageAddress("/vote"));
            const fits = async (name: string) => {
                await keep(page, `twice-${name}`, look, true);
                expect(await misfits(page)).toEqual([]);
            };
            const press = (words: string) =>
                page.getByRole("button", { name: words, exact: true }).last().click();
            await page.getByText(t.ballot.same).waitFor();
            await atTwice(page);
            await press(t.ballot.same);
            await page.getByRole("radio").first().check();
            await fits("marking");
            await press(t.ballot.review);
            await page.getByRole("dialog").waitFor();
            await fits("question");
            await press(t.ballot.blankKeep);
            await page.getByRole("heading", { name: t.review.title }).waitFor();
            await fits("review");
            await press(t.review.seal);
            await page.getByRole("heading", { name: t.sealed.title }).waitFor();
            await press(t.sealed.cast);
            await page.getByRole("heading", { name: t.receipt.title, exact: true }).waitFor();
            await press(t.receipt.change);
            await fits("change");
            await page.context().close();
        }
    });

    it("leaves a name of the review a line of its own", async () => {
        const look: Look = { size, language: "vi", scheme: "light" };
        const page = await open(withOfficials(stateNamed("ballot"), 44, "long"), look);
        await page.getByRole("button", { name: vi.ballot.same }).click();
        await page.getByRole("button", { name: vi.ballot.review }).click();
        await page.getByRole("button", { name: vi.ballot.blankKeep }).click();
        await page.locator(".review-lines").waitFor();
        await atTwice(page);
        const lines = page.locator(".review-line");
        const widths = await lines.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
        for (const width of widths) expect(width).toBeGreaterThan(0.8 * size.width);
        expect(await misfits(page)).toEqual([]);
        await page.context().close();
    });
});

describe("a bar that is too high to stay in sight", () => {
    const look: Look = { size: { width: 640, height: 240 }, language: "vi", scheme: "light" };
    it("scrolls with the page, and stays once there is room", async () => {
        const page = await newPage(look);
        await openOn(page, withOfficials(stateNamed("last-call"), 44, "short"));
        const bars = page.locator("[data-sticks]");
        const stick = () => bars.evaluateAll((all) => all.map((one) => one.getAttribute("data-sticks")));
        await expect.poll(stick).toEqual(["false", "false"]);
        await page.setViewportSize({ width: 640, height: 900 });
        await expect.poll(stick).toEqual(["true", "true"]);
        expect(await tooWide(page)).toBeLessThanOrEqual(0);
        await page.context().close();
    });
});

it("Cast and the tracker's beginning are in sight on the smallest telephone, and Cast at twice the text", async () => {
    for (const language of ["vi", "en"] as const) {
        const look: Look = { size: { width: 320, height: 568 }, language, scheme: "light" };
        const page = await open(stateNamed("sealed"), look);
        const bottom = async (what: string) => {
            const box = await page.locator(what).first().boundingBox();
            return box ? box.y + box.height : Infinity;
        };
        await keep(page, "sealed", look, false);
        const bar = await page.locator(".ballot-counter").boundingBox();
        expect(await bottom(".tracker-text")).toBeLessThanOrEqual(bar?.y ?? 0);
        await atTwice(page);
        await keep(page, "sealed-twice", look, false);
        expect(await bottom(".ballot-counter .button")).toBeLessThanOrEqual(look.size.height);
        await page.context().close();
    }
});

it("a dossier's figures are whole on a phone, also at twice the text", async () => {
    const target = {
        indicator: ["Tỷ lệ dân số tham gia bảo hiểm y tế trên địa bàn", "Health insurance coverage"],
        target: "95.150.000 người",
        achieved: "95.523.000 người",
        percent: "100,39",
    };
    const body = JSON.stringify({ version: 1, documents: [], targets: Array(4).fill(target) });
    const dossier = createHash("sha256").update(body).digest("hex");
    const state = stateNamed("checked-in");
    const officials = state.conference?.officials.map((one) => ({ ...one, dossier }));
    if (!state.conference || !officials) throw new Error("no conference");
    for (const size of sizes) {
        const look: Look = { size, language: "vi", scheme: "light" };
        const page = await newPage(look);
        await page.route("**/documents/*", (route) => route.fulfill({ body }));
        await openOn(page, { ...state, conference: { ...state.conference, officials } });
        await page.getByRole("button", { name: vi.ballot.dossier }).first().click();
        await page.locator(".targets li").first().waitFor();
        await keep(page, "dossier", look, true);
        expect(await misfits(page)).toEqual([]);
        await atTwice(page);
        await keep(page, "dossier-twice", look, true);
        expect(await misfits(page)).toEqual([]);
        await page.context().close();
    }
});
