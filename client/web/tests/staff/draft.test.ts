// A conference's draft over an IndexedDB in memory: what was typed is there again, and no page writes over another's.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { emptyForm } from "../../src/staff/conference_form";

/** A tab of its own, which holds a connection of its own. */
async function tab(now = 1000) {
    vi.resetModules();
    const { Draft } = await import("../../src/staff/draft");
    return new Draft(() => now);
}
beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
    vi.unstubAllGlobals();
});

const titled = (title: string) => ({ ...emptyForm(["vi", "en"], "2026-12-04"), title: [title, ""] });
const document = { file: "kê khai.pdf", title: ["Kê khai", ""], content: Uint8Array.of(1, 2, 3) };
const withDocument = (title: string) => {
    const form = titled(title);
    const [official] = form.officials;
    if (!official) throw new Error("a form has an official");
    return { ...form, officials: [{ ...official, dossier: { documents: [document], targets: [] } }] };
};

describe("a draft", () => {
    test("is there again, with its documents and its time", async () => {
        expect(await (await tab()).find()).toBeUndefined();
        const form = withDocument("Hội nghị");
        expect(await (await tab(5000)).save(form)).toEqual({ at: "saved", savedAt: 5000 });
        expect(await (await tab()).find()).toEqual({ form, savedAt: 5000 });
    });
    test("is as it was typed last, however fast", async () => {
        const page = await tab();
        await Promise.all(["H", "Hộ", "Hội"].map((title) => page.save(titled(title))));
        expect((await (await tab()).find())?.form.title[0]).toBe("Hội");
    });
    test("that another page has written since stays, until a person says otherwise", async () => {
        const [one, other] = [await tab(1000), await tab(2000)];
        await one.save(titled("one"));
        await other.find();
        await other.save(withDocument("other"));
        expect(await one.save(titled("one more"))).toEqual({ at: "elsewhere", savedAt: 2000 });
        expect((await (await tab()).find())?.form).toEqual(withDocument("other"));
        expect(await one.saveOver(titled("one more"))).toEqual({ at: "saved", savedAt: 1000 });
        expect(await other.save(titled("other"))).toEqual({ at: "elsewhere", savedAt: 1000 });
        expect((await (await tab()).find())?.form.title[0]).toBe("one more");
    });
    test("of two pages that found nothing is the first one's", async () => {
        const [one, other] = [await tab(), await tab()];
        await Promise.all([one.find(), other.find()]);
        await one.save(titled("one"));
        expect(await other.save(titled("other"))).toMatchObject({ at: "elsewhere" });
    });
    test("that is discarded is gone, with its documents", async () => {
        const page = await tab();
        await page.save(withDocument("Hội nghị"));
        await page.discard();
        expect(await (await tab()).find()).toBeUndefined();
        await page.save(withDocument("once more")); // and its document is kept once more
        expect((await (await tab()).find())?.form).toEqual(withDocument("once more"));
    });
    test("of another page is not discarded", async () => {
        const [one, other] = [await tab(), await tab()];
        await one.save(titled("one"));
        await other.discard();
        expect((await (await tab()).find())?.form.title[0]).toBe("one");
    });
});
