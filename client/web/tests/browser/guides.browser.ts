// The pictures in the guides for the browser (docs/browser): each page really comes to look like this, in each language, and
// the guide shows it. GUIDES=folder makes the pictures anew; scripts/screenshots guides does that.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type Language, languages } from "../../src/gen/texts";
import type { StaffTexts } from "../../src/gen/staff_texts";
import type { LogView } from "../../src/observer/views";
import type { DeviceState } from "../../src/participant/messages";
import { staffTexts } from "../support/texts";
import * as bundle from "./bundle_stage";
import { showLeaflet } from "./leaflet";
import { stateOf } from "./observed";
import { print } from "./paper";
import { type Look, phone } from "./looks";
import { logNamed, open as openPublic } from "./public_stage";
import { openOn, stateNamed } from "./participant_stage";
import { at, press, StaffStage } from "./staff_stage";

const docs = join(import.meta.dirname, "../../../../docs/browser");
const folder = process.env["GUIDES"];
const slide = { width: 1280, height: 720 };

bundle.setStage();
const stage = StaffStage.forThisFile();
beforeAll(() => {
    if (folder) mkdirSync(folder, { recursive: true });
});

interface Picture {
    readonly name: string;
    /** Brings the page there, in that language or one that it is switched from. */
    readonly open: (language: Language) => Promise<Page>;
    /** The heading that the picture begins with; the top of the page where there is none. */
    readonly from?: (texts: StaffTexts) => string;
}

function onPhone(name: string, shown: DeviceState): Picture {
    return {
        name,
        open: async (language) => {
            const page = await bundle.newPage({ size: phone, language, scheme: "light" });
            await openOn(page, shown);
            return page;
        },
    };
}
function ofStaff(
    name: string,
    from: NonNullable<Picture["from"]>,
    open: () => Promise<{ page: Page }>,
): Picture {
    const inLanguage = async (language: Language) => {
        const { page } = await open();
        await page.locator(`button[lang=${language}]`).dispatchEvent("click");
        await page.locator(`html[lang=${language}]`).waitFor({ state: "attached" });
        return page;
    };
    return { name, from, open: inLanguage };
}
function ofPublic(name: string, path: string, log: LogView, ready: string): Picture {
    return {
        name,
        open: (language) => {
            const look: Look = { size: slide, language, scheme: "light" };
            return openPublic(stateOf(log), path, look, [], ready);
        },
    };
}

const ballot = stateNamed("ballot");
const marking: Picture = {
    name: "mark",
    open: async (language) => {
        const stage = { ...ballot.stage, compared: true } as DeviceState["stage"];
        const page = await onPhone("mark", { ...ballot, stage }).open(language);
        await page.getByRole("radio").first().check();
        return page;
    },
};

const roll = Array.from({ length: 8 }, (_, i) => `${i + 1}\tNguyễn Thị Ví Dụ ${i + 1}\tPhòng ${(i % 3) + 1}`);
async function rollPasted() {
    const opened = await stage.organizerAt(at(1));
    await opened.page.getByLabel(staffTexts.en.roll.paste).fill(`STT\tHọ tên\tĐơn vị\n${roll.join("\n")}\n`);
    await opened.page.getByText(staffTexts.en.roll.total(8)).waitFor();
    return opened;
}
async function lastCall() {
    const opened = await stage.organizerAt(at(36));
    await press(opened.page, staffTexts.en.open.close);
    await opened.page.getByRole("dialog").getByRole("button", { name: staffTexts.en.open.close }).click();
    await opened.page.getByRole("timer").waitFor();
    return opened;
}
const guides: Readonly<Record<string, readonly Picture[]>> = {
    participant: [
        onPhone("check-in", stateNamed("greeting")),
        onPhone("compare", ballot),
        marking,
        onPhone("sealed", stateNamed("sealed")),
        onPhone("cast", stateNamed("cast")),
    ],
    organizer: [
        ofStaff("roll", ({ roll }) => roll.title, rollPasted),
        ofStaff(
            "plan",
            ({ next }) => next.title,
            () => stage.organizerAt(at(23)),
        ),
        ofStaff("last-call", ({ open }) => open.votingTitle, lastCall),
    ],
    board: [
        ofStaff(
            "anchor",
            ({ anchor }) => anchor.title,
            () => stage.memberAt(at(7)),
        ),
        ofStaff(
            "confirm",
            ({ confirm }) => confirm.openTitle,
            () => stage.memberAt(at(25)),
        ),
    ],
    hall: [ofPublic("hall", "/hall", logNamed("voting"), ".hall")],
    auditor: [ofPublic("results", "/results", logNamed("announced"), "main svg")],
};

/** Brings what the picture begins with to the top of the window. */
async function aim(page: Page, text: string): Promise<void> {
    const heading = page.getByRole("heading", { name: text, exact: true }).first();
    await heading.evaluate((element) => {
        scrollTo(0, element.getBoundingClientRect().top + scrollY - 24);
    });
    expect((await heading.boundingBox())?.y).toBeLessThan(400);
}

const all = Object.entries(guides).flatMap(([guide, pictures]) =>
    pictures.flatMap((picture) => languages.map((language) => ({ guide, picture, language }))),
);
describe("the guides show", () => {
    it.each(all)("$guide: $picture.name, $language", async ({ guide, picture, language }) => {
        const page = await picture.open(language);
        if (picture.from) await aim(page, picture.from(staffTexts[language]));
        const file = `${picture.name}-${language}.png`;
        if (folder) await page.screenshot({ path: join(folder, file) });
        const text = readFileSync(join(docs, language, `${guide}.md`), "utf8");
        expect(text).toContain(`../images/${file}`);
        expect(existsSync(join(docs, "images", file))).toBe(true);
        await page.context().close();
    });
    it("nothing else", () => {
        const shown = all.map(({ picture, language }) => `${picture.name}-${language}.png`);
        expect(readdirSync(join(docs, "images")).sort()).toEqual(shown.sort());
    });
});

/** It is handed out as it is printed: with the pictures, on one sheet. */
describe("the participants' guide", () => {
    it.each(languages)("is one sheet of A4, %s", async (language) => {
        const page = await bundle.newPage({ size: slide, language, scheme: "light" });
        await showLeaflet(page, docs, language);
        const { pdf, sheets } = await print(page);
        if (folder) writeFileSync(join(docs, language, "participant.pdf"), pdf);
        expect(sheets).toBe(1);
        expect(pdf.toString("latin1")).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]/);
        const shown = await page
            .locator("img")
            .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
        expect(shown).toEqual(Array(5).fill(phone.width));
        expect(existsSync(join(docs, language, "participant.pdf"))).toBe(true);
        await page.context().close();
    });
});
