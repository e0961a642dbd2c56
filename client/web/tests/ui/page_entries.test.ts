// What the generator makes of the dictionaries, and which ones it takes: those of all languages say the same things.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";

interface Language {
    readonly tag: string;
    readonly words: object;
    readonly pages: object | undefined;
}
type Under = (profile: string) => Said;
interface Shape {
    readonly from_words: Readonly<Record<string, string>>;
    readonly arguments: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
type PageModules = (shape: Shape, languages: readonly Language[]) => Readonly<Record<string, string>>;
const script = join(import.meta.dirname, "../../scripts/generate_pages.mjs");
const { pageModules } = (await import(/* @vite-ignore */ pathToFileURL(script).href)) as {
    pageModules: PageModules;
};

const shape: Shape = {
    from_words: { "main.fact": "fact" },
    arguments: {
        "main.step": { at: "number", of: "number", name: "text" },
        "main.left": { times: "number" },
        "main.line": { line: "digits" },
        "main.more": { names: "text", more: "number" },
        "main.share": { level: "text", over: "flag" },
        "main.in": { language: "text" },
        "main.nothing": {},
        "main.yours": { times: "number" },
    },
};
const first = {
    title: "Tiêu đề",
    list: ["một", "hai"],
    fact: { phase: "Giai đoạn" },
    step: "{name}: {at}/{of}",
    left: "còn {times} lần",
    line: "dòng {line}",
    more: { sentence: "{names}{more}", more: { "0": "", other: " và {more} người" } },
    share: { yes: "quá {level}", no: "từ {level}" },
    in: "bằng {language:lower}",
    nothing: "không",
    taken: "{You} hãy báo ngay nếu không phải {you}",
    yours: { other: "{you} còn {times} lần" },
};
const second = {
    title: "Title",
    list: ["one", "two"],
    fact: { phase: "Phase" },
    step: "Step {at} of {of}: {name}",
    left: { "0": "none left", one: "{times} time left", other: "{times} times left" },
    line: "line {line}",
    more: {
        sentence: "{names}{more}",
        names: { empty: "nobody", other: "{names}" },
        more: { "0": "", one: " and {more} other", other: " and {more} others" },
    },
    share: { yes: "more than {level}", no: "at least {level}" },
    in: "in {language}",
    nothing: "nothing",
    taken: "If it was not you, say so",
    yours: { one: "once", other: "{times} times" },
};
const profiles = { party: {}, state: {} };
const vi = { locale: "vi-VN", number: { group: "." }, profiles };
const en = { locale: "en-GB", number: { group: "," }, profiles };
const addressVi = { main: { other: "quý vị", party: "đồng chí" } };
const addressEn = { main: { other: "you" } };
const made = (other: object | undefined, own: Shape = shape, address: object = addressEn) =>
    pageModules(own, [
        { tag: "vi", words: vi, pages: { name: "Tiếng Việt", address: addressVi, main: first } },
        { tag: "en", words: en, pages: other && { name: "English", address, main: other } },
    ]);

type Said = Readonly<Record<string, (...of: readonly unknown[]) => string>>;

/** The texts of a module that was made, with the project's own functions in the place of its imports. */
async function textsOf(module: string | undefined, profile = "own"): Promise<Said> {
    const { grouped } = await import("../../src/i18n/grouped");
    const atStart = await import("../../src/i18n/at_start");
    const words = { vi: { fact: { body: "Cơ quan" } }, en: { fact: { body: "Body" } } };
    const source = (module ?? "").replace(/^import .*$/gm, "").replace("export const", "const");
    const { outputText } = ts.transpileModule(source, {
        compilerOptions: { target: ts.ScriptTarget.ES2022 },
    });
    const textsUnder = runInNewContext(`${outputText}\ntextsUnder;`, {
        grouped,
        ...atStart,
        words,
    }) as Under;
    return textsUnder(profile);
}

describe("a dictionary's entries", () => {
    it("take their arguments in one order in every language", async () => {
        const { main_vi, main_en } = made(second);
        expect((await textsOf(main_vi))["step"]?.(1, 1234, "Ký")).toBe("Ký: 1/1.234");
        expect((await textsOf(main_en))["step"]?.(1, 1234, "Sign")).toBe("Step 1 of 1,234: Sign");
    });
    it("choose among forms by a number, by a text and by a flag", async () => {
        const said = await textsOf(made(second)["main_en"]);
        expect([0, 1, 2, 2000].map((times) => said["left"]?.(times))).toEqual([
            ...["none left", "1 time left", "2 times left", "2,000 times left"],
        ]);
        expect(said["more"]?.("", 0)).toBe("nobody");
        expect(said["more"]?.("An", 1)).toBe("An and 1 other");
        expect([true, false].map((over) => said["share"]?.("low", over))).toEqual([
            ...["more than low", "at least low"],
        ]);
    });
    it("write digits without groups, a name within a sentence, and words that both clients say", async () => {
        const said = await textsOf(made(second)["main_vi"]);
        expect(said["line"]?.(1234)).toBe("dòng 1234");
        expect(said["in"]?.("Tiếng Anh")).toBe("bằng tiếng Anh");
        expect(said["nothing"]?.()).toBe("không");
        expect({ ...said["fact"] }).toEqual({ body: "Cơ quan", phase: "Giai đoạn" });
    });
});

describe("people are addressed", () => {
    it.each([
        ["own", "quý vị", "Quý vị"],
        ["state", "quý vị", "Quý vị"],
        ["party", "đồng chí", "Đồng chí"],
    ])("by the conference's rules: %s", async (profile, you, You) => {
        const said = await textsOf(made(second)["main_vi"], profile);
        expect(said["taken"]).toBe(`${You} hãy báo ngay nếu không phải ${you}`);
        expect(said["yours"]?.(1234)).toBe(`${you} còn 1.234 lần`);
        expect((await textsOf(made(second)["main_en"], profile))["taken"]).toBe(second.taken);
    });
    it.each([
        ["no form is for the others", { main: { party: "comrade" } }, "address.main lacks the form other"],
        ["a group of pages has none", {}, "address.main lacks the form other"],
        [
            "a profile is not there",
            { main: { other: "you", army: "you" } },
            "address.main is by a rule profile that is not there: army",
        ],
        ["a form is empty", { main: { other: "you", party: " " } }, "address.main.party is empty"],
    ])("in no way where %s", (_, address, fault) => {
        expect(() => made(second, shape, address)).toThrow(`en.json: ${fault}`);
    });
});

describe("a language does not fit where", () => {
    const without = Object.fromEntries(Object.entries(second).filter(([key]) => key !== "title"));
    it.each<[string, object | undefined, string]>([
        ["it has no file", undefined, "en.json is missing"],
        ["an entry is missing", without, "main.title is missing"],
        ["there is one too many", { ...second, extra: "x" }, "main.extra is not in the first language"],
        ["a text is a list", { ...second, title: ["x"] }, "main.title is a list instead of a text"],
        ["a list is shorter", { ...second, list: ["x"] }, "main.list has 1 texts instead of 2"],
        ["a text is empty", { ...second, title: " " }, "main.title is empty"],
        ["a placeholder is missing", { ...second, step: "Step {at}: {name}" }, "main.step lacks {of}"],
        [
            "there is another one",
            { ...second, line: "{line} {x}" },
            "main.line says {x}, which it does not take",
        ],
        ["a text has one", { ...second, title: "{x}" }, "main.title has a placeholder"],
        [
            "a form is missing",
            { ...second, left: { one: "{times}" } },
            "main.left {times} lacks the form other",
        ],
        [
            "a form is never said",
            { ...second, left: { few: "{times}", other: "{times}" } },
            "main.left {times} has a form that is never said: few",
        ],
        ["a flag is said", { ...second, share: "{level} {over}" }, "main.share {over} has no forms"],
        ["the way is unknown", { ...second, in: "{language:up}" }, "main.in {language:up} is unknown"],
    ])("%s", (_, other, fault) => {
        expect(() => made(other)).toThrow(fault);
    });
    it("arguments are given to no entry", () => {
        const own = { ...shape, arguments: { ...shape.arguments, "main.gone": { x: "text" } } };
        expect(() => made(second, own)).toThrow("shape.json: no entry is main.gone");
    });
});
