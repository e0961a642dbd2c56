// Every number on every page, held against what the native program says of the same log.
import { readFileSync } from "node:fs";
import { type Page } from "playwright-core";
import { expect } from "vitest";
import { formatNumber } from "../../src/i18n/format";
import { type Scene } from "./scene";
import { wordsIn } from "./words";

const parts = ["high", "medium", "low", "blank"] as const;
type Counts = Readonly<Record<(typeof parts)[number], number>>;

interface Verdict {
    readonly holds: boolean;
    readonly size: number;
    readonly root: string;
    readonly election_id: string;
    readonly fingerprint: string;
    readonly phase: string;
    readonly summoned: number;
    readonly present: number;
    readonly ballots_counted: number;
    readonly checks: readonly { readonly check: string; readonly verdict: string }[];
    readonly result: readonly (Counts & { readonly name: string; readonly outcome: string })[];
}

export interface Paper {
    readonly issued: number;
    readonly collected: number;
}

/** What the native program says: its verdict, its table, and the figures as a page in the language writes them. */
export class Figures {
    readonly verdict: Verdict;
    readonly csv: string;
    readonly minutes: string;
    /** For each official the four counts, and the four per cents. */
    readonly lines: readonly { readonly counts: string[]; readonly percents: string[] }[];

    private constructor(
        private readonly scene: Scene,
        private readonly conference: string,
        private readonly paper: Paper,
        said: { readonly verdict: string; readonly csv: string; readonly minutes: string },
    ) {
        this.verdict = JSON.parse(said.verdict) as Verdict;
        this.csv = said.csv;
        this.minutes = said.minutes;
        const rows = [...this.csv.matchAll(/,(?:\d+,){4}([\d.]+),([\d.]+),([\d.]+),[^,\n]*$/gm)];
        const percent = (share: string) =>
            scene.words.language === "vi" ? `${share.replace(".", ",")}%` : `${share}%`;
        this.lines = this.verdict.result.map((line, official) => {
            const blank = ((100 * line.blank) / this.collected).toFixed(2); // the table leaves it out
            const shares = [...(rows[official] ?? []).slice(1), blank];
            return {
                counts: parts.map((part) => this.n(line[part])),
                percents: shares.map(percent),
            };
        });
    }
    static async ask(scene: Scene, conference: string, paper: Paper): Promise<Figures> {
        const { stand } = scene;
        const csv = stand.file("results.csv");
        const verdict = await stand.audit(conference, "verify", "--json");
        const minutes = stand.file("minutes.txt");
        await stand.audit(conference, "minutes", "--out", minutes, "--csv", csv);
        const [table, sheet] = [csv, minutes].map((file) => readFileSync(file, "utf8"));
        return new Figures(scene, conference, paper, { verdict, csv: table ?? "", minutes: sheet ?? "" });
    }
    get collected(): number {
        return this.verdict.ballots_counted + this.paper.collected;
    }
    /** "5 (62.50%)" of each official's four. */
    get together(): string[][] {
        return this.lines.map(({ counts, percents }) =>
            counts.map((count, at) => `${count} (${percents[at] ?? ""})`),
        );
    }
    private get digits(): string {
        return this.verdict.fingerprint.replaceAll(" ", "");
    }
    private n(value: number): string {
        return formatNumber(this.scene.words.language, value);
    }

    /** The tables of the results: those of the pages that count, and those of whoever led the vote. */
    async inTable(page: Page, caption: string): Promise<void> {
        const rows = page.getByRole("region", { name: caption }).locator("tbody tr");
        await rows.nth(this.lines.length - 1).waitFor();
        const shown: string[][] = [];
        for (const row of await rows.all())
            shown.push((await row.locator("td.number").allInnerTexts()).map((text) => text.trim()));
        expect(shown).toEqual(
            this.lines.map(({ counts, percents }) => counts.map((n, i) => `${n}\n${percents[i] ?? ""}`)),
        );
    }
    async onDesk(page: Page): Promise<void> {
        const { result } = this.scene.words.staff;
        const rows = page
            .getByRole("region", { name: result.caption(this.n(this.collected)) })
            .locator("tbody tr");
        await rows.nth(this.lines.length - 1).waitFor();
        const shown = await Promise.all(
            (await rows.all()).map((row) => row.locator("td.number").allTextContents()),
        );
        const blanks = this.lines.map(({ counts }) => counts[3]);
        expect(shown).toEqual(this.together.map((cells, at) => [...cells.slice(0, 3), blanks[at]]));
    }

