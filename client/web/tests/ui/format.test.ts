import { describe, expect, it } from "vitest";
import { formatDate, formatNumber, formatPercent, plural } from "../../src/i18n/format";
import { inLanguage } from "../../src/i18n/language";

describe("numbers, dates and percentages", () => {
    it("are in the form of the language", () => {
        expect(formatNumber("vi", 1732319)).toBe("1.732.319");
        expect(formatNumber("en", 1732319)).toBe("1,732,319");
        expect(formatPercent("vi", 9123).replace(/\s/u, "")).toBe("91,23%");
        expect(formatPercent("en", 5)).toBe("0.05%");
        expect(formatDate("en", "2024-12-06")).toBe("6 December 2024");
        expect(formatDate("vi", "2024-12-06")).toBe("6 tháng 12 năm 2024"); // Intl leaves "năm" out
    });
    it("show a date that is none as it stands", () => {
        expect(formatDate("en", "<b>soon</b>")).toBe("<b>soon</b>");
    });
    it("choose a word's form", () => {
        expect(plural("en", 1, "ballot", "ballots")).toBe("ballot");
        expect(plural("en", 0, "ballot", "ballots")).toBe("ballots");
        expect(plural("vi", 1, "one", "other")).toBe("other");
    });
});

describe("a text of the manifest", () => {
    it("is given in the screen's language, else in the conference's first", () => {
        expect(inLanguage(["Hội nghị", "Conference"], ["vi", "en-GB"], "en")).toBe("Conference");
        expect(inLanguage(["Hội nghị"], ["vi"], "en")).toBe("Hội nghị");
        expect(inLanguage([], ["vi"], "en")).toBe("");
    });
});
