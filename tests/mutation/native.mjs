// The checks of crypto/, election/ and server/, and the test programs that are to notice where one is gone.

import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markedCopy, project, work } from "./copy.mjs";

const programs = [
    "codec_tests",
    "crypto_tests",
    "dishonest_tests",
    "election_tests",
    "forged_refusal_tests",
    "hostile_tests",
    "journey_tests",
    "lies_tests",
    "server_tests",
    "server_time_tests",
    "wire_tests",
];
const built = join(work, "native-build");

function withSwitches(text) {
    const include = '#include "tests/mutation/mutant.h"\n';
    const once = "#pragma once\n";
    return text.includes(once) ? text.replace(once, once + include) : include + text;
}

function build(tree) {
    cpSync(join(project, "client/web/dist"), join(tree, "client/web/dist"), { recursive: true });
    const listener = "${CMAKE_SOURCE_DIR}/tests/mutation/reached.cpp";
    const properties = `TARGET_DIRECTORY ${programs.join(" ")} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON`;
    const list = [
        ...programs.map((program) => `target_sources(${program} PRIVATE ${listener})`),
        `set_source_files_properties(${listener} ${properties})`,
    ];
    appendFileSync(join(tree, "tests/CMakeLists.txt"), `${list.join("\n")}\n`);
    const options = { stdio: ["ignore", "ignore", "inherit"] };
    const kind = ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG"];
    const atOnce = ["-DCMAKE_UNITY_BUILD=ON", "-DCMAKE_UNITY_BUILD_BATCH_SIZE=16"];
    execFileSync("cmake", ["-S", tree, "-B", built, "-G", "Ninja", ...kind, ...atOnce], options);
    execFileSync("cmake", ["--build", built, "--target", ...programs], options);
}

/** Whether the program ended well in that time, with the servers that it started. */
function passes(program, words, environment, seconds) {
    return new Promise((resolve) => {
        const env = { ...process.env, ...environment };
        const child = spawn(join(built, program), words, { cwd: built, env, stdio: "ignore", detached: true });
        const endAll = () => {
            try {
                process.kill(-child.pid, "SIGKILL");
            } catch {
                // All of them are gone.
            }
        };
        const timer = setTimeout(endAll, 1000 * seconds);
        child.on("close", (code) => {
            clearTimeout(timer);
            endAll();
            resolve(code === 0);
        });
    });
}

async function reachedBy(program) {
    const file = join(work, `${program}.reached`);
    rmSync(file, { force: true });
    if (!(await passes(program, [], { VOUCH_REACHED: file }, 1800))) throw new Error(`${program} fails as it is`);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => ({ in: program, ...JSON.parse(line) }));
}

/** Whether these tests of one program pass without that check. */
async function passesWithout(number, program, tests, seconds) {
    const names = join(work, `${program}.${number}`);
    const file = `${names}.reached`;
    writeFileSync(names, tests.map(({ test }) => `"${test.replace(/["\\,[]/g, "\\$&")}"\n`).join(""));
    writeFileSync(file, "");
    const environment = { VOUCH_MUTANT: String(number), VOUCH_REACHED: file };
    const passed = await passes(program, ["--abort", "--input-file", names], environment, seconds);
    const ran = readFileSync(file, "utf8").split("\n").length - 1;
    for (const used of [names, file]) rmSync(used);
    if (passed && ran !== tests.length) throw new Error(`${program}: ${ran} of ${tests.length} tests were run`);
    return passed;
}

export async function native() {
    const { tree, checks } = markedCopy("native", "cpp", ["crypto", "election", "server"], withSwitches);
    build(tree);
    const tests = [];
    for (const program of programs) tests.push(...(await reachedBy(program)));
    return { checks, tests, passesWithout };
}
