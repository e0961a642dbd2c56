// What a participant does on a phone, by the words that stand there.
import { readFileSync } from "node:fs";
import { type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { person, readQrCodes, type Scene, visit } from "./scene";
import type { MainTexts } from "../../src/gen/main_texts";

/** Of each official: 3 high, 2 confidence, 1 low, 0 no mark. */
export type Levels = readonly (0 | 1 | 2 | 3)[];

export class Participant {
    readonly #words: MainTexts;
    #typed = false; // a slip that was typed names no board

    private constructor(
        private readonly scene: Scene,
        readonly page: Page,
    ) {
        this.#words = scene.words.main;
    }
    static async arrive(scene: Scene, size: { width: number; height: number }) {
        return new Participant(scene, await person(scene, size));
    }

    /** The phone's camera opens the slip's link. */
    async scan(link: string): Promise<void> {
        await visit(this.page, link);
    }
    /** From the hall's QR code, which knows no slip. */
    async typeSlip(conference: string, number: number, code: string): Promise<void> {
        const { join } = this.#words;
        this.#typed = true;
        await visit(this.page, conference);
        await this.follow(this.scene.words.pub.conference.vote);
        await this.press(join.typed);
        await this.scene.hand.type(this.page.getByLabel(join.number, { exact: true }), String(number));
        await this.scene.hand.type(this.page.getByLabel(join.code, { exact: true }), code.toLowerCase());
        await this.press(join.use);
        await this.page.getByText(join.typedNotice).waitFor();
    }
    async checkIn(): Promise<void> {
        await this.press(this.#words.join.checkIn);
        await this.stands(this.#words.waiting.title);
    }

    /** Compares the digits on the page with those read out; whose slip was typed gives them to the page, which shows none. */
    async compare(readOut: string): Promise<void> {
        if (this.#typed) {
            const { asked } = this.#words;
            const field = this.page.getByLabel(asked.digits, { exact: true });
            await field.waitFor();
            expect(await this.page.locator(".fingerprint").count()).toBe(0);
            await this.scene.hand.type(field, readOut);
            await this.press(asked.check);
            return;
        }
        const spoken = await this.page.locator(".fingerprint").getAttribute("aria-label");
        expect((spoken ?? "").replace(/\D/g, "")).toBe(readOut);
        await this.press(this.#words.ballot.same);
    }
    mark(official: number, level: number): Promise<void> {
        return this.scene.hand.choose(this.page.locator("fieldset.levels").nth(official), 3 - level);
    }
    marked(marked: number, of: number): Promise<void> {
        return this.page.getByText(this.#words.ballot.marked(marked, of)).waitFor();
    }
    /** What is not to be marked must not be marked yet. */
    async markAndSeal(levels: Levels): Promise<void> {
        for (const [official, level] of levels.entries()) if (level > 0) await this.mark(official, level);
        await this.seal(levels);
    }
    async seal(levels: Levels): Promise<void> {
        const { ballot, review, sealed } = this.#words;
        await this.press(ballot.review);
        if (levels.includes(0)) await this.agree(ballot.blankKeep);
        await this.press(review.seal);
        await this.stands(sealed.title);
    }
    async tracker(): Promise<string> {
        return (await this.page.locator(".tracker-text span:not(.unseen)").allTextContents()).join("");
    }
    async cast(): Promise<void> {
        await this.press(this.#words.sealed.cast);
        await this.stands(this.#words.receipt.title);
    }
    async vote(levels: Levels): Promise<void> {
        await this.markAndSeal(levels);
        await this.cast();
    }
    async changeVote(): Promise<void> {
        await this.press(this.#words.receipt.change);
        await this.agree(this.#words.receipt.change);
        await this.page.getByText(this.#words.ballot.changing).waitFor();
    }
    /** The sealed ballot is given up for a check. Returns what its QR code says. */
    async challenge(): Promise<string> {
        const { sealed, challenged } = this.#words;
        await this.press(sealed.challenge);
        await this.agree(sealed.challengeNoted);
        await this.stands(challenged.title);
        const [link] = await readQrCodes(this.page, ".qr.large");
        return link ?? "";
    }

    /** The file that a button saves. */
    async saved(button: string): Promise<string> {
        const [file] = await Promise.all([this.page.waitForEvent("download"), this.press(button)]);
        return readFileSync(await file.path(), "utf8");
    }

    /** As a second device: the tracker that was noted, then the other's QR code. Returns the choices it finds inside. */
    async checkAnother(tracker: string, link: string): Promise<string[]> {
        const { check, common } = this.#words;
        await visit(this.page, link);
        await this.scene.hand.type(this.page.getByLabel(check.trackerField, { exact: true }), tracker);
        await this.press(common.proceed);
        await this.stands(check.honestTitle);
        return this.page.locator(".review-mark").allTextContents();
    }

    /** Waits until the page, or a part of it, is that. */
    stands(title: string): Promise<void> {
        return this.page.getByRole("heading", { name: title, exact: true }).waitFor();
    }
    press(name: string): Promise<void> {
        return this.scene.hand.press(this.#button(this.page.locator("main"), name));
    }
    follow(name: string): Promise<void> {
        return this.scene.hand.press(this.page.getByRole("link", { name, exact: true }));
    }
    private agree(name: string): Promise<void> {
        return this.scene.hand.press(this.#button(this.page.getByRole("dialog"), name));
    }
    #button(inside: Locator, name: string): Locator {
        return inside.getByRole("button", { name, exact: true });
    }
}
