// What the hall screen shows by turns, and how many officials a page takes.
import { describe, expect, it } from "vitest";
import { legible, overviewPages, packed, shapeOf } from "../../src/pages/public/hall_pages";
import { following, nextTurn, stepped, type Turn } from "../../src/pages/public/hall_turns";

/** "0v 1e 2v": the pages of so many turns, each with the first letter of its language. */
function shown(turns: number, pages: number, languages: number): string {
    const all: Turn[] = [{ page: 0, language: 0 }];
    while (all.length < turns) all.push(nextTurn(all.at(-1) as Turn, pages, languages));
    return all.map(({ page, language }) => `${page}${"vef"[language] ?? "?"}`).join(" ");
}

describe("turns", () => {
    it.each([
        [4, 1, 2, "0v 0e 0v 0e"],
        [3, 2, 1, "0v 1v 0v"],
        [7, 3, 2, "0v 1e 2v 0e 1v 2e 0v"],
        [5, 2, 2, "0v 1e 0e 1v 0v"],
        [7, 1, 3, "0v 0e 0f 0v 0e 0f 0v"],
    ])("of %d: %d pages in %d languages", (turns, pages, languages, said) => {
        expect(shown(turns, pages, languages)).toBe(said);
    });
    it.each([1, 2, 3, 4, 16, 17])("show each of %d pages in both languages within two rounds", (pages) => {
        expect(new Set(shown(2 * pages, pages, 2).split(" ")).size).toBe(2 * pages);
    });
    it("of a page that the organizer holds change the language alone", () => {
        expect(following({ page: 3, language: 0 }, 5, 2, true)).toEqual({ page: 3, language: 1 });
        expect(following({ page: 3, language: 1 }, 5, 2, true)).toEqual({ page: 3, language: 0 });
        expect(following({ page: 3, language: 1 }, 5, 2, false)).toEqual({ page: 4, language: 0 });
    });
    it("by hand go both ways, around, and stay in the language", () => {
        expect(stepped({ page: 0, language: 1 }, -1, 5)).toEqual({ page: 4, language: 1 });
        expect(stepped({ page: 4, language: 1 }, 1, 5)).toEqual({ page: 0, language: 1 });
        expect(stepped({ page: 0, language: 0 }, 1, 1)).toEqual({ page: 0, language: 0 });
    });
});

describe("an overview", () => {
    const people = (count: number) => Array.from({ length: count }, (_, at) => at);

    it("has the names of five as large as those of a page of figures", () => {
        expect(shapeOf(5, 21).size).toBe(legible);
    });
    it("has forty-four on one page, and fewer where names are long", () => {
        expect(overviewPages(people(44), 22).map((page) => page.length)).toEqual([44]);
        const long = overviewPages(people(44), 140);
        expect(long.length).toBeGreaterThan(1);
        expect(long.flat()).toEqual(people(44));
    });
    it("is smaller the more there are, and the longer their names", () => {
        const sizes = [6, 12, 24, 44].map((count) => shapeOf(count, 22).size);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        expect(shapeOf(12, 60).size).toBeLessThan(shapeOf(12, 20).size);
    });
    it.each([1, 2, 5, 17, 44])("has a cell for each of %d", (count) => {
        const { columns, rows } = shapeOf(count, 22);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
    });
});

describe("pages of figures", () => {
    it("are even where they can be", () => {
        expect(packed([2, 2, 2, 2], 6)).toEqual([[0, 2], [2, 4]]); // prettier-ignore
        expect(packed([2, 2, 2], 6)).toEqual([[0, 3]]);
    });
    it("never hold more than fits, whatever an even share were", () => {
        expect(packed([5, 1, 1, 1], 5)).toEqual([[0, 1], [1, 4]]); // prettier-ignore
    });
    it("give one that is too high a page to itself", () => {
        expect(packed([9, 2, 2], 5)).toEqual([[0, 1], [1, 3]]); // prettier-ignore
    });
});
