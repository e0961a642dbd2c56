// A participant's way, from the slip to the receipt, in browsers that lack something, lose something or are used otherwise than
// foreseen: each has its receipt in the end, or its page says exactly what is missing.
import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FrontServer, serveInFrontOf } from "../browser/front_server";
import { contextOf, phone } from "../browser/looks";
import { RealConference } from "../browser/real_conference";
import { takeAway, takeAwayNewer } from "../browser/newer";
import {
    blockedStorage,
    clockOff,
    cutStorage,
    fullStorage,
    noIndexedDb,
    noWebAssembly,
    inWorker,
    translator,
} from "../support/amiss";
import { launchChromium } from "../support/chromium";
import { en } from "../support/texts";
import { slipLinks } from "./scene";

const workersScript = /^\/assets\/worker-[^/]*\.js$/;

type Step = "greeted" | "checked in" | "marked" | "sealed" | "cast";
interface Condition {
    /** Runs in the page and in its worker, before anything of ours. */
    readonly before?: string;
    /** Held back until somebody has pressed. */
    readonly lateWorker?: boolean;
    /** Done after each step. */
    readonly between?: (page: Page, step: Step, link: string) => Promise<unknown>;
    /** What the page says instead of going on. */
    readonly says?: string;
}

const without = (path: string): Condition => ({ before: takeAway(path) });
/** The slip in a second tab, as where it was scanned twice: there, too, the person is checked in, and has cast. */
let secondTab: Page | undefined;
const twoTabs: Condition = {
    between: async (page, step, link) => {
        secondTab ??= await page.context().newPage();
        const heading = (name: string) => secondTab?.getByRole("heading", { name, exact: true }).waitFor();
        if (step === "greeted") {
            await secondTab.goto(link);
            await heading(en.join.greet);
        } else if (step === "checked in") {
            await heading(en.waiting.title);
        } else if (step === "cast") {
            await secondTab.reload();
            await heading(en.receipt.title);
        }
    },
};

const conditions: Record<string, Condition> = {
    "nothing amiss": {},
    "nothing newer than the oldest browsers": { before: takeAwayNewer },
    "no URL.canParse": without("URL.canParse"),
    "no BroadcastChannel": without("BroadcastChannel"),
    "no locks": without("Navigator.prototype.locks"),
    "no wake lock": without("Navigator.prototype.wakeLock"),
    "no randomUUID": without("Crypto.prototype.randomUUID"),
    "no AbortSignal.timeout": without("AbortSignal.timeout"),
    "no Promise.withResolvers": without("Promise.withResolvers"),
    "no Object.groupBy": without("Object.groupBy"),
    "no requestIdleCallback": without("requestIdleCallback"),
    "no structuredClone": without("structuredClone"),
    "no clipboard": without("Navigator.prototype.clipboard"),
    "no camera": without("Navigator.prototype.mediaDevices"),
    "no storage manager": without("Navigator.prototype.storage"),
    "no localStorage": {
        before: `if (globalThis.document) Object.defineProperty(globalThis, "localStorage",
            { get() { throw new DOMException("denied", "SecurityError"); } });`,
    },
    "a clock a day ahead": { before: clockOff(24) },
    "a clock a day behind": { before: clockOff(-24) },
    "a translator": { before: translator(false) },
    "a translator that takes two steps": { before: translator(true) },
    "two tabs": twoTabs,
    "back and forward": {
        between: async (page, step) => {
            // No history keeps a slip's code, and what was sealed and not cast is given up with its page.
            if (step === "greeted" || step === "sealed") return;
            await page.goBack();
            await page.goForward();
        },
    },
    "storage that is cut at every step": {
        before: cutStorage,
        between: async (page) => {
            await page.evaluate("globalThis.cut = true");
            for (const worker of page.workers()) await worker.evaluate("globalThis.cut = true");
        },
    },
    "a press before the worker is there": { lateWorker: true },
    "no WebAssembly": { before: noWebAssembly, says: en.broken.webAssembly },
    "no IndexedDB": { before: noIndexedDb, says: en.broken.missing },
    "blocked storage": { before: blockedStorage, says: en.broken.missing },
    "full storage": { before: fullStorage, says: en.broken.full },
};

