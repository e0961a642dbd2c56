// A slip in a browser as old as README.md's: what came later is taken away from the page and from its worker.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type Browser, type Page, type Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bytes, utf8 } from "../../src/crypto/bytes";
import { SecretBytes } from "../../src/crypto/secret";
import { initializeCrypto } from "../../src/crypto/sodium";
import { Kind } from "../../src/election/bodies";
import { sealNamedRoll } from "../../src/election/named_roll";
import { launchChromium } from "../support/chromium";
import { en } from "../support/texts";
import { slipLink } from "../../src/service/conference_address";
import { logEntries, logVector } from "../support/log";
import { signedLog } from "../support/tampered";
import { bytes } from "../support/vectors";
import { contextOf, listen, phone } from "./looks";
import { takeAwayNewer } from "./newer";
import { conferenceId } from "./recorded_log";
import { contentTypes } from "./static_server";

const server = "https://vote.example"; // a slip names no other kind of address
const dist = join(import.meta.dirname, "../../dist");
const rollKey = () => SecretBytes.take(new Uint8Array(32));

let browser: Browser;
let log: ReadonlyMap<string, Bytes>;
beforeAll(async () => {
    await initializeCrypto();
    const beforeCheckIns = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.enrolment));
    log = signedLog(logEntries.slice(0, beforeCheckIns));
    browser = await launchChromium();
});
afterAll(async () => {
    await browser.close();
});

function serve(path: string): Bytes | Buffer | undefined {
    const { secrets } = logVector;
    if (path.endsWith("/named-roll"))
        return sealNamedRoll(
            rollKey(),
            secrets.people.map((person) => ({ ...person, hall: "", salt: bytes(person.salt) })),
        );
    if (path.includes("/log/")) return log.get(path.slice(path.indexOf("/log/") + "/log/".length));
    const script = path.includes("/worker-") ? takeAwayNewer : "";
    const file = path.startsWith("/c/") || path === "/" ? "index.html" : path;
    return Buffer.concat([utf8(script), readFileSync(join(dist, file))]);
}
function answer(route: Route): Promise<void> {
    const { pathname } = new URL(route.request().url());
    const content = serve(pathname);
    const contentType = contentTypes[extname(pathname) || ".html"] ?? "application/octet-stream";
    return route.fulfill(content ? { body: Buffer.from(content), contentType } : { status: 404 });
}
async function oldPage(said: string[]): Promise<Page> {
    const context = await contextOf(browser, { size: phone, language: "en", scheme: "light" });
    await context.addInitScript(takeAwayNewer);
    await context.route(`${server}/**`, answer);
    const page = await context.newPage();
    listen(page, said);
    return page;
}

it("greets whom the slip is for", async () => {
    const person = logVector.secrets.people[0];
    if (!person) throw new Error("nobody");
    const link = slipLink({
        conference: { server, id: conferenceId },
        anchor: bytes(logVector.slip_anchor),
        number: person.number,
        code: SecretBytes.copyOf(utf8(person.code)),
        rollKey: rollKey(),
    });
    const said: string[] = [];
    const page = await oldPage(said);
    await page.goto(link.replace("#", "/vote#"));
    await page.getByRole("heading", { name: en.join.greet }).waitFor();
    await page.getByText(person.name).waitFor();
    expect(await page.evaluate(`typeof URL.canParse + typeof [].toSorted + typeof navigator.clipboard`)).toBe(
        "undefined".repeat(3),
    );
    const [worker] = page.workers();
    expect(await worker?.evaluate(`typeof URL.canParse + typeof [].toSorted`)).toBe("undefined".repeat(2));
    expect(said.filter((line) => !line.includes("WebSocket"))).toEqual([]);
    await page.context().close();
});
