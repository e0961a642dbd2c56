// The checks of the browser's crypto/ and election/, and the unit tests that are to notice where one is gone.

import { execFileSync, spawn } from "node:child_process";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markedCopy, project, work } from "./copy.mjs";

const reached = join(work, "web.reached");

function withSwitches(text) {
    return `const leftOut = (number: number): boolean => {
    ((globalThis as { reached?: Set<number> }).reached ??= new Set()).add(number);
    return number === Number(process.env.VOUCH_MUTANT);
};
${text}`;
}

/** Notes what each file of tests reached. */
const noting = `
import { appendFileSync } from "node:fs";
import { afterAll, expect } from "vitest";
const began = performance.now();
afterAll(() => {
    if (!process.env.VOUCH_REACHED) return;
    const line = { test: expect.getState().testPath, seconds: (performance.now() - began) / 1000, reached: [...(globalThis.reached ?? [])] };
    appendFileSync(process.env.VOUCH_REACHED, JSON.stringify(line) + "\\n");
});
`;

function vitest(folder, words, environment, seconds) {
    return new Promise((resolve) => {
        const env = { ...process.env, ...environment };
        const all = ["run", "--project", "unit", "--no-file-parallelism", ...words];
        const child = spawn("node_modules/.bin/vitest", all, { cwd: folder, env, stdio: "ignore", detached: true });
        const timer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), 1000 * seconds);
        child.on("close", (code) => {
            clearTimeout(timer);
            resolve(code === 0);
        });
    });
}

export async function web() {
    const folders = ["client/web/src/crypto", "client/web/src/election"];
    const { tree, checks } = markedCopy("web", "ts", folders, withSwitches);
    const folder = join(tree, "client/web");
    symlinkSync(join(project, "client/web/node_modules"), join(folder, "node_modules"));
    execFileSync("node", ["scripts/generate.mjs"], { cwd: folder, stdio: "inherit" });
    const setup = join(folder, "tests/support/setup.ts");
    writeFileSync(setup, readFileSync(setup, "utf8") + noting);
    rmSync(reached, { force: true });
    if (!(await vitest(folder, [], { VOUCH_REACHED: reached }, 1800)))
        throw new Error("the unit tests fail as they are");
    const lines = readFileSync(reached, "utf8").trim().split("\n");
    const tests = lines.map((line) => ({ in: "unit", ...JSON.parse(line) }));
    const passesWithout = (number, _, those, seconds) =>
        vitest(folder, ["--bail", "1", ...those.map(({ test }) => test)], { VOUCH_MUTANT: String(number) }, seconds);
    return { checks, tests, passesWithout };
}
