// The ways in which participants come to cast: one changes the vote, one challenges first, one loads the page again
// half-way, one loses the network between seal and cast, one loses the server.
import { expect } from "vitest";
import { Base, Level } from "../../src/election/bodies";
import { ruleProfile } from "../../src/election/profiles";
import { keptIn } from "../browser/kept";
import { type Levels, type Participant } from "./participant";
import { type Scene, loadAgain } from "./scene";

/** Returns the tracker of the first ballot. */
export async function changeVote(one: Participant, first: Levels, last: Levels): Promise<string> {
    await one.vote(first);
    const superseded = await one.tracker();
    await one.changeVote();
    await one.vote(last);
    return superseded;
}

/** The second device and the native program find inside what was marked. Returns the tracker of what is never cast. */
export async function challengeFirst(
    { words, stand }: Scene,
    conference: string,
    one: Participant,
    second: Participant,
    levels: Levels,
): Promise<string> {
    await one.markAndSeal(levels);
    const tracker = await one.tracker();
    const found = await second.checkAnother(tracker, await one.challenge());
    expect(second.page.url()).not.toContain("#");
    const rules = ruleProfile("party", [words.language], Base.collected);
    if (!rules.ok) throw new Error(rules.detail);
    const names = [[words.main.level.blank], ...rules.value.levelNames];
    expect(found).toEqual(levels.map((level) => names[level]?.[0]));
    const file = await one.saved(words.main.challenged.file);
    expect(await stand.levelsInside(conference, file, tracker)).toEqual(levels);
    await one.press(words.main.challenged.again);
    expect(await one.page.getByRole("radio", { checked: true }).count()).toBe(0);
    return tracker;
}

export async function reloadHalfWay(one: Participant, [first = 0, ...rest]: Levels): Promise<void> {
    await one.mark(0, first);
    await one.marked(1, 1 + rest.length);
    const levels = JSON.stringify([first, ...rest.map(() => Level.blank)]);
    await expect.poll(() => keptIn(one.page, "marks")).toContain(levels); // writing takes its time
    await loadAgain(one.page);
    await one.marked(1, 1 + rest.length);
    for (const [at, level] of rest.entries()) await one.mark(1 + at, level);
    await one.seal([first, ...rest]);
    await one.cast();
}

/** The phone is out of reach between seal and cast. */
export async function loseNetwork({ words }: Scene, one: Participant, levels: Levels): Promise<void> {
    const { casting, sealed, receipt } = words.main;
    await one.markAndSeal(levels);
    const tracker = await one.tracker();
    await one.page.context().setOffline(true);
    await one.press(sealed.cast);
    await one.stands(casting.offlineTitle);
    expect(await one.tracker()).toBe(tracker);
    await one.page.context().setOffline(false);
    await one.stands(receipt.title);
    expect(await one.tracker()).toBe(tracker);
}

/** The server is killed between seal and cast, and the page is loaded again before it is back. */
export async function loseServer({ words, stand }: Scene, one: Participant, levels: Levels): Promise<void> {
    const { casting, sealed, receipt } = words.main;
    await one.markAndSeal(levels);
    const tracker = await one.tracker();
    await stand.killTally();
    await one.press(sealed.cast);
    await one.stands(casting.offlineTitle);
    await loadAgain(one.page);
    await one.stands(casting.offlineTitle);
    expect(await one.tracker()).toBe(tracker);
    await stand.startTally();
    await one.stands(receipt.title);
    expect(await one.tracker()).toBe(tracker);
    await loadAgain(one.page);
    await one.stands(receipt.title);
}
