// A conference is created on the pages: keys, the witness who is asked before, the form and its sign-off.
import { randomUUID } from "node:crypto";
import { type Page } from "playwright-core";
import { languageLabel } from "../../src/i18n/language_label";
import { agree, attach, field, follow, look, person, press, type Scene, tick, type, visit } from "./scene";

export const passphrase = "sáu ngọn nến trên bàn";

/** Makes a key, saves its file, and reads the saved file back. */
export async function makeKey({ stand, words }: Scene, page: Page, name: string): Promise<void> {
    const { key } = words.staff;
    const { common } = words.main;
    await type(field(page, key.name), name);
    await type(field(page, common.passphrase), passphrase);
    await type(field(page, common.passphraseAgain), passphrase);
    await press(page, key.make);
    const [file] = await Promise.all([page.waitForEvent("download"), press(page, key.save)]);
    const path = stand.file(`${randomUUID()}.key`);
    await file.saveAs(path);
    await attach(page.getByLabel(key.readBack), path);
    await type(field(page, common.passphrase), passphrase);
    await press(page, key.prove);
}

/** Who looks and holds no key of the vote: makes a key before there is a conference, and gives its line to the organizer. */
export async function inviteWitness(scene: Scene): Promise<{ readonly page: Page; readonly vkey: string }> {
    const page = await person(scene);
    await visit(page, `${scene.stand.origin}/witness`);
    await makeKey(scene, page, "Ban Kiểm tra");
    const vkey = (await page.locator("[data-vkey]").textContent()) ?? "";
    await look(scene, page, "witness-key");
    return { page, vkey };
}
/** The conference names the witness, who waits for the opening. */
export async function attend(scene: Scene, page: Page, address: string): Promise<void> {
    const { key, witness } = scene.words.staff;
    await visit(page, `${address}/witness`);
    await type(field(page, scene.words.main.common.passphrase), passphrase);
    await press(page, key.open);
    await page.getByText(witness.beforeOpening).waitFor();
}

type InBoth = readonly [vi: string, en: string];

/** A field that the form has in each language. */
async function fillBoth(
    { words }: Scene,
    page: Page,
    label: string,
    at: number,
    texts: InBoth,
): Promise<void> {
    for (const [languageIndex, language] of (["vi", "en"] as const).entries())
        await type(
            page.getByLabel(`${label} (${languageLabel(words.language, language)})`).nth(at),
            texts[languageIndex] ?? "",
        );
}
export async function fillHeading(scene: Scene, page: Page): Promise<void> {
    const { form } = scene.words.staff;
    for (const what of ["title", "body", "place"] as const)
        await fillBoth(scene, page, form[what], 0, scene.outside[what]);
}

/** The conference's form; first without what must be there. */
async function fillForm(scene: Scene, page: Page, witness: string): Promise<void> {
    const { words, outside } = scene;
    const { form, found } = words.staff;
    await fillHeading(scene, page);
    for (const [at, official] of outside.officials.entries()) {
        if (at > 0) await press(page, form.addOfficial);
        await type(field(page, form.name).nth(at), official.name);
    }
    await type(field(page, form.trustees), String(outside.board.length));
    await type(field(page, form.threshold), "2");
    await type(field(page, form.witnesses), witness);
    await press(page, found.look);
    await page.getByText(found.mistakes(2 * outside.officials.length)).waitFor(); // no position in any language
    await look(scene, page, "found-mistakes");
    for (const [at, { position }] of outside.officials.entries())
        await fillBoth(scene, page, form.position, at, position);
}

/** Returns the conference's ID. */
export async function createConference(scene: Scene, page: Page, witness: string): Promise<string> {
    const { stand } = scene;
    await visit(page, `${stand.origin}/organizer`);
    await makeKey(scene, page, "Thư ký");
    stand.admit((await page.locator("[data-line]").textContent()) ?? "");
    await fillForm(scene, page, witness);
    return await signOff(scene, page);
}

/** The form is filled in: what it comes to is looked at, ticked and signed. Returns the conference's ID. */
export async function signOff(scene: Scene, page: Page): Promise<string> {
    const { words } = scene;
    const { preview, found, next } = words.staff;
    await press(page, found.look);
    await page.getByText(preview.body).waitFor();
    for (const box of await page.getByRole("checkbox").all()) await tick(box);
    await look(scene, page, "found-preview");
    await press(page, preview.found);
    await agree(page, preview.found);
    await page.getByText(found.doneBody).waitFor();
    const path = /\/c\/([0-9a-f]{16})/.exec((await page.getByRole("main").textContent()) ?? "");
    await follow(page.getByRole("link", { name: found.lead }));
    await type(field(page, words.main.common.passphrase), passphrase);
    await press(page, words.staff.key.open);
    await page.getByText(next.roll).waitFor();
    return path?.[1] ?? "";
}
