// A copy of the last commit in build/mutation, in which every check of some folders has its switch.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { languages, mark } from "./mark.mjs";

export const project = join(import.meta.dirname, "../..");
export const work = join(project, "build/mutation");

export function git(...words) {
    return execFileSync("git", words, { cwd: project, encoding: "utf8" }).trim();
}

/** Writes it to build/mutation/NAME, and says where; with { number, path, line, words } of each check. */
export function markedCopy(name, language, folders, switches) {
    const tree = join(work, name);
    rmSync(tree, { recursive: true, force: true });
    mkdirSync(tree, { recursive: true });
    execFileSync("sh", ["-c", 'git archive HEAD | tar -x -C "$0"', tree], { cwd: project });
    const checks = [];
    for (const path of git("ls-files", ...folders).split("\n")) {
        if (!/\.(cpp|h|ts)$/.test(path)) continue;
        const file = join(tree, path);
        const marked = mark(readFileSync(file, "utf8"), checks.length + 1, languages[language]);
        if (marked.checks.length > 0) writeFileSync(file, switches(marked.text));
        checks.push(...marked.checks.map((check) => ({ path, ...check })));
    }
    return { tree, checks };
}
