// What a person is told whose slip does not check in: by what the log has of the number, and by where the vote stands.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type HelpDeskFacts } from "../../src/participant/messages";
import { logEntries, logVector } from "../support/log";
import { printedCodeOf, Server, Tab } from "../support/tabs";

const people = logVector.secrets.people;
const codeOf = (number: number) => printedCodeOf(people[number - 1]);
const boardMade = 12; // entries of the log until then, and so on
const paperGiven = 23;
const opened = 24;
const closed = 38;

beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
    vi.unstubAllGlobals();
});

interface Case {
    readonly what: string;
    readonly entries: number;
    readonly number: number;
    readonly code: string;
    readonly why: string;
    readonly facts: Partial<HelpDeskFacts>;
}
const free = { taken: "no" } as const;
const cases: Case[] = [
    {
        ...{ what: "a number that nobody has", entries: boardMade, number: 13, code: codeOf(7) },
        ...{ why: "notOnRoll", facts: { ...free, moment: "setup" } },
    },
    {
        ...{ what: "somebody else's code", entries: boardMade, number: 8, code: codeOf(7) },
        ...{ why: "otherCode", facts: { ...free, moment: "setup" } },
    },
    {
        ...{ what: "a number that is checked in", entries: paperGiven, number: 1, code: codeOf(1) },
        ...{ why: "taken", facts: { taken: "checkedIn", since: 12, moment: "setup" } },
    },
    {
        ...{ what: "the same after the opening", entries: opened, number: 1, code: codeOf(1) },
        ...{ why: "taken", facts: { taken: "checkedIn", since: 12, moment: "voting" } },
    },
    {
        ...{ what: "a number that was given paper", entries: opened, number: 12, code: codeOf(12) },
        ...{ why: "taken", facts: { taken: "paper", since: 22, moment: "voting" } },
    },
    {
        ...{ what: "a slip that was replaced", entries: opened, number: 4, code: codeOf(4) },
        ...{ why: "replaced", facts: { taken: "checkedIn", since: 19, moment: "voting" } },
    },
    {
        ...{ what: "somebody who comes after the opening", entries: opened, number: 7, code: codeOf(7) },
        ...{ why: "late", facts: { ...free, moment: "voting" } },
    },
    {
        ...{ what: "somebody who comes after the close", entries: closed, number: 7, code: codeOf(7) },
        ...{ why: "late", facts: { ...free, moment: "over" } },
    },
];

test.each(cases)("$what: $why", async ({ entries, number, code, why, facts }) => {
    const tab = await Tab.open(new Server(logEntries.slice(0, entries)).network);
    await tab.run({ what: "typed", number, code });
    expect(tab.state?.stage).toMatchObject({ at: "desk", why, facts: { number, typed: true, ...facts } });
    expect(tab.state?.conference?.title).toBeDefined();
});

test("a replaced slip is told so where the log shows it, and the new one checks in after it", async () => {
    const server = new Server();
    const later = server.revoke(7);
    const tab = await Tab.open(server.network);
    await tab.run({ what: "typed", number: 7, code: codeOf(7) });
    expect(tab.state?.stage).toMatchObject({ at: "desk", why: "replaced", facts: { moment: "setup" } });
    await tab.run({ what: "typed", number: 7, code: later });
    expect(tab.at).toBe("greeting");
});
