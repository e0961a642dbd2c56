// The second device in Chromium: its pages in every look, and what it says of ballots sealed under the recorded log, noted and
// shown by typing and file, and by a camera. SCREENS=folder keeps pictures.
import { mkdirSync } from "node:fs";
import { type Server } from "node:http";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NonceSource } from "../../src/crypto/random";
import { initializeCrypto } from "../../src/crypto/sodium";
import { type Level } from "../../src/election/bodies";
import { challenge, challengeText } from "../../src/election/challenge";
import { trackerText } from "../../src/election/enrolment";
import { Replay } from "../../src/election/replay";
import { locate, prepareSealing, sealBallot } from "../../src/election/seal";
import { en } from "../../src/i18n/en";
import { challengeLink } from "../../src/participant/challenge_link";
import { secretScalar } from "../support/election";
import { logEntries, logVector } from "../support/log";
import { must } from "../support/vectors";
import { Camera } from "./camera";
import { contextOf, laptop, listen, lookAtAll } from "./looks";
import { conferenceId, publishTo } from "./recorded_log";
import { serveBundle } from "./static_server";

const screens = process.env["SCREENS"];
const opened = logEntries.slice(0, 27);
const levels: Level[] = [3, 0];
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
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: camera.args });
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
    const sk = secretScalar(logVector.secrets.people[0]?.sk ?? "");
    const credential = must(locate(opening, sk));
    const prepared = await prepareSealing(opening, credential, new NonceSource(sk));
    const sealed = sealBallot(opening, credential, levels, 0, prepared);
    const inside = challenge(sealed);
    return {
        tracker: trackerText(sealed.tracker.tracker),
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
    await page.getByLabel(en.check.trackerField).waitFor();
    return { page, said };
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
    expect(await lookAtAll(page, name, screens)).toEqual([]);
    await page.locator("button[lang=en]").click();
}

describe("the second device", () => {
    it("says what was sealed under a tracker that was noted first", async () => {
        const { page, said } = await openPage(opened);
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
        const { page, said } = await openPage(opened);
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
        const { page } = await openPage(logEntries.slice(0, size));
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
        const { page, said } = await openPage(opened);
        camera.show("https://elsewhere.example/");
        await page.getByRole("button", { name: en.check.scanTracker }).click();
        await page.locator("video").evaluate(playing);
        await expectWorthy(page, "scanner");
        await page.getByRole("button", { name: en.scanner.stop }).click();
        camera.show(shown.tracker);
        await page.getByRole("button", { name: en.check.scanTracker }).click();
        camera.show(shown.link);
        await page.getByRole("button", { name: en.check.scanChallenge }).click();
        await page.getByText(en.check.honestTitle).waitFor();
        expect(said).toEqual([]);
        await page.context().close();
    });

    it("says what to do where the camera is not allowed", async () => {
        const { page } = await openPage(opened);
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

/** In the page: until the video has a picture. */
function playing(video: Element): Promise<void> {
    return new Promise((resolve) => {
        (video as HTMLVideoElement).requestVideoFrameCallback(() => {
            resolve();
        });
    });
}
