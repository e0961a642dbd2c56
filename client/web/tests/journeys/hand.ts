// How a person gives a page what it asks for: with a mouse or a finger, or with nothing but the keyboard.
import { type Locator } from "playwright-core";

/** Its path, or what is in it. */
export type GivenFile =
    string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export interface Hand {
    /** A button or a link. */
    press(target: Locator): Promise<void>;
    /** In the place of what the field holds. */
    type(field: Locator, text: string): Promise<void>;
    tick(box: Locator): Promise<void>;
    /** A file, by a field that asks for one. */
    attach(field: Locator, file: GivenFile): Promise<void>;
    /** One of a group of radio buttons, by its place. */
    choose(group: Locator, place: number): Promise<void>;
}

export const mouse: Hand = {
    press: (target) => target.click(),
    type: (field, text) => field.fill(text),
    tick: (box) => box.check(),
    attach: (field, file) => field.setInputFiles(file),
    choose: (group, place) => group.getByRole("radio").nth(place).check(),
};

export const keyboard: Hand = {
    press: async (target) => {
        await walkTo(target);
        while (!(await target.isEnabled())) await target.page().waitForTimeout(50); // a press while it waits is none
        await target.page().keyboard.press("Enter");
    },
    type: async (field, text) => {
        await walkTo(field);
        const keys = field.page().keyboard;
        await keys.press("ControlOrMeta+a");
        if (text === "") await keys.press("Delete");
        else await keys.insertText(text);
    },
    tick: async (box) => {
        await walkTo(box);
        if (!(await box.isChecked())) await box.page().keyboard.press("Space");
        if (!(await box.isChecked())) throw new Error(`the keyboard does not tick ${String(box)}`);
    },
    attach: async (field, file) => {
        const page = field.page();
        await walkTo(field);
        // The first press may come before the test has begun to watch for the browser's window of files.
        for (;;) {
            const asked = page.waitForEvent("filechooser", { timeout: 5_000 }).catch(() => undefined);
            await page.keyboard.press("Enter");
            const chooser = await asked;
            if (chooser) return chooser.setFiles(file);
        }
    },
    choose: async (group, place) => {
        const keys = group.page().keyboard;
        await walkTo(group);
        const wanted = group.getByRole("radio").nth(place);
        const radios = await group.getByRole("radio").count();
        for (let moves = 0; moves < radios && !(await has(wanted)); ++moves) await keys.press("ArrowDown");
        if (!(await wanted.isChecked())) await keys.press("Space");
        if (!(await wanted.isChecked())) throw new Error(`the keyboard does not choose ${String(wanted)}`);
    },
};

const stepsMost = 300;

/** On with Tab and back with Shift+Tab, as whoever sees the page would. */
async function walkTo(target: Locator): Promise<void> {
    await target.waitFor();
    const keys = target.page().keyboard;
    for (let steps = 0; steps < stepsMost; ++steps) {
        const way = await target.evaluate(wayTo);
        if (way === "there") return;
        await keys.press(way === "on" ? "Tab" : "Shift+Tab");
    }
    throw new Error(`the keyboard does not reach ${String(target)}`);
}

/** In the page: where the target is from what has the focus. */
function wayTo(target: Element): "there" | "on" | "back" {
    const { activeElement: active } = document;
    if (!active || active === document.body) return "on";
    if (target.contains(active)) return "there";
    const before = active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
    return before ? "back" : "on";
}
const has = (target: Locator) => target.evaluate((element) => element === document.activeElement);
