// How the pages address people: as the papers of the conference's rules do.
import { describe, expect, it } from "vitest";
import { publicTexts } from "../../src/i18n/public";
import { staffTexts } from "../../src/i18n/staff_texts";
import { texts } from "../../src/i18n/texts";
import "../support/texts";

/** What any sentence takes: a number, a text, or a count by its name. */
const some = Object.assign("1", { count: 1 });

/** All that is said, at whatever depth. */
function said(of: unknown): string {
    if (typeof of === "function")
        return String((of as (...args: unknown[]) => unknown)(some, some, some, some));
    if (typeof of !== "object" || of === null) return String(of);
    return Object.values(of).map(said).join("\n");
}

describe("in Vietnamese", () => {
    const staff = (profile?: "party" | "state") => said(staffTexts.in("vi", profile));
    const all = (profile?: "party" | "state") =>
        [texts, publicTexts].map((one) => said(one.in("vi", profile))).join("\n");

    it("comrades are addressed in a Party body's pages, and nobody else", () => {
        expect(all("party") + staff("party")).not.toMatch(/quý vị|ông\/bà/i);
        expect(all("party").match(/đồng chí/gi)?.length).toBe(all("state").match(/quý vị/gi)?.length);
        expect(staff("party").match(/đồng chí/gi)?.length).toBe(staff("state").match(/ông\/bà/gi)?.length);
        expect(all("state") + staff("state")).not.toMatch(/đồng chí/i);
    });
    it("a body with rules of its own has the words of most bodies", () => {
        expect(texts.in("vi")).toEqual(texts.in("vi", undefined));
        expect(all()).toBe(all("state"));
    });
    it("a dictionary is the same object each time, so that a page is not drawn again for nothing", () => {
        expect(texts.in("vi", "party")).toBe(texts.in("vi", "party"));
    });
});
