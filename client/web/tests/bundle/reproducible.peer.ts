// Two builds of one source give the same bytes: in other folders, on another day, in another environment. So that
// whoever builds it finds the digest that the manifest names.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const web = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "vouch-builds-"));
afterAll(() => {
    rmSync(folder, { recursive: true });
}, 600_000); // two copies of node_modules

/** Everything that a build reads, copied there and built; its list of files with their hashes. */
function buildIn(place: string, environment: Record<string, string>, day: Date): string {
    const at = join(folder, place, "client/web");
    mkdirSync(at, { recursive: true });
    for (const part of ["proto", "texts", "election/kinds.h"])
        cpSync(join(web, "../..", part), join(folder, place, part), { recursive: true });
    for (const part of ["src", "public", "scripts", "texts", "index.html", "package.json", "vite.config.ts"])
        cpSync(join(web, part), join(at, part), { recursive: true });
    cpSync(join(web, "node_modules"), join(at, "node_modules"), { recursive: true, verbatimSymlinks: true });
    rmSync(join(at, "src/gen"), { recursive: true, force: true });
    utimesSync(join(at, "index.html"), day, day);
    const env = { ...process.env, ...environment };
    for (const step of [
        ["scripts/generate.mjs"],
        ["node_modules/vite/bin/vite.js", "build"],
        ["scripts/finish_bundle.mjs"],
    ])
        execFileSync(process.execPath, step, { cwd: at, env, stdio: "pipe" });
    return readFileSync(join(at, "dist/bundle.txt"), "utf8");
}

test("two builds give the same bytes", () => {
    const one = buildIn(
        "one",
        { TZ: "Asia/Ho_Chi_Minh", LANG: "vi_VN.UTF-8", NODE_ENV: "test" },
        new Date("2026-01-01"),
    );
    const other = buildIn(
        "another/and/deeper",
        { TZ: "America/New_York", LANG: "C", NODE_ENV: "development" },
        new Date("2031-07-09"),
    );
    expect(one).toMatch(/^[0-9a-f]{64} {2}assets\/worker-/m);
    expect(other).toBe(one);
});
