// The second device in Chromium: its pages in every look, and what it says of ballots sealed under the recorded log, noted and
// shown by typing and file, and by a camera. SCREENS=folder keeps pictures.
import { mkdirSync } from "node:fs";
import { type Server } from "node:http";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { initializeCrypto } from "../../src/crypto/sodium";
import { mineKeyText, mineProofText, parseMineKey } from "../../src/check/mine_text";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { tagGenerators } from "../../src/crypto/credential";
import { tagOfBody } from "../../src/election/ballot";
import { Kind, type Level } from "../../src/election/bodies";
import { decodeEntry } from "../../src/election/entry_decode";
import { drawMineKey, proveMine } from "../../src/election/mine";
import { challenge, challengeText } from "../../src/election/challenge";
import { trackerCharacters } from "../../src/crypto/crockford";
import { Replay } from "../../src/election/replay";
import { locate, prepareSealing, sealBallot } from "../../src/election/seal";
import { launchChromium } from "../support/chromium";
import { en } from "../support/texts";
import { challengeLink } from "../../src/participant/challenge_link";
import { credentialOf } from "../support/election";
import { logEntries, logVector } from "../support/log";
import { bytes, must } from "../support/vectors";
import { Camera } from "./camera";
import { contextOf, laptop, listen, lookAtAll } from "./looks";
import { conferenceId, publishTo } from "./recorded_log";
import { serveBundle } from "./static_server";

const screens = process.env["SCREENS"];
const opened = logEntries.slice(0, 27);
const levels: Level[] = [3, 0];
const [electionId, openDigest] = [logVector.election_id, logVector.open_digest].map(bytes) as [Bytes, Bytes];
const camera = new Camera();
let browser: Browser;
let server: Server;
let origin: string;
/** Two sealed ballots of the same choices: one to look into, and another one. */
let shown: Shown;
let other: Shown;

interface Shown {
    readonly tracker: string;
    readonly link: string;
    readonly file: string;
}

beforeAll(async () => {
    await initializeCrypto();
    ({ server, origin } = await serveBundle());
    browser = await launchChromium(camera.args);
    if (screens) mkdirSync(screens, { recursive: true });
    [shown, other] = [await challengedBallot(), await challengedBallot()];
});
afterAll(async () => {
    await browser.close();
    server.close();
    camera.end();
});

async function challengedBallot(): Promise<Shown> {
    const replay = new Replay();
    for (const entry of opened) replay.feed(entry);
    const { opening } = replay.state;
    if (!opening) throw new Error("the recorded vote is not open");
    const { sk = "", u = "" } = logVector.secrets.people[0] ?? {};
    const placed = must(locate(opening, credentialOf(sk, u)));
    const prepared = await prepareSealing(opening, placed, 0, 1n);
    const sealed = sealBallot(opening, placed, levels, prepared);
    const inside = challenge(sealed);
    return {
        tracker: trackerCharacters(sealed.tracker.tracker),
        link: challengeLink(`${origin}/c/${conferenceId}/check`, inside),
        file: challengeText(inside),
    };
}

async function openPage(
    entries: readonly Uint8Array[],
    fragment = "",
): Promise<{ page: Page; said: string[] }> {
    const context = await contextOf(browser, { size: laptop, language: "en", scheme: "light" });
    const page = await context.newPage();
    const said: string[] = [];
    listen(page, said);
    await publishTo(page, entries);
    await page.goto(`${origin}/c/${conferenceId}/check${fragment}`);
    await page.locator("main h1").waitFor();
    return { page, said };
}
/** To the question that the page finds an answer to. */
async function openCheck(
    task: string,
    entries: readonly Uint8Array[],
): Promise<{ page: Page; said: string[] }> {
    const opened = await openPage(entries);
    await opened.page.getByRole("button", { name: task }).click();
    await opened.page.getByLabel(en.check.trackerField).waitFor();
    return opened;
}
async function note(page: Page, tracker: string): Promise<void> {
    await page.getByLabel(en.check.trackerField).fill(tracker);
    await page.getByRole("button", { name: en.common.proceed }).click();
}
async function giveFile(page: Page, content: string): Promise<void> {
    const file = { name: "challenge.json", mimeType: "application/json", buffer: Buffer.from(content) };
    await page.getByLabel(en.check.challengeFile).setInputFiles(file);
}
async function expectWorthy(page: Page, name: string): Promise<void> {
    expect((await lookAtAll(page, name, screens)).join("\n")).toBe("");
    await page.locator("button[lang=en]").click();
}