    async onResults(page: Page): Promise<void> {
        const { results, result } = this.scene.words.pub;
        await this.inTable(page, results.table);
        await page.getByText(result.baseCollected({ count: this.collected })).waitFor();
        expect(await barsOn(page, ".result-bars")).toEqual(this.together);
        expect(await saved(page, results.csv)).toBe(this.csv);
        const { size, root, election_id, fingerprint, summoned, present, result: lines } = this.verdict;
        expect(JSON.parse(await saved(page, results.json))).toMatchObject({
            ...{ size, root, election_id, summoned, present, result: lines },
            ...{
                fingerprint: fingerprint.replaceAll(" ", ""),
                collected: this.collected,
                base: this.collected,
            },
            announced: true,
        });
        expect(await fingerprintOn(page)).toBe(this.digits);
    }

    /** Through the pages by hand, past the overview, until all officials were seen. */
    async onHall(page: Page): Promise<void> {
        await page.locator(".hall-result-head").waitFor();
        expect(await page.locator(".hall-offline").count()).toBe(0);
        while ((await page.locator(".hall-officials").count()) === 0) await page.keyboard.press("ArrowRight");
        const shown: string[][] = [];
        while (shown.length < this.lines.length) {
            for (const one of await page.locator(".hall-officials .hall-counts").all()) {
                const [counts, percents] = await Promise.all(
                    [".hall-count", ".hall-percent"].map((part) => one.locator(part).allTextContents()),
                );
                shown.push((counts ?? []).map((count, at) => `${count} (${percents?.[at] ?? ""})`));
            }
            await page.keyboard.press("ArrowRight");
        }
        // In whichever language has its turn on the screen: its decimals may be another's.
        const inOneForm = (rows: readonly (readonly string[])[]) =>
            rows.map((cells) => cells.map((cell) => cell.replace(",", ".")));
        expect(inOneForm(shown)).toEqual(inOneForm(this.together));
        expect(await page.locator(".hall-foot-fingerprint .mono").textContent()).toBe(groupsOf(this.digits));
    }

    async onConference(page: Page): Promise<void> {
        const { fact, phase, results } = this.scene.words.pub;
        const { summoned, present, size, root, election_id: id } = this.verdict;
        await this.inTable(page, results.table);
        const facts = await factsOn(page, "dl.facts");
        expect(facts).toMatchObject({
            [fact.phase]: phase.announced,
            [fact.summoned]: this.n(summoned),
            [fact.checkedIn]: this.n(present - this.paper.issued),
            [fact.papers]: this.n(this.paper.issued),
            [fact.collected]: this.n(this.collected),
            [fact.size]: this.n(size),
            [fact.root]: root,
            [fact.electionId]: id,
            [fact.vkey]: this.scene.stand.vkey(this.conference),
        });
        expect(await fingerprintOn(page)).toBe(this.digits);
    }

