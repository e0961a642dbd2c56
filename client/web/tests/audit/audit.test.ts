import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { equal, fromHex, toHex } from "../../src/crypto/bytes";
import { checkLog } from "../../src/crypto/log_check";
import { leafHash, merkleRoot } from "../../src/crypto/merkle";
import { makeVkey, NoteKeyType, parseVkey, type Vkey } from "../../src/crypto/note";
import { accepted, Reason, refuse } from "../../src/crypto/result";
import { audit, type AuditReport } from "../../src/audit/audit";
import { resultsMistake } from "../../src/audit/results";
import { plainReport } from "../../src/audit/plain_report";
import { inGroupsOfFour } from "../../src/crypto/crockford";
import { resultsCsv } from "../../src/election/results_files";
import { loadBulk } from "../../src/election/verify";
import { exponentOf } from "../../src/election/count";
import { filesOf, logEntries, logFiles, logVector, logVkey, publish } from "../support/log";
import { flipped, signedLog } from "../support/tampered";
import { must, vectorsFolder } from "../support/vectors";

let vkey: Vkey;
let report: AuditReport;
beforeAll(async () => {
    vkey = must(parseVkey(logVkey));
    report = await audit(logFiles, vkey, { sum: await loadBulk() });
});
const people = () =>
    logVector.secrets.people.map(({ number, name, unit, salt }) => ({
        number,
        name,
        unit,
        hall: "",
        salt: must(fromHex(salt)),
    }));

describe("the vectors' log", () => {
    test("holds, check by check", () => {
        expect(report.fault).toBeUndefined();
        expect(report.holds).toBe(true);
        expect(report.checks.map(({ name, verdict }) => [name, verdict])).toEqual([
            ["checkpoint", "holds"],
            ["files", "holds"],
            ["manifest, roll and board", "holds"],
            ["enrolments", "holds"],
            ["opening", "holds"],
            ["ballots", "holds"],
            ["close", "holds"],
            ["counting", "holds"],
            ["cosignatures", "nothing yet"],
        ]);
        expect(report.checks.find(({ name }) => name === "ballots")?.numbers).toEqual({
            ballots: 9,
            counted: 8,
        });
    });
    test("leads to what the vectors say", () => {
        const { state } = report;
        expect(report.fingerprint).toBe(inGroupsOfFour(logVector.fingerprint));
        expect(toHex(state.electionId)).toBe(logVector.election_id);
        expect(toHex(state.openDigest)).toBe(logVector.open_digest);
        expect(toHex(state.closeDigest)).toBe(logVector.close_digest);
        expect(toHex(state.log.root())).toBe(logVector.root);
        expect(state.confirmationsNeeded).toBe(logVector.q);
        expect(toHex(state.opened.Y)).toBe(logVector.Y);
        const ring = state.opened.rings[0]?.keys.map(toHex);
        expect(ring).toEqual([...new Set(logVector.ring)]);
        expect(state.sums.map(({ alpha }) => toHex(alpha))).toEqual(logVector.alpha);
        expect(state.sums.map(({ beta }) => toHex(beta))).toEqual(logVector.beta);
        expect(state.electronic).toEqual(logVector.electronic);
        expect(state.base).toBe(logVector.base);
        expect(state.collected).toBe(logVector.collected);
        expect(state.summoned).toBe(logVector.summoned);
        expect(state.present).toBe(logVector.present);
        const csv = readFileSync(new URL("log/results.csv", vectorsFolder), "utf8");
        expect(resultsCsv(state.manifest, state.result ?? [], state.base)).toBe(csv);
        expect(plainReport(report).csv).toBe(csv);
    });
    test("knows every ballot's tracker, and the one that was superseded", () => {
        const standings = logVector.entries.flatMap(({ tracker, index }) => {
            if (tracker === undefined) return [];
            const found = report.trackers.find(must(fromHex(tracker)));
            expect(found.index).toBe(index);
            return [found.standing];
        });
        expect(standings.filter((standing) => standing === "counted").length).toBe(8);
        expect(standings.filter((standing) => standing === "superseded").length).toBe(1);
        expect(report.trackers.find(new Uint8Array(32)).standing).toBe("absent");
    });
    test("fails under another log's key", async () => {
        const other = must(
            makeVkey(
                vkey.name,
                NoteKeyType.log,
                vkey.key.map((byte) => byte ^ 1),
            ),
        );
        const answer = await audit(logFiles, other);
        expect(answer.holds).toBe(false);
        expect(answer.fault).toMatchObject({ file: "checkpoint", why: { reason: Reason.badSignature } });
        expect(answer.checks.filter(({ verdict }) => verdict === "holds")).toEqual([]);
    });
});

