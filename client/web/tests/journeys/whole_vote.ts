// A whole vote in thirteen browsers at once: the organizer, three members of the board, seven participants, a second
// device, and the auditor, who has the hall screen open too. Everybody works on the pages alone. In the end every number
// on every page is the one that the native program finds in the same log.
import { type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { type Language } from "../../src/i18n/language";
import { lookUpAll, refuseTampered, type Trackers, verifyEverything } from "./auditor";
import { Figures } from "./figures";
import { type Hand } from "./hand";
import { type Outside, plain } from "./outside";
import { type Levels, Participant } from "./participant";
import { anotherTab, look, person, readQrCodes, type Scene, visit } from "./scene";
import * as founding from "./founding";
import * as staff from "./staff";
import { Stand } from "./stand";
import { challengeFirst, changeVote, loseNetwork, loseServer, reloadHalfWay } from "./ways_to_vote";
import { randomFrom } from "../support/bad_network";
import { wordsIn } from "./words";

/** What each participant's last ballot says, and the one of paper. */
const votes: readonly Levels[] = [
    [1, 3, 2],
    [2, 2, 0],
    [3, 1, 1],
    [3, 1, 3],
    [3, 1, 2],
    [2, 1, 1],
    [0, 1, 2],
];
const paperVote: Levels = [3, 0, 1];
/** On the roll: who checks in on the second device and does not vote, and who wants paper. */
const [abstaining, onPaper] = [8, 9];

/** Every connection of everybody is slow, each by so much at most. scripts/soak-journeys lets a part of them go bad as well,
    another part with each seed. */
const latestMs = 200;
const spoiled = Number(process.env["VOUCH_SPOILED"] ?? "0");
const random = randomFrom(Number(process.env["VOUCH_SEED"] ?? "20181025"));

let browser: Browser;
let stand: Stand;

export interface Manner {
    readonly language: Language;
    /** How everybody works, and on what the participants do. */
    readonly hand: Hand;
    readonly size: { readonly width: number; readonly height: number };
    readonly outside: Outside;
    /** Runs in every page and worker, before anything of ours. */
    readonly before?: string;
    /** It sets everybody's clock to another time than the server's. */
    readonly clockIsOff?: boolean;
}
/** Everybody, on the conference's pages. */
interface Hall {
    readonly conference: string;
    readonly address: string;
    readonly organizer: Page;
    readonly board: readonly Page[];
    readonly witness: Page;
    readonly people: readonly Participant[];
    readonly second: Participant;
    readonly auditor: Page;
    readonly screen: Page;
}

/** What the browser itself says of a lost connection. */
const ofTheNetwork = /net::ERR_|WebSocket connection/;

/** Its one test. Two such votes have a file each: files run beside each other. */
export function testWholeVote({
    language,
    hand,
    size,
    outside,
    before = "",
    clockIsOff = false,
}: Manner): void {
    beforeAll(async () => {
        browser = await launchChromium();
    });
    afterAll(async () => {
        await browser.close();
    });
    beforeEach(async () => {
        stand = await Stand.start();
        stand.hall.delay(latestMs, random);
        if (spoiled > 0) stand.hall.spoil(spoiled, 20_000, random);
        stand.prepareWorkers(before);
    });
    afterEach(async () => {
        for (const context of browser.contexts()) await context.close();
        await stand.end();
    });
    it("goes from creating a conference to the audit, and every number agrees with the native program's", async () => {
        const pressing = spoiled > 0 ? pressReload(wordsIn(language).main.frame.reload) : "";
        const scene = {
            ...{ browser, stand, words: wordsIn(language), outside, hand },
            before: before + pressing,
            clockIsOff,
            said: [],
        };
        await holdVote(scene, size).catch(async (error: unknown) => {
            throw new Error(await whatPagesSay(), { cause: error });
        });
    });
}

async function holdVote(scene: Scene, size: Manner["size"]): Promise<void> {
    const { slips, ...hall } = await gather(scene, size);
    expect(browser.contexts()).toHaveLength(14);
    await checkInAll(scene, hall, slips);
    await open(scene, hall);
    expect(scene.said.filter((text) => !ofTheNetwork.test(text))).toEqual([]);
    const trackers = await allVote(scene, hall);
    await close(scene, hall);
    await compareFigures(scene, hall);
    const indices = await lookUpAll(scene, hall.auditor, hall.conference, trackers);
    for (const [at, index] of indices.entries())
        await hall.people[at]?.page.getByText(scene.words.main.closed.counted(index)).waitFor();
    expect(scene.said.filter((text) => !ofTheNetwork.test(text))).toEqual([]);
    await refuseTampered(scene, hall.auditor, hall.conference);
}

/** In a page: whoever is told that it could not be loaded, and sees the button, presses it. */
function pressReload(name: string): string {
    return `if (globalThis.document) setInterval(() => {
        for (const button of document.querySelectorAll("main button"))
            if (button.textContent.trim() === ${JSON.stringify(name)}) button.click();
    }, 2_000);`;
}

/** So that whoever reads of a failure sees what everybody saw. */
async function whatPagesSay(): Promise<string> {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const said = pages.map(async (page) => `${page.url()}\n${await page.locator("body").innerText()}`);
    return (await Promise.all(said)).join("\n\n");
}

async function gather(scene: Scene, size: Manner["size"]) {
    const organizer = await person(scene);
    const { page: witness, vkey } = await founding.inviteWitness(scene);
    const conference = await founding.createConference(scene, organizer, vkey);
    const address = `${scene.stand.origin}/c/${conference}`;
    await staff.importRoll(scene, organizer);
    await founding.attend(scene, witness, address);
    const board = await staff.seatBoard(scene, organizer);
    const slips = await staff.printSlips(scene, organizer);
    await staff.countKeys(scene, board);
    await staff.checkSlips(scene, board.at(-1) ?? organizer, slips.slice(0, 2));
    const auditor = await person(scene);
    const screen = await anotherTab(scene, auditor);
    await visit(screen, `${address}/hall`);
    const people: Participant[] = [];
    while (people.length < votes.length) people.push(await Participant.arrive(scene, size));
    const second = await Participant.arrive(scene, size);
    return { conference, address, organizer, board, witness, people, second, auditor, screen, slips };
}

/** Five scan their slips, three type number and code. A slip that is used already is nobody else's. */
async function checkInAll(scene: Scene, hall: Hall, slips: readonly staff.PrintedSlip[]): Promise<void> {
    const { people, second, screen, address } = hall;
    const checkIn = async (one: Participant, number: number) => {
        const { link, code } = slips[number - 1] ?? { link: "", code: "" };
        if (number <= 4 || number === abstaining) {
            await one.scan(link);
            await one.page.getByText(scene.outside.people[number - 1]?.name ?? "").waitFor();
        } else await one.typeSlip(address, number, code);
        await one.checkIn();
        expect(one.page.url()).toBe(`${address}/vote`);
    };
    await Promise.all(people.map((one, at) => checkIn(one, at + 1)));
    await second.scan(slips[0]?.link ?? "");
    await second.stands(scene.words.main.desk.takenTitle);
    await checkIn(second, abstaining);
    const shown = scene.words.pub.hall.of(votes.length + 1, scene.outside.people.length);
    await screen.getByText(shown, { exact: true }).waitFor();
    await look(scene, screen, "hall-checking-in");
}

async function open(scene: Scene, { organizer, board, people }: Hall): Promise<void> {
    await staff.givePaper(scene, organizer, onPaper);
    await staff.openVote(scene, organizer);
    await staff.confirmAll(scene, board, "open");
    const fingerprint = await staff.fingerprintShown(organizer);
    expect(fingerprint).toMatch(/^\d{16}$/);
    for (const one of people) {
        await one.compare(fingerprint);
    }
}

/** All at once, but for the one who waits for the server to be killed. */
async function allVote(scene: Scene, { conference, people, second, screen }: Hall): Promise<Trackers> {
    const [changes, challenges, reloads, offline, cut, ...others] = people;
    if (!changes || !challenges || !reloads || !offline || !cut) throw new Error("seven people");
    const votesOf = (one: Participant) => votes[people.indexOf(one)] ?? [];
    await look(scene, changes.page, "ballot");
    const [superseded, challenged] = await Promise.all([
        changeVote(changes, [3, 1, 0], votesOf(changes)),
        challengeFirst(scene, conference, challenges, second, [2, 0, 3]),
        reloadHalfWay(reloads, votesOf(reloads)),
        loseNetwork(scene, offline, votesOf(offline)),
        ...others.map((one) => one.vote(votesOf(one))),
    ]);
    await loseServer(scene, cut, votesOf(cut));
    await challenges.vote(votesOf(challenges));
    await look(scene, changes.page, "receipt");
    await visit(second.page, `${scene.stand.origin}/c/${conference}/vote`);
    await screen
        .getByText(scene.words.pub.hall.of(votes.length, votes.length + 1), { exact: true })
        .waitFor();
    await look(scene, screen, "hall-voting");
    const counted = await Promise.all(people.map((one) => one.tracker()));
    const [scanned = ""] = await readQrCodes(changes.page, ".tracker");
    return { counted, scanned, superseded, challenged };
}

/** One member of the board is ill at the close: the witness confirms in that place. */
async function close(
    scene: Scene,
    { organizer, board, witness, people, second, screen }: Hall,
): Promise<void> {
    const { closed } = scene.words.main;
    const pages = people.map(({ page }) => page);
    await staff.callAndTakeBack(scene, organizer, pages, screen);
    await staff.closeVote(scene, organizer);
    for (const one of people) await one.stands(closed.titleClosing);
    await second.stands(closed.titleNone);
    await staff.confirmAll(scene, [...board.slice(0, 2), witness], "close");
    for (const one of people) await one.stands(closed.titleCounted);
    await staff.countPaper(scene, board, paperVote);
    await staff.countBy(scene, board.slice(0, 2));
    await staff.announce(scene, organizer);
    await staff.steerHall(scene, organizer, screen, scene.outside === plain ? "detail" : "overview");
}

async function compareFigures(scene: Scene, hall: Hall): Promise<void> {
    const { conference, organizer, board, screen, auditor, address } = hall;
    const figures = await Figures.ask(scene, conference, { issued: 1, collected: 1 });
    expect(figures.verdict).toMatchObject({
        holds: true,
        summoned: scene.outside.people.length,
        present: votes.length + 2,
        ballots_counted: votes.length,
        result: expectedResult(),
    });
    for (const page of [organizer, ...board]) await figures.onDesk(page);
    await figures.onHall(screen);
    await look(scene, screen, "hall-announced");
    await visit(auditor, address);
    await figures.onConference(auditor);
    await look(scene, auditor, "conference");
    await visit(auditor, `${address}/results`);
    await figures.onResults(auditor);
    await look(scene, auditor, "results");
    await visit(auditor, `${address}/minutes`);
    await figures.onMinutes(auditor);
    await look(scene, auditor, "minutes");
    await verifyEverything(scene, auditor, conference);
    await figures.onVerify(auditor);
    await look(scene, auditor, "verify");
}

/** What was marked, counted here. */
function expectedResult() {
    const all = [...votes, paperVote];
    return paperVote.map((_, official) => {
        const count = (level: number) => all.filter((levels) => levels[official] === level).length;
        return { high: count(3), medium: count(2), low: count(1), blank: count(0) };
    });
}
