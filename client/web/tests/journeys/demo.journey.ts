// ./run demo --web as a newcomer meets it: every link that it lists is answered and shows its page, and the vote that waits
// at check-in is led to its announcement with the key files that it leaves. SCREENS=folder keeps pictures.
import { mkdirSync } from "node:fs";
import { get } from "node:https";
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { en, publicTexts, staffTexts } from "../support/texts";
import { contextOf, laptop, listen, phone, projector } from "../browser/looks";
import { type Demo, startDemo } from "./demo";
import { agree, field, press } from "./scene";

const staff = staffTexts.en;
const observer = publicTexts.en;

const screens = process.env["SCREENS"];
const prepareMs = 900_000;

let browser: Browser;
let demo: Demo;
const said: string[] = [];

beforeAll(async () => {
    if (screens) mkdirSync(screens, { recursive: true });
    demo = await startDemo();
    browser = await launchChromium();
}, prepareMs);
afterAll(async () => {
    await browser.close();
    await demo.end();
});

const wordOf = (name: string) => demo.link(name).name.split(" ").at(-1) ?? "";

async function visitor(size = phone): Promise<Page> {
    const context = await contextOf(browser, { size, language: "en", scheme: "light" });
    const page = await context.newPage();
    listen(page, said);
    return page;
}
async function open(name: string, size = phone): Promise<Page> {
    const page = await visitor(size);
    await page.goto(demo.link(name).url);
    return page;
}
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true }).waitFor();

async function openCopy(page: Page): Promise<void> {
    await field(page, en.common.passphrase).fill(demo.passphrase);
    await press(page, en.join.copyOpen);
}
/** A saved credential names no board, so that its device asks for the fingerprint: the link's last word. */
async function giveFingerprint(page: Page, name: string): Promise<void> {
    await field(page, en.asked.digits).fill(wordOf(name));
    await press(page, en.asked.check);
}
async function openKeyFile(page: Page, name: string): Promise<void> {
    await press(page, staff.key.haveFile);
    await page.getByLabel(staff.key.chooseFile).setInputFiles(demo.file(name));
    await page.getByRole("button", { name: staff.key.open, exact: true }).waitFor(); // the file is read
    await field(page, en.common.passphrase).fill(demo.passphrase);
    await press(page, staff.key.open);
}
async function asOrganizer(name: string, next: string): Promise<Page> {
    const page = await open(name, laptop);
    await openKeyFile(page, "organizer.key");
    await page.getByText(next).waitFor();
    return page;
}

