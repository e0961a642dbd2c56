// A trustee's confirmation: its coin, and that it never confirms a second open or close of one election.
import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { apply, applyCarried } from "../../src/election/apply";
import { admitOpen } from "../../src/election/admit_setup";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { Kind } from "../../src/election/bodies";
import { decodeEntry } from "../../src/election/entry_decode";
import { State } from "../../src/election/state";
import { confirm, type Confirmer, toConfirm } from "../../src/staff/confirm";
import { cloneState, logEntries, logVector } from "../support/log";
import { memoryFolder, trustee } from "../support/staff";
import { bytes, must } from "../support/vectors";

/** Who confirms as that trustee. */
function confirmer(number: number): Confirmer {
    const keys = trustee(number);
    return { sign: keys.sign, trustee: keys };
}
const indexOf = (kind: Kind) => logVector.entries.findIndex((entry) => entry.kind === Number(kind));

describe("a confirmation", () => {
    const opened = new State();
    const closed = new State();
    beforeAll(() => {
        for (const entry of logEntries.slice(0, indexOf(Kind.open) + 1)) must(applyCarried(opened, entry));
        for (const entry of logEntries.slice(0, indexOf(Kind.close) + 1)) must(applyCarried(closed, entry));
    });
    test.each([1, 2, 3])("of the open by trustee %i carries its coin, which apply takes", async (number) => {
        const keys = trustee(number);
        const sheet = must(toConfirm(opened, keys.sign.publicKey));
        expect(sheet.openingNumber).toBe(logVector.opening_number);
        expect(sheet).toMatchObject({ byMe: false, ofClose: false, trusteesNeeded: 2 });
        const carried = must(await confirm(opened, confirmer(number), memoryFolder(), sheet.digest));
        const entry = must(decodeEntry(carried));
        if (entry.kind !== Kind.confirmation || !entry.body.coin) throw new Error("no coin");
        expect(toHex(entry.body.coin.E)).toBe(logVector.coins[number]);
        const state = cloneState(opened);
        must(apply(state, entry));
        expect(toConfirm(state, keys.sign.publicKey)).toMatchObject({ value: { byMe: true } });
    });
    test.each([
        ["there is none, and why it was opened all the same", 1, "Mưa lũ"],
        ["there is one, and no reason that nobody needed", 0, ""],
    ])("shows by a quorum whether %s", (_, more, shown) => {
        const state = new State();
        for (const entry of logEntries.slice(0, indexOf(Kind.open))) must(applyCarried(state, entry));
        const quorum = { numerator: state.present + more, denominator: state.summoned };
        state.manifest = { ...state.manifest, rules: { ...state.manifest.rules, quorum } };
        const entry = must(decodeEntry(logEntries[indexOf(Kind.open)] ?? new Uint8Array()));
        if (entry.kind !== Kind.open) throw new Error("no open");
        must(admitOpen(state, { ...entry, body: { ...entry.body, overrideReason: "Mưa lũ" } }));
        expect(must(toConfirm(state, trustee(1).sign.publicKey))).toMatchObject({
            overrideReason: shown,
            quorumMet: more === 0,
            quorumLeast: state.presentAtOpen + more,
        });
    });
    test("of the close carries none", async () => {
        const carried = must(await confirm(closed, confirmer(1), memoryFolder(), closed.closeDigest));
        const entry = must(decodeEntry(carried));
        expect(entry.kind === Kind.confirmation && entry.body.coin).toBe(undefined);
        must(apply(cloneState(closed), entry));
    });
    test("of the open by a witness carries none, and apply takes it", async () => {
        const sign = new SigningKey(SecretBytes.take(bytes(logVector.secrets.witness_seed)));
        const witness = { sign, trustee: undefined };
        const carried = must(await confirm(opened, witness, memoryFolder(), opened.openDigest));
        const entry = must(decodeEntry(carried));
        expect(entry.kind === Kind.confirmation && entry.body.coin).toBe(undefined);
        const state = cloneState(opened);
        must(apply(state, entry));
        expect(toConfirm(state, sign.publicKey)).toMatchObject({ value: { byMe: true } });
    });
    test("is of what the page showed, and of nothing that came later", async () => {
        expect(await confirm(opened, confirmer(1), memoryFolder(), new Uint8Array(32))).toMatchObject({
            ok: false,
            detail: "logMovedOn",
        });
    });
    test("is never given to a second open, nor the close of another open", async () => {
        const folder = memoryFolder();
        must(await confirm(opened, confirmer(1), folder, opened.openDigest));
        must(await confirm(opened, confirmer(1), folder, opened.openDigest));
        for (const state of [cloneState(opened), cloneState(closed)]) {
            state.openDigest = new Uint8Array(32).fill(1);
            const digest = state.phase === "voting" ? state.openDigest : state.closeDigest;
            expect(await confirm(state, confirmer(1), folder, digest)).toMatchObject({
                detail: "anotherOpenConfirmed",
            });
        }
    });
    test("is never given to a second close", async () => {
        const folder = memoryFolder();
        must(await confirm(closed, confirmer(1), folder, closed.closeDigest));
        const other = cloneState(closed);
        other.closeDigest = new Uint8Array(32).fill(1);
        expect(await confirm(other, confirmer(1), folder, other.closeDigest)).toMatchObject({
            detail: "anotherCloseConfirmed",
        });
    });
});
