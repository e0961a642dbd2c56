// The minutes of one log by both clients: every sentence and number, in every language. Only the layout is each one's own.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { audit } from "../../src/audit/audit";
import { parseVkey } from "../../src/crypto/note";
import { initializeCrypto } from "../../src/crypto/sodium";
import { type Language, languages } from "../../src/gen/texts";
import "../support/texts"; // loads them
import { fingerprintOf, viewOf } from "../../src/observer/view_of";
import { type MinutesText, minutesText } from "../../src/pages/public/minutes_text";
import { speaker } from "../../src/pages/public/phrases";
import { logFiles, logVkey } from "../support/log";
import { native } from "../support/native";
import { must, vectorsFolder } from "../support/vectors";

/** Everything that is said, in order, in one line. */
function saidBy(says: MinutesText): string {
    const { letterhead, board, numbers, results, verification, signatures } = says;
    return [
        ...letterhead.authority,
        letterhead.body,
        letterhead.fileNumber,
        letterhead.placeAndDate,
        says.heading,
        says.subject,
        says.rehearsal ?? "",
        ...says.sentences,
        board.heading,
        ...board.members.map((member) => `${member}: `),
        numbers.heading,
        ...numbers.rows.map(({ name, value }) => `${name} ${value}`),
        results.heading,
        results.base,
        ...results.officials.flatMap(({ heading, levels, consequence }) => [
            heading,
            ...levels.map(({ name, count, percent }) => `${name} ${count} ${percent}`),
            consequence ?? "",
        ]),
        verification.heading,
        ...verification.facts.map(({ name, value }) => `${name}: ${value}`),
        says.closing,
        signatures.heading,
        ...signatures.lines.map(({ role, sign, name }) => `${role} ${sign} ${name}`),
    ].join(" ");
}
const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();

function nativeMinutes(language: Language): string {
    const folder = mkdtempSync(join(tmpdir(), "vouch-minutes-"));
    const log = fileURLToPath(new URL("log/tiles", vectorsFolder));
    const vkey = fileURLToPath(new URL("log/log.vkey", vectorsFolder));
    const asked = ["audit", "minutes", log, "--vkey", vkey, "--language", language];
    try {
        return execFileSync(native("vouch"), asked, { encoding: "utf8", cwd: folder });
    } finally {
        rmSync(folder, { recursive: true });
    }
}

await initializeCrypto();
const { holds, state } = await audit(logFiles, must(parseVkey(logVkey)));
const view = viewOf(state, fingerprintOf(state));

test("the log has a result to tell, in every language that is compared", () => {
    expect(holds).toBe(true);
    expect(view.result?.lines.some(({ threshold }) => threshold)).toBe(true);
    expect(view.languages).toEqual(["vi", "en"]);
});

test.each(languages.filter((one) => view.languages.includes(one)))(
    "the minutes in %s are the same text",
    (language) => {
        if (!view.result) throw new Error("no result");
        const own = inOneLine(saidBy(minutesText(speaker(view, language), view, view.result)));
        const theirs = inOneLine(nativeMinutes(language).replace(/\.{5,}/g, " "));
        expect(own).toBe(theirs);
    },
);
