// What the auditor does on the public pages, held against the native program: verifies everything, is shown a log that was
// tampered with, and looks ballots up.
import { type Page } from "playwright-core";
import { expect } from "vitest";
import { saved } from "./figures";
import { follow, look, type Scene, type, visit } from "./scene";

interface Report {
    readonly holds: boolean;
    readonly fault?: { readonly reason: number; readonly entry?: number; readonly file?: string };
}

async function verifyWith(scene: Scene, page: Page, conference: string, vkey: string): Promise<void> {
    await visit(page, `${scene.stand.origin}/c/${conference}/verify`);
    await type(page.getByRole("textbox"), vkey);
    await follow(page.getByRole("button", { name: scene.words.pub.verify.start, exact: true }));
    await page.getByRole("button", { name: scene.words.pub.verify.save, exact: true }).waitFor();
}
const reportOf = async (scene: Scene, page: Page) =>
    JSON.parse(await saved(page, scene.words.pub.verify.save)) as Report;

/** With the key that the conference's people have. What was proven is left on the page. */
export async function verifyEverything(scene: Scene, page: Page, conference: string): Promise<void> {
    const { verify } = scene.words.pub;
    await visit(page, `${scene.stand.origin}/c/${conference}/verify`);
    await follow(page.getByRole("button", { name: verify.startWithout, exact: true }));
    await page.getByText(verify.withoutWarning).waitFor(); // a log must not be its own witness in silence
    await verifyWith(scene, page, conference, scene.stand.vkey(conference));
}

/** A byte of the ballots is changed on the way, and another log's key is held against this one. */
export async function refuseTampered(scene: Scene, page: Page, conference: string): Promise<void> {
    const { stand, words } = scene;
    stand.tamper((path, content) => {
        if (!path.includes("/tile/entries/")) return content;
        const changed = Buffer.from(content);
        const at = changed.length >> 1;
        changed[at] = (changed[at] ?? 0) ^ 1;
        return changed;
    });
    const { holds, fault } = JSON.parse(await stand.audit(conference, "verify", "--json")) as Report;
    expect(holds).toBe(false);
    await verifyWith(scene, page, conference, stand.vkey(conference));
    stand.tamper((_, content) => content);
    const shown = page.locator(".notice").first();
    expect(await shown.textContent()).toContain(words.pub.verify.failsTitle);
    expect(await shown.textContent()).toContain(words.pub.verify.entry(fault?.entry ?? 0));
    expect(await reportOf(scene, page)).toMatchObject({ holds: false, fault });
    await look(scene, page, "verify-tampered");

    await verifyWith(scene, page, conference, anotherKey);
    expect(await shown.textContent()).toContain(words.pub.verify.failsTitle);
    expect(await reportOf(scene, page)).toMatchObject({ holds: false, fault: { file: "checkpoint" } });
}
const anotherKey = "vote.example/audit+7ca49c9a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

export interface Trackers {
    readonly counted: readonly string[];
    /** What the QR code of the first of them says. */
    readonly scanned: string;
    readonly superseded: string;
    readonly challenged: string;
}

/** Each ballot stands where the native program finds it, and one that was only challenged stands nowhere. Returns the
    places of those that count. */
export async function lookUpAll(
    scene: Scene,
    page: Page,
    conference: string,
    { counted, scanned, superseded, challenged }: Trackers,
): Promise<number[]> {
    const { lookup } = scene.words.pub;
    await visit(page, `${scene.stand.origin}/c/${conference}/lookup`);
    const shows = async (typed: string, text: string) => {
        await type(page.getByRole("textbox"), typed);
        await follow(page.getByRole("button", { name: lookup.search, exact: true }));
        await page.getByText(text).waitFor();
    };
    const nativePlace = async (tracker: string, expected: string) => {
        const said = await scene.stand.audit(conference, "lookup", "--json", tracker);
        const { standing, index } = JSON.parse(said) as { standing: string; index: number };
        expect(standing).toBe(expected);
        return index;
    };
    const places: number[] = [];
    for (const tracker of counted) {
        const index = await nativePlace(tracker, "counted");
        await shows(tracker.toLowerCase(), lookup.counted(index));
        places.push(index);
    }
    await shows(scanned, lookup.counted(places[0] ?? 0));
    await shows(superseded, lookup.superseded(await nativePlace(superseded, "superseded")));
    await look(scene, page, "lookup");
    await shows(challenged, lookup.absentTitle);
    await shows(challenged.slice(1), scene.words.main.mistyped.count(28, 27));
    return places;
}