describe("the second device", () => {
    it("asks what is to be found out", async () => {
        const { page, said } = await openPage(opened);
        await page.getByRole("heading", { name: en.check.chooseTitle }).waitFor();
        await expectWorthy(page, "check-choice");
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("says what was sealed under a tracker that was noted first", async () => {
        const { page, said } = await openCheck(en.check.title, opened);
        await expectWorthy(page, "check-tracker");
        await note(page, shown.tracker.toLowerCase());
        await page.getByLabel(en.check.challengeFile).waitFor();
        await expectWorthy(page, "check-challenge");
        await giveFile(page, shown.file);
        await page.getByText(en.check.honestTitle).waitFor();
        expect(await page.locator(".review-mark").allTextContents()).toEqual(["high confidence", "no mark"]);
        await expectWorthy(page, "check-honest");
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("says STOP where a device shows another ballot than the one noted", async () => {
        const { page, said } = await openCheck(en.check.title, opened);
        await note(page, other.tracker);
        await giveFile(page, shown.file);
        await page.getByText(en.check.wrongTitle).waitFor();
        await expectWorthy(page, "check-wrong");
        expect(said).toEqual([]);
        await page.context().close();
    });

    it.each<[string, number, string, string]>([
        ["the vote is not open", 23, "", en.check.notOpen],
        ["it is no challenge", 27, "not a challenge", en.check.challengeWrong],
    ])("does not take it for a lie where %s", async (_, size, content, words) => {
        const { page } = await openCheck(en.check.title, logEntries.slice(0, size));
        await note(page, shown.tracker);
        await giveFile(page, content || shown.file);
        await page.getByText(words).waitFor();
        await page.context().close();
    });

    it("asks for the tracker first also where it was opened by the challenge's own code", async () => {
        const { page } = await openPage(opened, shown.link.slice(shown.link.indexOf("#")));
        expect(page.url()).not.toContain("#");
        await note(page, shown.tracker);
        await page.getByText(en.check.honestTitle).waitFor();
        await page.context().close();
    });

    it("reads both codes with its camera, and no other", async () => {
        const { page, said } = await openCheck(en.check.title, opened);
        camera.show("https://elsewhere.example/");
        await page.getByRole("button", { name: en.check.scanTracker }).click();
        await page.locator("video").evaluate(playing);
        await expectWorthy(page, "scanner");
        await page.getByRole("button", { name: en.scanner.stop }).click();
        camera.show(shown.tracker);
        await page.getByRole("button", { name: en.check.scanTracker }).click();
        await page.getByLabel(en.check.challengeFile).waitFor(); // the camera has seen the tracker
        camera.show(shown.link);
        await page.getByRole("button", { name: en.check.scanChallenge }).click();
        await page.getByText(en.check.honestTitle).waitFor();
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("says what to do where the camera is not allowed", async () => {
        const { page } = await openCheck(en.check.title, opened);
        await page.evaluate(() => {
            navigator.mediaDevices.getUserMedia = () =>
                Promise.reject(new DOMException("no", "NotAllowedError"));
        });
        await page.getByRole("button", { name: en.check.scanTracker }).click();
        await page.getByText(en.scanner.denied).waitFor();
        await expectWorthy(page, "scanner-denied");
        await page.context().close();
    });
});

/** A ballot of the recorded log: whose it is, and the answer that its device gives to a key. */
function mineOf(superseded: boolean) {
    const ballots = logVector.entries.flatMap(({ index, tracker = "" }) => {
        const entry = must(decodeEntry(logEntries[index] ?? new Uint8Array()));
        const tag = entry.kind === Kind.ballot ? tagOfBody(entry.body.bytes) : undefined;
        return tag ? [{ index, tracker: bytes(tracker), tag: toHex(tag) }] : [];
    });
    const found = ballots.find(
        ({ index, tag }) => superseded === ballots.some((later) => later.index > index && later.tag === tag),
    );
    const person = logVector.secrets.people.find(
        ({ sk, u }) => sk && u && toHex(credentialOf(sk, u).tag(tagGenerators(electionId))) === found?.tag,
    );
    if (!found || !person) throw new Error("no such ballot in the recorded log");
    const { number, sk = "", u = "" } = person;
    const answer = (key: string) => {
        const proof = proveMine({ electionId, openDigest }, credentialOf(sk, u), must(parseMineKey(key)));
        return mineProofText(must(proof));
    };
    return { ...found, number, answer };
}

describe("whose a tracker is", () => {
    const wholeLog = logEntries;
    async function name(page: Page, number: number, tracker: string): Promise<void> {
        await page.getByLabel(en.join.number).fill(String(number));
        await note(page, tracker);
    }
    async function keyOn(page: Page): Promise<string> {
        await page.getByRole("img", { name: en.check.keyQr }).waitFor();
        return (await page.locator(".code-text").textContent()) ?? "";
    }
    async function giveAnswer(page: Page, text: string): Promise<void> {
        await page.getByLabel(en.check.proofField).fill(text);
        await page.getByRole("button", { name: en.codeText.use }).click();
    }
    /** Nothing of the question is left where a later person could find it. */
    async function expectForgotten(page: Page, secrets: readonly string[]): Promise<void> {
        await page.getByText(en.check.forgotten).waitFor();
        const left = await page.evaluate(async () => {
            const names = (await indexedDB.databases()).map((one) => one.name);
            const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, names, history.state]);
            return { stored, address: location.href, depth: history.length, shown: document.body.innerHTML };
        });
        for (const secret of secrets) expect(JSON.stringify(left)).not.toContain(secret);
        expect(left.address).toBe(`${origin}/c/${conferenceId}/check`);
        expect(left.depth).toBeLessThanOrEqual(2);
    }

    it.each([
        ["counted", false],
        ["superseded", true],
    ])("is said where its own device answers: %s", async (standing, superseded) => {
        const mine = mineOf(superseded);
        const { page, said } = await openCheck(en.check.mineTitle, wholeLog);
        await expectWorthy(page, "mine-number");
        await name(page, mine.number, trackerCharacters(mine.tracker));
        const key = await keyOn(page);
        expect(key).toMatch(/^vouch:mine-key:[\w-]{128}$/);
        await expectWorthy(page, "mine-key");
        await giveAnswer(page, "vouch:mine:none");
        await page.getByText(en.check.proofWrong).waitFor();
        const answer = mine.answer(key);
        await giveAnswer(page, answer);
        await page.getByText(en.check.whose(mine.number)).waitFor();
        const words = superseded ? en.check.whoseSuperseded : en.check.whoseCounted;
        await page.getByText(words(mine.index)).waitFor();
        await expectForgotten(page, [key, answer]);
        await expectWorthy(page, `mine-${standing}`);
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("is not proven by an answer to another key", async () => {
        const mine = mineOf(false);
        const { page, said } = await openCheck(en.check.mineTitle, wholeLog);
        await name(page, mine.number, toHex(mine.tracker));
        const key = await keyOn(page);
        const answer = mine.answer(mineKeyText(drawMineKey(openDigest)));
        await giveAnswer(page, answer);
        await page.getByText(en.check.notProvenTitle(mine.number)).waitFor();
        await expectForgotten(page, [key, answer]);
        await expectWorthy(page, "mine-not-proven");
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("is found with the camera alone, and other codes are passed over", async () => {
        const mine = mineOf(false);
        const { page, said } = await openCheck(en.check.mineTitle, wholeLog);
        camera.show(toHex(mine.tracker));
        await page.getByRole("button", { name: en.check.scanTracker }).click();
        await expect
            .poll(() => page.getByLabel(en.check.trackerField).inputValue(), { timeout: 20_000 })
            .toBe(toHex(mine.tracker));
        await page.getByLabel(en.join.number).fill(String(mine.number));
        await page.getByRole("button", { name: en.common.proceed }).click();
        const answer = mine.answer(await keyOn(page));
        camera.show(toHex(mine.tracker));
        await page.getByRole("button", { name: en.check.scanProof }).click();
        await page.locator("video").evaluate(playing);
        await page.getByRole("button", { name: en.scanner.stop }).click();
        camera.show(answer);
        await page.getByRole("button", { name: en.check.scanProof }).click();
        await page.getByText(en.check.whose(mine.number)).waitFor();
        expect(said).toEqual([]);
        await page.context().close();
    });

    it.each<[string, number, number, string, string]>([
        ["the vote is not open", 23, 1, "0".repeat(28), en.check.notOpen],
        ["nobody has that number", logEntries.length, 60_000, "0".repeat(28), en.check.notCheckedIn],
        ["no ballot has that tracker", logEntries.length, 1, "0".repeat(28), en.check.noBallot],
    ])("is not asked where %s", async (_, size, number, tracker, words) => {
        const { page } = await openCheck(en.check.mineTitle, logEntries.slice(0, size));
        await name(page, number, tracker);
        await page.getByText(words).waitFor();
        expect(await page.locator(".code-text").count()).toBe(0);
        await page.context().close();
    });

    it("is asked anew after it was left", async () => {
        const mine = mineOf(false);
        const { page } = await openCheck(en.check.mineTitle, wholeLog);
        await name(page, mine.number, toHex(mine.tracker));
        const first = await keyOn(page);
        await page.getByRole("button", { name: en.check.leave }).click();
        await page.getByRole("button", { name: en.check.mineTitle }).click();
        expect(await page.getByLabel(en.check.trackerField).inputValue()).toBe("");
        await name(page, mine.number, toHex(mine.tracker));
        expect(await keyOn(page)).not.toBe(first);
        await page.context().close();
    });
});

/** In the page: until the video has a picture. */
function playing(video: Element): Promise<void> {
    return new Promise((resolve) => {
        (video as HTMLVideoElement).requestVideoFrameCallback(() => {
            resolve();
        });
    });
}
