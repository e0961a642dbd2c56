// Slips on paper: eight to a sheet, fewer where texts are long, and nothing is cut or lies over anything else. Both printers.
import { type Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { staffTexts } from "../support/texts";
import { phone } from "./looks";
import { sheets } from "./paper";
import { RealConference } from "./real_conference";
import { at, keepRoll, press, StaffStage } from "./staff_stage";

const stage = StaffStage.forThisFile();
const staff = staffTexts.en;

const title =
    "Hội nghị lấy phiếu tín nhiệm đối với người giữ chức vụ, chức danh lãnh đạo của cơ quan ".repeat(3);
const unit = "Bảo hiểm xã hội tỉnh Bà Rịa – Vũng Tàu, phòng Truyền thông và Phát triển người tham gia".repeat(
    2,
); // some 230 bytes
const name = "Nguyễn Phúc Hoàng Anh Thị Minh Khai Thùy Dương ".repeat(4); // some 240 bytes

/** Texts that leave their slip, lie over its QR code, are cut, or are smaller than 9 points; and slips of which eight do not fit. */
function faults(page: Page, slip: string): Promise<string[]> {
    return page.evaluate((selector) => {
        const out: string[] = [];
        for (const one of document.querySelectorAll(selector)) {
            const frame = one.getBoundingClientRect();
            const code = one.querySelector("svg")?.getBoundingClientRect() ?? frame;
            const isLong = one.parentElement?.textContent.includes("Minh Khai"); // or stands beside it
            if (frame.height > 281 && !isLong) out.push(`${frame.height} px high`); // 74 mm are 280
            for (const part of one.querySelectorAll("h1, h3, p, li")) {
                const text = part.textContent.slice(0, 30);
                if (parseFloat(getComputedStyle(part).fontSize) < 11.9) out.push(`small: ${text}`);
                if (part.scrollHeight > part.clientHeight + 4) out.push(`cut: ${text}`);
                const range = document.createRange();
                range.selectNodeContents(part);
                for (const line of range.getClientRects()) {
                    if (line.left < frame.left || line.right > frame.right || line.bottom > frame.bottom)
                        out.push(`outside: ${text}`);
                    const across = Math.min(line.right, code.right) - Math.max(line.left, code.left);
                    const down = Math.min(line.bottom, code.bottom) - Math.max(line.top, code.top);
                    if (across > 1 && down > 1) out.push(`over the code: ${text}`);
                }
            }
        }
        return out;
    }, slip);
}
/** By how many pixels what is to be printed is wider than the screen shows. */
function outOfSight(page: Page): Promise<number> {
    return page.locator(".staff-sheets").evaluate((sheets) => sheets.scrollWidth - sheets.clientWidth);
}
/** The longest texts in the place of those of the first slip, which has a hall. */
function lengthen(page: Page, slip: string): Promise<void> {
    return page.evaluate(
        ([selector, texts]) => {
            const lines = document.querySelector(selector)?.querySelectorAll(":scope > p") ?? [];
            for (const [place, text] of texts) (lines[place] ?? new Comment()).textContent = text;
        },
        [slip, [[0, title], [3, name], [4, unit], [5, unit]]] as [string, [number, string][]], // prettier-ignore
    );
}

describe("slips", () => {
    it.each(["vi", "en"] as const)("of the page, in %s", async (language) => {
        const { page } = await stage.organizerAt(at(12));
        await keepRoll(page, (number) => (number % 3 === 0 ? "Nam" : "Hội trường Bắc, nhà A"));
        await page.getByLabel(staff.slips.language).selectOption(language);
        await press(page, staff.slips.all(12));
        await page.locator(".staff-slip").nth(11).waitFor();
        expect(await faults(page, ".staff-slip")).toEqual([]);
        expect(await sheets(page, `slips-${language}`)).toBe(2);
        expect(await page.locator(".staff-slip").first().locator("li").count()).toBe(3);
        const hall = `${staffTexts[language].slip.hall}: Hội trường Bắc, nhà A`;
        expect(await page.getByText(hall, { exact: true }).count()).toBe(8);
        await lengthen(page, ".staff-slip");
        expect(await faults(page, ".staff-slip")).toEqual([]);
        expect(await sheets(page, `slips-long-${language}`)).toBe(2); // 6 and 6
        await page.setViewportSize(phone);
        expect(await outOfSight(page)).toBe(0);
        await page.context().close();
    });

    it("of one hall", async () => {
        const { page } = await stage.organizerWithRoll(at(12), (number) => ["Bắc", "Nam"][number % 3] ?? "");
        await page.getByLabel(staff.slips.language).selectOption("en");
        await page.getByLabel(staff.slips.hall).selectOption("Nam");
        await press(page, staff.slips.some(4)); // 1, 4, 7 and 10
        await page.locator(".staff-slip").nth(3).waitFor();
        expect(await page.getByText(`${staff.slip.hall}: Nam`, { exact: true }).count()).toBe(4);
        expect(await page.locator(".staff-slip").count()).toBe(4);
        await press(page, staff.slips.printDone);
        await page.getByLabel(staff.slips.hall).selectOption(staff.attendance.hall.none);
        await press(page, staff.slips.some(4)); // 2, 5, 8 and 11
        await page.locator(".staff-slip").nth(3).waitFor();
        expect(await page.getByText(`${staff.slip.hall}: `).count()).toBe(0);
        await page.context().close();
    });

    it("of the native client", async () => {
        const conference = await RealConference.make(9);
        try {
            const { page } = await stage.open("/");
            await page.goto("about:blank"); // whose policy lets the page have its own style
            await page.setContent(conference.slips());
            expect(await faults(page, "article")).toEqual([]);
            expect(await sheets(page, "slips-native")).toBe(2);
            await lengthen(page, "article");
            expect(await faults(page, "article")).toEqual([]);
            expect(await sheets(page, "slips-native-long")).toBe(2);
            await page.context().close();
        } finally {
            conference.end();
        }
    });
});