    async onMinutes(page: Page): Promise<void> {
        const { minutes, fact } = this.scene.words.pub;
        const { summoned, present, size, root, election_id: id } = this.verdict;
        await page.locator(".sheet-numbers").waitFor();
        const numbers = await page
            .locator(".sheet-numbers tbody tr")
            .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
        expect(Object.fromEntries(numbers)).toEqual({
            [minutes.summoned]: this.n(summoned),
            [minutes.present]: this.n(present),
            [minutes.issued]: this.n(present),
            [minutes.onPaper]: this.n(this.paper.issued),
            [minutes.collected]: this.n(this.collected),
            [minutes.notReturned]: this.n(present - this.collected),
            [minutes.valid]: this.n(this.collected),
            [minutes.invalid]: this.n(0),
        });
        const lines = page.locator(".sheet-table:not(.sheet-numbers) tbody tr");
        const shown: string[][] = [];
        for (const line of await lines.all())
            shown.push((await line.locator("td.number").allInnerTexts()).slice(1));
        expect(shown).toEqual(
            this.lines.map(({ counts, percents }) => counts.map((n, i) => `${n}\n${percents[i] ?? ""}`)),
        );
        const vkey = this.scene.stand.vkey(this.conference);
        const facts = await factsOn(page, ".sheet-proof dl");
        expect(facts).toMatchObject({
            [`${fact.fingerprint}:`]: groupsOf(this.digits),
            [`${fact.electionId}:`]: id,
            [`${fact.log}:`]: `${vkey.split("+")[0] ?? ""}, ${fact.entries({ count: size })}`,
            [`${fact.root}:`]: root,
            [`${fact.vkey}:`]: vkey,
        });
        const { boardMark, openingNumber } = wordsIn("vi").pub.fact; // the native minutes are in the first language
        expect(this.minutes).toContain(`${boardMark}: ${facts[`${fact.boardMark}:`] ?? ""}\n`);
        expect(this.minutes).toContain(`${openingNumber}: ${facts[`${fact.openingNumber}:`] ?? ""}\n`);
    }

    async onVerify(page: Page): Promise<void> {
        const { verify } = this.scene.words.pub;
        const { size, root, ballots_counted: counted, fingerprint, checks, result, ...rest } = this.verdict;
        await page.getByText(verify.holds(counted, size)).waitFor();
        const report = JSON.parse(await saved(page, verify.save)) as Verdict;
        const { summoned, present, election_id, phase, holds } = rest;
        const same = { holds, size, root, fingerprint, summoned, present, election_id, phase, result };
        expect(report).toMatchObject({ ...same, ballots_counted: counted });
        const verdicts = (of: Verdict["checks"]) =>
            Object.fromEntries(of.map((one) => [one.check, one.verdict]));
        expect(verdicts(report.checks)).toEqual(verdicts(checks));
        const rows = page.getByRole("region", { name: verify.result }).locator("tbody tr");
        const shown = await Promise.all(
            (await rows.all()).map((row) => row.locator("td.number").allTextContents()),
        );
        expect(shown).toEqual(this.lines.map(({ counts }) => counts));
        expect(await fingerprintOn(page)).toBe(this.digits);
    }
}

const groupsOf = (digits: string) => (digits.match(/.{4}/g) ?? []).join(" ");

async function fingerprintOn(page: Page): Promise<string> {
    return (await page.locator(".fingerprint > span").allTextContents()).join("");
}

/** The figures that each bar is said to have. */
async function barsOn(page: Page, list: string): Promise<string[][]> {
    const said = await page
        .locator(`${list} svg.bar`)
        .evaluateAll((all) => all.map((one) => one.ariaLabel ?? ""));
    return said.map((text) => text.match(/[\d.,]+ \([\d.,]+%\)/g) ?? []);
}

/** What each list of facts on the page says, by name. */
async function factsOn(page: Page, lists: string): Promise<Record<string, string>> {
    const pairs = await page
        .locator(lists)
        .evaluateAll((found) =>
            found.flatMap((list) =>
                [...list.querySelectorAll("dt")].map((name) => [
                    name.textContent,
                    name.nextElementSibling?.textContent ?? "",
                ]),
            ),
        );
    return Object.fromEntries(pairs) as Record<string, string>;
}

export async function saved(page: Page, button: string): Promise<string> {
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: button, exact: true }).click(),
    ]);
    return readFileSync(await download.path(), "utf8");
}