/** What each link shows, by the beginning of its name. */
const shown: Record<string, (name: string) => Promise<Page>> = {
    "the slip of number 10": async (name) => {
        const page = await open(name);
        await heading(page, en.join.greet);
        await page.getByText("Nguyễn Quang Thành").waitFor(); // the roll's number 10
        return page;
    },
    "the slip of number 11": async (name) => {
        const page = await open(name);
        await heading(page, en.join.greet);
        return page;
    },
    "a tablet": async (name) => {
        const page = await open(name);
        await heading(page, en.kiosk.title);
        return page;
    },
    "number 8": async (name) => {
        const page = await open(name);
        await openCopy(page);
        await giveFingerprint(page, name);
        await page.getByText(en.ballot.marked(0, 5)).waitFor();
        return page;
    },
    "number 9": async (name) => {
        const page = await open(name);
        await openCopy(page);
        await page.getByRole("heading", { name: en.asked.title }).waitFor();
        return page;
    },
    "number 1, who has voted": async (name) => {
        const page = await open(name);
        await openCopy(page);
        await heading(page, en.receipt.title);
        return page;
    },
    "a second device": async (name) => {
        const page = await open(name);
        await press(page, en.check.title);
        await field(page, en.check.trackerField).fill(wordOf(name));
        await press(page, en.common.proceed);
        await page.getByLabel(en.check.challengeFile).setInputFiles(demo.file("challenge.json"));
        await page.getByText(en.check.honestTitle).waitFor();
        return page;
    },
    "number 1: is my ballot in the count": async (name) => {
        const page = await open(name);
        await openCopy(page);
        await heading(page, en.closed.titleCounted);
        return page;
    },
    "found a conference": async (name) => {
        const page = await open(name, laptop);
        await openKeyFile(page, "organizer.key");
        await heading(page, staff.found.title);
        return page;
    },
    "prepare one": async (name) => {
        const page = await asOrganizer(name, staff.next.roll);
        await page.getByLabel(staff.roll.file).setInputFiles(demo.file("roll.csv"));
        await page.getByText(staff.roll.total(12)).waitFor();
        return page;
    },
    "open the one at check-in": (name) => asOrganizer(name, staff.next.open),
    "lead the one at the vote": (name) => asOrganizer(name, staff.next.close),
    "accept an invitation": async (name) => {
        const page = await open(name, laptop);
        await heading(page, staff.board.keyTitle);
        expect(page.url()).not.toContain("#");
        return page;
    },
    "confirm the one at check-in": async (name) => {
        const page = await open(name, laptop);
        await openKeyFile(page, "trustee-3.key");
        await press(page, staff.board.joinedBefore);
        await heading(page, staff.readiness.title);
        return page;
    },
    "check-in": (name) => hall(name, observer.hall.checkedIn),
    vote: (name) => hall(name, observer.hall.cast),
    result: (name) => hall(name, observer.hall.result),
    "the server's front page": async (name) => {
        const page = await open(name);
        await heading(page, en.front.title);
        return page;
    },
    "the conference's page": (name) => announced(name, observer.phase.announced),
    results: (name) => announced(name, observer.results.csv),
    minutes: (name) => announced(name, observer.minutes.heading),
    "verify everything": async (name) => {
        const page = await open(name, laptop);
        await press(page, observer.verify.startWithout);
        await heading(page, observer.verify.holdsTitle);
        return page;
    },
    "look up the tracker": async (name) => {
        const page = await open(name, laptop);
        await field(page, observer.lookup.field).fill(wordOf(name));
        await press(page, observer.lookup.search);
        await page.getByText(observer.lookup.countedTitle).waitFor();
        return page;
    },
};
async function hall(name: string, text: string): Promise<Page> {
    const page = await open(name, projector);
    await page.getByText(text, { exact: true }).first().waitFor();
    return page;
}
async function announced(name: string, text: string): Promise<Page> {
    const page = await open(name, laptop);
    await page.getByText(text).first().waitFor();
    return page;
}

/** The status, and how many bytes of body came, compressed where the server does so. */
function fetched(url: string): Promise<{ status: number | undefined; bytes: number }> {
    const asked = { rejectUnauthorized: false, headers: { "accept-encoding": "gzip" } };
    return new Promise((resolve, reject) => {
        get(url.split("#")[0] ?? "", asked, (answer) => {
            let bytes = 0;
            answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
            answer.on("end", () => {
                resolve({ status: answer.statusCode, bytes });
            });
        }).on("error", reject);
    });
}

it("answers every link over HTTPS", async () => {
    expect(demo.links).toHaveLength(Object.keys(shown).length);
    for (const { name, url } of demo.links) {
        expect(demo.printed).toContain(`  ${name}\n    ${url}\n`);
        const { status } = await fetched(url);
        expect([url, status]).toEqual([url, 200]);
    }
});

const worker = /\/assets\/worker-[^/]*\.js$/;

it("greets whom a slip is for with at most 120 kB, before its worker is loaded", async () => {
    const page = await visitor();
    const transferred = await bytesTransferred(page);
    let waits = 0;
    await page.route(worker, () => void ++waits); // it never comes
    await page.goto(demo.link("the slip of number 10").url);
    await page.getByText("Nguyễn Quang Thành").waitFor();
    await page.getByRole("button", { name: en.join.checkIn }).waitFor();
    const bytes = transferred();
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(120_000);
    await expect.poll(() => waits).toBe(1); // and nothing else is left to come
    await press(page, en.join.checkIn);
    await page.getByText(en.join.checkInWaits).first().waitFor(); // the other is for screen readers
    await page.context().close();
});

