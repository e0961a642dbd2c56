// What this verifier says of a log, published or tampered with, `vouch audit verify` says too: the same entry or file at fault,
// for the same reason.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../src/audit/audit";
import { parseVkey } from "../../src/crypto/note";
import { initializeCrypto } from "../../src/crypto/sodium";
import { filesOf, logVkey } from "../support/log";
import { native } from "../support/native";
import { type Files, tamperedLogs } from "../support/tampered";
import { must } from "../support/vectors";

let folder: string;
beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "vouch-audit-"));
    writeFileSync(join(folder, "log.vkey"), logVkey + "\n");
});
afterAll(() => {
    rmSync(folder, { recursive: true });
});

interface Answer {
    holds: boolean;
    fault?: { reason: number; entry?: number; file?: string };
}
function askNative(files: Files): Answer {
    const log = join(folder, "log");
    rmSync(log, { recursive: true, force: true });
    mkdirSync(log);
    for (const [path, content] of files) {
        mkdirSync(dirname(join(log, path)), { recursive: true });
        writeFileSync(join(log, path), content);
    }
    const asked = ["audit", "verify", log, "--vkey", join(folder, "log.vkey"), "--json"];
    try {
        return JSON.parse(
            execFileSync(native("vouch"), asked, { encoding: "utf8", stdio: "pipe" }),
        ) as Answer;
    } catch (error) {
        return JSON.parse((error as { stdout: string }).stdout) as Answer;
    }
}

await initializeCrypto();
const logs = tamperedLogs();

test("most of the logs do not hold", async () => {
    const vkey = must(parseVkey(logVkey));
    let holding = 0;
    for (const files of [...logs.values()].slice(0, 40))
        holding += (await audit(filesOf(files), vkey)).holds ? 1 : 0;
    expect(holding).toBeGreaterThan(0);
    expect(holding).toBeLessThan(10);
});

test.each([...logs])("%s", async (_, files) => {
    const expected = askNative(files);
    const { holds, fault } = await audit(filesOf(files), must(parseVkey(logVkey)));
    expect(holds).toBe(expected.holds);
    const own = fault && {
        reason: fault.why.reason,
        ...(fault.entry !== undefined && { entry: fault.entry }),
        ...(fault.file !== "" && { file: fault.file }),
    };
    const { reason, entry, file } = expected.fault ?? {};
    const theirs = expected.fault && { reason, ...(entry !== undefined && { entry }), ...(file && { file }) };
    expect(own).toEqual(theirs);
});