describe("what the server and the organizer hand out besides", () => {
    const results = (changed: object = {}) => {
        const { state } = report;
        const officials = (state.result ?? []).map((line, j) => {
            const electronic = state.electronic[j];
            return { v: electronic && Number(exponentOf(electronic, state.opened.enrolled)), ...line };
        });
        return JSON.stringify({
            election_id: logVector.election_id,
            close_digest: logVector.close_digest,
            enrolled: 8,
            ballots: 8,
            base: 9,
            officials,
            ...changed,
        });
    };
    test("results.json as counted", () => {
        expect(resultsMistake(report.state, results())).toBeUndefined();
    });
    test.each([
        ["nothing", "not JSON"],
        ["another election", { election_id: "00" }],
        ["another close", { close_digest: "00" }],
        ["another base", { base: 10 }],
        ["no officials", { officials: [] }],
        ["other figures", { officials: [{ high: 1 }, { high: 1 }] }],
    ])("results.json with %s", (_, changed) => {
        const text = typeof changed === "string" ? changed : results(changed);
        expect(resultsMistake(report.state, text)).toBeDefined();
    });
    test("the named roll as the log has it, and with another name", async () => {
        const good = await audit(logFiles, vkey, { namedRoll: people() });
        expect(good.holds).toBe(true);
        const moved = people().map((person) => ({ ...person, hall: "Bắc" })); // a hall is in no hash
        expect((await audit(logFiles, vkey, { namedRoll: moved })).holds).toBe(true);
        const renamed = people().map((person) =>
            person.number === 3 ? { ...person, name: "Ai đó" } : person,
        );
        for (const roll of [renamed, people().slice(1), people().slice(0, -1)]) {
            const bad = await audit(logFiles, vkey, { namedRoll: roll });
            expect(bad.holds).toBe(false);
            expect(bad.checks.at(-1)).toMatchObject({ name: "named roll", verdict: "fails" });
        }
    });
});

describe("a tampered log", () => {
    test("an entry changed by the log's own key fails at that entry", async () => {
        const ballot = logVector.entries.find(({ kind }) => kind === 12)?.index ?? 0;
        const entries = logEntries.map((entry, i) => (i === ballot ? flipped(entry, 4000) : entry));
        const answer = await audit(filesOf(signedLog(entries)), vkey);
        expect(answer.holds).toBe(false);
        expect(answer.fault).toMatchObject({ entry: ballot });
        expect(answer.checks.find(({ name }) => name === "ballots")?.verdict).toBe("fails");
        expect(answer.checks.find(({ name }) => name === "counting")?.verdict).toBe("not verified");
        expect(plainReport(answer).result).toBeUndefined();
    });
    test("a log that is not finished holds, and says what is not there yet", async () => {
        const answer = await audit(filesOf(signedLog(logEntries.slice(0, 12))), vkey);
        expect(answer.holds).toBe(true);
        expect(answer.checks.find(({ name }) => name === "ballots")?.verdict).toBe("nothing yet");
    });
});

describe("published files of a log of several tiles", () => {
    const entries = Array.from({ length: 66_000 }, (_, i) => Uint8Array.of(i >> 16, i >> 8, i & 0xff));
    let leaves: Uint8Array[];
    let files: Map<string, Uint8Array>;
    beforeAll(() => {
        leaves = entries.map(leafHash);
        files = publish(entries, leaves);
    });
    const check = (changed: Map<string, Uint8Array>, root = merkleRoot(leaves)) => {
        let taken = 0;
        return checkLog(entries.length, root, filesOf(changed), (index, entry) => {
            if (equal(entry, entries[index] ?? new Uint8Array())) ++taken;
            return accepted;
        }).then((fault) => ({ fault, taken }));
    };
    test("are the log", async () => {
        expect(await check(files)).toEqual({ fault: undefined, taken: entries.length });
    });
    test.each([
        "tile/0/000",
        "tile/0/257.p/208",
        "tile/1/000",
        "tile/1/001.p/1",
        "tile/2/000.p/1",
        "tile/entries/001",
        "tile/entries/257.p/208",
    ])("%s changed is named", async (path) => {
        const changed = new Map(files);
        changed.set(path, flipped(files.get(path) ?? new Uint8Array(), 77));
        expect((await check(changed)).fault?.file).toBe(path);
        changed.delete(path);
        expect((await check(changed)).fault).toMatchObject({ file: path, why: { reason: Reason.malformed } });
    });
    test("another root is the checkpoint's or the last tile's fault", async () => {
        const { fault, taken } = await check(files, new Uint8Array(32));
        expect(fault?.why.reason).toBe(Reason.badProof);
        expect(taken).toBe(0);
    });
    test("a refusal of an entry is reported as that entry's", async () => {
        const fault = await checkLog(entries.length, merkleRoot(leaves), filesOf(files), (index) =>
            index === 300 ? refuse(Reason.notFitting, "no") : accepted,
        );
        expect(fault).toMatchObject({ entry: 300, file: "tile/entries/001" });
    });
});
