import { describe, expect, it } from "vitest";
import { percentText } from "../../src/election/outcome";
import {
    atLineStart,
    formalDate,
    formalTime,
    formatDate,
    formatNumber,
    zoneName,
} from "../../src/i18n/format";
import { inLanguage, wordedLanguage } from "../../src/i18n/language";

describe("numbers, dates and percentages", () => {
    it("are in the form of the language", () => {
        expect(formatNumber("vi", 1732319)).toBe("1.732.319");
        expect(formatNumber("en", 1732319)).toBe("1,732,319");
        expect(percentText(9123, "vi")).toBe("91,23%");
        expect(percentText(10000, "vi")).toBe("100,00%");
        expect(percentText(5, "en")).toBe("0.05%");
        expect(formatDate("en", "2024-12-06")).toBe("6 December 2024");
        expect(formatDate("vi", "2024-12-06")).toBe("6 tháng 12 năm 2024");
        expect(formalDate("vi", "2024-02-06")).toBe("ngày 06 tháng 02 năm 2024");
        expect(formalDate("en", "2024-02-06")).toBe("6 February 2024");
        expect(formatNumber("vi", 999)).toBe("999");
    });
    it("show a date that is none as it stands", () => {
        for (const none of ["<b>soon</b>", "2026-13-04", "2026-1-4", ""])
            expect(formalDate("en", none)).toBe(none);
    });
    it("group four digits as they do five", () => {
        expect(formatNumber("vi", 1024)).toBe("1.024");
        expect(formatNumber("vi", 65_536)).toBe("65.536");
        expect(formatNumber("en", 1024)).toBe("1,024");
    });
    it("begin a line with a capital, whatever the letter is made of", () => {
        expect(atLineStart("vi", "tín nhiệm cao")).toBe("Tín nhiệm cao");
        expect(atLineStart("vi", "đạt")).toBe("Đạt");
        expect(atLineStart("en", "")).toBe("");
    });
    it("say hours as formal papers have them, in a zone", () => {
        const time = 1_796_353_200; // 2026-12-04T03:00:00Z
        expect(formalTime("vi", time, 7)).toBe("10 giờ 00 phút, ngày 04 tháng 12 năm 2026");
        expect(formalTime("en", time + 61, 0)).toBe("03:01 on 4 December 2026");
        expect(formalTime("en", time, -4)).toBe("23:00 on 3 December 2026");
        expect(formalTime("en", 253_370_764_799, 0)).toBe("23:59 on 31 December 9998");
        expect(formalTime("en", 253_370_764_800, 7)).toBe("253370764800");
        expect([0, 7, -4].map(zoneName)).toEqual(["UTC", "UTC+7", "UTC-4"]);
    });
});

describe("a text of the manifest", () => {
    it("is given in the screen's language, else in the conference's first", () => {
        expect(inLanguage(["Hội nghị", "Conference"], ["vi", "en-GB"], "en")).toBe("Conference");
        expect(inLanguage(["Hội nghị"], ["vi"], "en")).toBe("Hội nghị");
        expect(inLanguage([], ["vi"], "en")).toBe("");
    });
    it("stands beside our own words in its language, else in English", () => {
        expect(wordedLanguage("vi-VN")).toBe("vi");
        expect(wordedLanguage("vie")).toBe("en");
    });
});
