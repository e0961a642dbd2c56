// Leaves out one check after the other in a marked copy, and runs the tests that reach it until one fails.
// scripts/mutation says how it is called.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { git, project } from "./copy.mjs";
import { native } from "./native.mjs";
import { web } from "./web.mjs";

const [side, paths] = process.argv.slice(2);
const only = new RegExp(paths ?? "");
const file = join(import.meta.dirname, "explained.json");
const explained = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};

const { checks, tests, passesWithout } = await { native, web }[side]();
const reached = new Set(tests.flatMap((test) => test.reached));
console.log(`${checks.length} checks, of which ${tests.length} tests reach ${reached.size}`);

/** Whether a test fails without it. What takes least is run first. */
async function isNoticed({ number }) {
    const those = tests.filter((test) => test.reached.includes(number));
    const programs = [...new Set(those.map((test) => test.in))]
        .map((name) => ({ name, tests: those.filter((test) => test.in === name) }))
        .map((program) => ({ ...program, seconds: program.tests.reduce((sum, { seconds }) => sum + seconds, 0) }))
        .sort((a, b) => a.seconds - b.seconds);
    for (const program of programs)
        if (!(await passesWithout(number, program.name, program.tests, 60 + 5 * program.seconds))) return true;
    return false;
}

const chosen = checks.filter(({ path }) => only.test(path));
const waiting = [...chosen];
const left = [];
async function leaveOut() {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
        if (await isNoticed(check)) continue;
        const { number, path, line, words } = check;
        const why = explained[`${path}: ${words}`];
        left.push({ path, line, words, reached: reached.has(number), why });
        const found = why ? "explained" : reached.has(number) ? "not noticed" : "not reached";
        console.log(`${found}  ${path}:${line}  ${words}`);
    }
}
await Promise.all(Array.from({ length: availableParallelism() }, leaveOut));

const open = left.filter(({ why }) => !why).length;
const noticed = chosen.length - left.length;
console.log(`${chosen.length} left out in turn: ${noticed} noticed, ${left.length - open} explained, ${open} open`);
if (!paths) {
    const day = new Date().toISOString().slice(0, 10);
    const record = { day, commit: git("rev-parse", "--short=12", "HEAD"), checks: chosen.length, noticed, left };
    writeFileSync(join(project, `docs/records/mutation-${side}-${day}.json`), `${JSON.stringify(record, null, 4)}\n`);
}
process.exit(open === 0 ? 0 : 1);