/** All that came over the network for that page so far, as it was transferred; of its worker nothing is told. */
async function bytesTransferred(page: Page): Promise<() => number> {
    const session = await page.context().newCDPSession(page);
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
    });
    await session.send("Network.enable");
    return () => bytes;
}

const allBytesMax = 260_000;

it("takes at most 260 kB for all of a participant's page, up to the open ballot", async () => {
    const page = await visitor();
    const asked = new Set<string>();
    page.context().on("request", (request) => {
        if (!request.url().includes("/log/")) asked.add(request.url()); // that is the conference's own data
    });
    await page.goto(demo.link("number 8").url);
    await openCopy(page);
    await giveFingerprint(page, "number 8");
    await page.getByText(en.ballot.marked(0, 5)).waitFor();
    await page.context().close();
    for (const part of ["/assets/worker-", "/assets/libsodium-"])
        expect([...asked].filter((url) => url.includes(part))).toHaveLength(1);
    // Chromium does not tell the size of a worker's script, so that each is asked for once more, as a browser asks.
    const sizes = await Promise.all([...asked].map(async (url) => (await fetched(url)).bytes));
    const bytes = sizes.reduce((sum, one) => sum + one, 0);
    expect(bytes).toBeGreaterThan(allBytesMax / 2); // libsodium is among them
    expect(bytes).toBeLessThanOrEqual(allBytesMax);
});

it.each(Object.entries(shown))("shows what it says: %s", async (name, look) => {
    const page = await look(name);
    if (screens) await page.screenshot({ path: `${screens}/${name.replaceAll(/\W+/g, "-")}.png` });
    await page.context().close();
});

it("lets a newcomer lead the vote to its end, as organizer, member of the board and participant", async () => {
    const participant = await open("the slip of number 10");
    await press(participant, en.join.checkIn);
    await heading(participant, en.waiting.title);

    const organizer = await asOrganizer("open the one at check-in", staff.next.open);
    await press(organizer, staff.open.open);
    await agree(organizer, staff.open.open);
    const member = await open("confirm the one at check-in", laptop);
    await openKeyFile(member, "trustee-3.key");
    await press(member, staff.board.joinedBefore);
    await confirm(member, staff.confirm.seenOpen);

    await press(participant, en.ballot.same);
    for (const level of await participant.getByLabel("high confidence").all()) await level.check();
    await press(participant, en.ballot.review);
    await press(participant, en.review.seal);
    await press(participant, en.sealed.cast);
    await heading(participant, en.receipt.title);

    // Six who are simulated vote by themselves; the screen shows the ballots in steps.
    const screen = await open("check-in", projector);
    await screen.getByText(observer.hall.of(7, 10)).waitFor();
    await organizer.getByLabel(staff.open.lastCall).fill("0");
    await press(organizer, staff.open.close);
    await agree(organizer, staff.open.close);
    await organizer.getByText(staff.next.confirmClose).waitFor();
    await confirm(member, staff.confirm.seenClose);
    await heading(participant, en.closed.titleCounted);

    await organizer.getByText(staff.next.announce).waitFor();
    await press(organizer, staff.end.announce);
    await agree(organizer, staff.end.announce);
    await screen.getByText(observer.hall.result).first().waitFor();
    // Of the seven, six simulated ones gave the first official high confidence, and so did the newcomer.
    await screen.locator(".hall-count", { hasText: /^7$/ }).first().waitFor();
    await screen
        .locator(".hall-percent", { hasText: /^100[.,]00%$/ })
        .first()
        .waitFor();
    expect(said).toEqual([]);
});

async function confirm(member: Page, seen: string): Promise<void> {
    await member.getByLabel(seen).check();
    await press(member, staff.confirm.confirm);
    await agree(member, staff.confirm.confirm);
    await member.getByText(staff.confirm.confirmed).waitFor();
}
