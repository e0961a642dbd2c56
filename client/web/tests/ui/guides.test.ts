// What a guide prints in bold stands on the screen just so: docs/browser, in each language that has a folder there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { publicTexts, staffTexts, texts } from "../support/texts";
import { languages } from "../../src/gen/texts";

const guides = join(import.meta.dirname, "../../../../docs/browser");

/** Every text in a dictionary that depends on nothing. */
function said(dictionary: unknown): string[] {
    if (typeof dictionary === "string") return [dictionary];
    if (typeof dictionary !== "object" || dictionary === null) return [];
    return Object.values(dictionary).flatMap(said);
}
const inOneLine = (text: string) => text.replace(/\s+/g, " ");

const guided = languages.filter((one) => existsSync(join(guides, one)));

it("the first language has guides", () => {
    expect(guided[0]).toBe(languages[0]);
});
describe.each(guided)("the guides in %s", (language) => {
    const words = new Set(
        said([texts[language], publicTexts[language], staffTexts[language]]).map((text) =>
            text.normalize("NFC"),
        ),
    );
    const files = readdirSync(join(guides, language))
        .filter((name) => name.endsWith(".md")) // the others are made from these
        .sort();

    it("are there for every person of a conference", () => {
        expect(files).toEqual(["auditor.md", "board.md", "hall.md", "organizer.md", "participant.md"]);
    });
    it.each(files)("%s says what stands on the screen", (file) => {
        const text = inOneLine(readFileSync(join(guides, language, file), "utf8").normalize("NFC"));
        const bold = [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, one]) => one ?? "");
        expect(bold.length).toBeGreaterThan(3);
        expect(bold.filter((one) => !words.has(one))).toEqual([]);
    });
});
