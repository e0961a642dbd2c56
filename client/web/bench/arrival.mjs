// From a slip to the first button on a slow telephone in a bad network: seconds, and bytes as they were transferred.
//   npm run bench:arrival -- LINK          a slip's link, of `./run demo --web` for one; CHROMIUM, or Debian's headless shell
// Chromium's throttle slows the page, its network and its worker's script; what the worker computes it does not slow.
import { chromium } from "playwright-core";

const cpu = 6; // times slower
const network = {
    offline: false,
    latency: 150,
    downloadThroughput: 400_000 / 8,
    uploadThroughput: 400_000 / 8,
};
const rounds = 3;
const link = process.argv[2];
if (!link?.includes("#")) throw new Error("usage: npm run bench:arrival -- https://HOST/c/ID#…");

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function arrive(browser) {
    const context = await browser.newContext({
        ignoreHTTPSErrors: true,
        viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const session = await context.newCDPSession(page);
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
    });
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", network);
    await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    const start = Date.now();
    await page.goto(link, { waitUntil: "commit" });
    await page.locator("main .step-actions .button.primary").first().waitFor();
    const button = { ms: Date.now() - start, bytes };
    await page.locator(".board-mark").waitFor(); // the worker has read the log
    const ready = { ms: Date.now() - start };
    await context.close();
    return { button, ready };
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
});
const taken = [];
for (let round = 0; round < rounds; ++round) taken.push(await arrive(browser));
await browser.close();
const backend = `Chromium, ${cpu}× slower, 400 kbit/s, 150 ms`;
const tell = (name, value, unit) => {
    console.log(JSON.stringify({ name: `browser, ${name}`, value, unit, backend }));
};
tell("slip to the first button", median(taken.map(({ button }) => button.ms)) / 1000, "s");
tell("slip to the first button, page", median(taken.map(({ button }) => button.bytes)), "bytes");
tell("slip to a worker that has read the log", median(taken.map(({ ready }) => ready.ms)) / 1000, "s");