let browser: Browser;
let conference: RealConference;
let links: string[];
beforeAll(async () => {
    browser = await launchChromium();
    conference = await RealConference.make(Object.keys(conditions).length);
    links = await slipLinks(browser, conference);
}, 900_000);
afterAll(async () => {
    await browser.close();
    conference.end();
});

/** Somebody on their way, in a browser of that condition. */
class Walker {
    #letWorkerCome: () => void = () => undefined;
    readonly failures: string[] = [];
    #link = "";
    private constructor(
        readonly name: string,
        readonly condition: Condition,
        readonly page: Page,
        readonly front: FrontServer,
    ) {
        page.on("pageerror", ({ message }) => this.failures.push(`${name}: ${message}`));
    }
    static async in(name: string, condition: Condition): Promise<Walker> {
        const context = await contextOf(browser, { size: phone, language: "en", scheme: "light" });
        await context.addInitScript(condition.before ?? "");
        const front = await serveInFrontOf(conference.behind.port, conference.behind.data);
        const walker = new Walker(name, condition, await context.newPage(), front);
        const { before = "", lateWorker = false } = condition;
        const comes = new Promise<void>((resolve) => (walker.#letWorkerCome = resolve));
        front.changeBundle = async (path, content) => {
            if (lateWorker && workersScript.test(path)) await comes;
            return inWorker(path, before, content);
        };
        return walker;
    }
    async end(): Promise<void> {
        await this.page.context().close();
        this.front.end();
    }

    async arrive(link: string): Promise<void> {
        const { origin } = this.front;
        this.#link = link.replace(/^https:\/\/[^/]+/, origin);
        await this.page.goto(origin);
        await this.page.goto(this.#link);
        if (this.condition.says !== undefined) return this.#says(this.condition.says);
        await this.#stands(en.join.greet);
        if (this.condition.lateWorker) {
            await this.#press(en.join.checkIn);
            await this.#says(en.join.checkInWaits);
            this.#letWorkerCome();
        } else {
            await this.#between("greeted");
            await this.#press(en.join.checkIn);
        }
        await this.#stands(en.waiting.title);
        await this.#between("checked in");
    }
    async vote(): Promise<void> {
        await this.#press(en.ballot.same);
        for (const official of await this.page.locator("fieldset.levels").all())
            await official.getByLabel("high confidence").check();
        await this.#between("marked");
        await this.#press(en.ballot.review);
        await this.#press(en.review.seal);
        await this.#stands(en.sealed.title);
        await this.#between("sealed");
        await this.#press(en.sealed.cast);
        await this.#stands(en.receipt.title);
        await this.#between("cast");
        await this.#stands(en.receipt.title);
    }
    async #between(step: Step): Promise<void> {
        await this.condition.between?.(this.page, step, this.#link);
    }
    #press(name: string): Promise<void> {
        return this.page.getByRole("button", { name, exact: true }).click();
    }
    #stands(title: string): Promise<void> {
        return this.page.getByRole("heading", { name: title, exact: true }).waitFor();
    }
    #says(text: string): Promise<void> {
        return this.page.getByText(text).first().waitFor();
    }
}

/** A few at a time: the machine is no hall of telephones. */
async function each(walkers: readonly Walker[], walk: (walker: Walker, at: number) => Promise<void>) {
    const left = walkers.map(
        (walker, at) => () =>
            walk(walker, at).catch(async (error: unknown) => {
                const shown = await walker.page.locator("main").innerText();
                throw new Error(`${walker.name}: ${shown}`, { cause: error });
            }),
    );
    const one = async () => {
        for (let next = left.shift(); next; next = left.shift()) await next();
    };
    await Promise.all([one(), one(), one(), one()]);
}

it("everybody has a receipt, or is told what is missing", async () => {
    const walkers: Walker[] = [];
    for (const [name, condition] of Object.entries(conditions))
        walkers.push(await Walker.in(name, condition));
    await each(walkers, (walker, at) => walker.arrive(links[at] ?? ""));
    conference.open();
    conference.confirm();
    const voters = walkers.filter(({ condition }) => condition.says === undefined);
    await each(voters, (walker) => walker.vote());
    conference.close();
    conference.confirm();
    conference.count();
    expect(JSON.stringify(conference.verify())).toContain(
        `"high":${voters.length},"medium":0,"low":0,"blank":0`,
    );
    for (const walker of walkers) await walker.end();
    expect(voters.flatMap(({ failures }) => failures)).toEqual([]);
}, 600_000);
