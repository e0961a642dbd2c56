// What a participant's telephone takes, in Chromium under a quota of a quarter of a core: a JSON line for each figure.
//   npm run bench        as root, for the quota; CHROMIUM, or /usr/bin/chromium-headless-shell
// Chromium's own throttle does not reach workers, where sealing is done, so that all its processes are put into a control
// group. QUOTA=1 gives them a whole core.
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmdirSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

const quota = Number(process.env.QUOTA ?? "0.25");
const rounds = 5;
const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "vouch-bench-"));

/** A control group of either version with that part of a core; returns its folder. */
function makeGroup() {
    const periodUs = 100_000;
    const v2 = existsSync("/sys/fs/cgroup/cgroup.controllers");
    const group = join(v2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", `vouch-bench-${process.pid}`);
    if (v2) writeFileSync("/sys/fs/cgroup/cgroup.subtree_control", "+cpu");
    mkdirSync(group);
    if (v2) {
        writeFileSync(join(group, "cpu.max"), `${quota * periodUs} ${periodUs}`);
    } else {
        writeFileSync(join(group, "cpu.cfs_period_us"), String(periodUs));
        writeFileSync(join(group, "cpu.cfs_quota_us"), String(quota * periodUs));
    }
    return group;
}
/** A program that enters the group and becomes Chromium. */
function inGroup(group) {
    const program = join(folder, "chromium");
    const real = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
    writeFileSync(program, `#!/bin/sh\necho $$ > ${group}/cgroup.procs\nexec ${real} "$@"\n`);
    chmodSync(program, 0o755);
    return program;
}

const types = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".wasm": "application/wasm",
};
/** The files of a folder, as vouch-server gives them out: compressed where that is smaller. */
function serve(root) {
    const server = createServer((request, response) => {
        const path = request.url === "/" || request.url.startsWith("/c/") ? "/index.html" : request.url;
        const file = join(root, path);
        if (!existsSync(file)) return response.writeHead(404).end();
        const small = existsSync(`${file}.gz`);
        const headers = { "content-type": types[extname(file)] ?? "application/octet-stream" };
        response.writeHead(200, small ? { ...headers, "content-encoding": "gzip" } : headers);
        const content = readFileSync(small ? `${file}.gz` : file);
        server.sentBytes += content.length;
        return response.end(content);
    });
    server.sentBytes = 0;
    return new Promise((resolve) => {
        server.listen(0, "127.0.0.1", () => resolve(server));
    });
}
const originOf = (server) => `http://127.0.0.1:${server.address().port}`;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
function tell(name, value, unit = "ms") {
    const backend = `Chromium, ${quota} of a core`;
    console.log(JSON.stringify({ name: `browser, ${name}`, value: Math.round(value), unit, backend }));
}

/** From the address to a page that can be pressed, with nothing in the cache. */
async function firstPage(browser, server) {
    const taken = [];
    for (let round = 0; round < rounds; ++round) {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(`${originOf(server)}/c/0123456789abcdef/vote`, { waitUntil: "commit" });
        await page.locator("main button").first().waitFor();
        taken.push(await page.evaluate("performance.now()"));
        await page.waitForLoadState("networkidle"); // the worker's script comes after
        await context.close();
    }
    tell("first page that can be pressed", median(taken));
    tell("first page, compressed", server.sentBytes / rounds, "bytes");
}
async function sealing(browser, server) {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${originOf(server)}/sealing.html`);
    const ask = (step) => page.evaluate((asked) => globalThis.ask(asked), step);
    await ask("begin");
    const [before, after] = [[], []];
    for (let round = 0; round < rounds; ++round) {
        before.push(await ask("prepare"));
        after.push(await ask("seal"));
    }
    tell("sealing in a ring of 1,024, in the background", median(before));
    tell("sealing in a ring of 1,024, after the tap", median(after));
}

const group = makeGroup();
await build({
    root: here,
    configFile: join(here, "../vite.config.ts"),
    logLevel: "error",
    build: { outDir: folder, rollupOptions: { input: join(here, "sealing.html") } },
});
const bundle = await serve(join(here, "../dist"));
const bench = await serve(folder);
const browser = await chromium.launch({ executablePath: inGroup(group) });
try {
    await firstPage(browser, bundle);
    await sealing(browser, bench);
} finally {
    await browser.close();
    bundle.close();
    bench.close();
    rmSync(folder, { recursive: true });
    rmdirSync(group);
}
