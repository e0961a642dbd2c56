// "It is mine" between two devices over the recorded log: whose a tracker is, and what the checking device does not take.
import { beforeAll, describe, expect, test } from "vitest";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { trackerCharacters } from "../../src/crypto/crockford";
import type { FetchFile } from "../../src/crypto/tiles";
import { type MineAnswer } from "../../src/check/messages";
import { MineCheck } from "../../src/check/mine_check";
import { mineKeyText, mineProofText, parseMineKey } from "../../src/check/mine_text";
import { Kind } from "../../src/election/bodies";
import { decodeEntry } from "../../src/election/entry_decode";
import { drawMineKey, proveMine } from "../../src/election/mine";
import { Replay } from "../../src/election/replay";
import { credentialOf } from "../support/election";
import { filesOf, logEntries, logVector } from "../support/log";
import { signedLog } from "../support/tampered";
import { bytes, must } from "../support/vectors";

const ballotPlaces = logVector.entries.filter(({ kind }) => kind === Number(Kind.ballot));
const context = { electionId: bytes(logVector.election_id), openDigest: bytes(logVector.open_digest) };

interface Own {
    readonly number: number;
    readonly tracker: Bytes;
    readonly index: number;
    readonly superseded: boolean;
}
let own: Own[];
beforeAll(() => {
    const tags = new Map<string, number>();
    const replay = new Replay();
    for (const entry of logEntries) replay.feed(entry);
    for (const { number, sk, u } of logVector.secrets.people) {
        if (sk === undefined || u === undefined) continue;
        tags.set(toHex(credentialOf(sk, u).tag(replay.state.opened)), number);
    }
    const lines = ballotPlaces.map(({ index, tracker = "" }) => {
        const entry = must(decodeEntry(logEntries[index] ?? new Uint8Array()));
        if (entry.kind !== Kind.ballot) throw new Error("no ballot");
        const tag = toHex(entry.body.bytes.slice(8, 40));
        return { index, tag, tracker: bytes(tracker), number: tags.get(tag) ?? 0 };
    });
    own = lines.map((line) => ({
        ...line,
        superseded: lines.some(({ index, tag }) => tag === line.tag && index > line.index),
    }));
});

function log(entries: readonly Bytes[] = logEntries): FetchFile {
    return filesOf(signedLog(entries));
}
function secretOf(number: number) {
    const { sk = "", u = "" } = logVector.secrets.people.find((one) => one.number === number) ?? {};
    return credentialOf(sk, u);
}
function keyOf(answer: MineAnswer): string {
    if (answer.what !== "key") throw new Error(answer.what);
    return answer.text;
}
function proofBy(number: number, key: string): string {
    return mineProofText(must(proveMine(context, secretOf(number), must(parseMineKey(key)))));
}
function one(superseded: boolean): Own {
    const found = own.find((ballot) => ballot.superseded === superseded);
    if (!found) throw new Error("no such ballot in the recorded log");
    return found;
}

describe("whose a tracker is", () => {
    test.each([false, true])("is proven by its own device; superseded: %s", async (superseded) => {
        const { number, tracker, index } = one(superseded);
        for (const noted of [
            toHex(tracker),
            trackerCharacters(tracker),
            trackerCharacters(tracker).toLowerCase(),
        ]) {
            const check = must(MineCheck.of(log(), number, noted));
            const key = keyOf(await check.ask());
            const said = await check.conclude(proofBy(number, key));
            expect(said).toMatchObject({ what: "whose", proven: true, number, superseded, index });
            if (said.what === "whose") expect(said.fingerprint).toBe(logVector.fingerprint);
        }
    });
    test("is not proven by another's device, nor with an answer to another key", async () => {
        const { number, tracker } = one(false);
        const other = own.find((ballot) => ballot.number !== number)?.number ?? 0;
        const answers = [
            (key: string) => proofBy(other, key),
            () => proofBy(number, mineKeyText(drawMineKey(context.openDigest))),
        ];
        for (const answer of answers) {
            const check = must(MineCheck.of(log(), number, toHex(tracker)));
            const key = keyOf(await check.ask());
            expect(await check.conclude(answer(key))).toMatchObject({ what: "whose", proven: false });
        }
    });
    test("is not proven where the person names another's number", async () => {
        const { number, tracker } = one(false);
        const other = own.find((ballot) => ballot.number !== number)?.number ?? 0;
        const check = must(MineCheck.of(log(), other, toHex(tracker)));
        const key = keyOf(await check.ask());
        expect(await check.conclude(proofBy(number, key))).toMatchObject({ proven: false });
    });
    test("takes one answer to a key, and no second one; what is no answer is none", async () => {
        const { number, tracker } = one(false);
        const check = must(MineCheck.of(log(), number, toHex(tracker)));
        const key = keyOf(await check.ask());
        expect(await check.conclude(key)).toEqual({ what: "no-answer" });
        const answer = proofBy(number, key);
        expect(await check.conclude(answer)).toMatchObject({ proven: true });
        expect(await check.conclude(answer)).toMatchObject({ what: "refused" });
    });
    test("is said as of when the answer came", async () => {
        const { number, tracker, index } = one(true);
        let published = signedLog(logEntries.slice(0, index + 1));
        const check = must(
            MineCheck.of((path) => Promise.resolve(published.get(path)), number, toHex(tracker)),
        );
        const key = keyOf(await check.ask());
        published = signedLog(logEntries);
        expect(await check.conclude(proofBy(number, key))).toMatchObject({ proven: true, superseded: true });
    });
});

describe("the question cannot be put", () => {
    const openAt = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.open));
    test.each<[string, () => [FetchFile, number, string], string]>([
        [
            "before the open is confirmed",
            () => [log(logEntries.slice(0, openAt + 1)), 1, "00".repeat(32)],
            "notOpen",
        ],
        ["of a number that is not there", () => [log(), 60_000, toHex(one(false).tracker)], "notCheckedIn"],
        ["of a tracker that is not there", () => [log(), one(false).number, "00".repeat(32)], "noBallot"],
        [
            "of a ballot that the log does not hold yet",
            () => {
                const { index, number, tracker } = one(false);
                return [log(logEntries.slice(0, index)), number, toHex(tracker)];
            },
            "noBallot",
        ],
    ])("%s", async (_, given, why) => {
        const check = must(MineCheck.of(...given()));
        expect(await check.ask()).toEqual({ what: "wrong-question", why });
    });
    test("with a tracker that is none", () => {
        for (const noted of ["", "12", "U".repeat(26), "0".repeat(27)])
            expect(MineCheck.of(log(), 1, noted).ok).toBe(false);
    });
});
