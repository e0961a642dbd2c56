// A member acknowledges the board's key under the anchor that it compared, and under no other.
import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { inGroupsOfFour } from "../../src/crypto/crockford";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { applyCarried } from "../../src/election/apply";
import { Kind } from "../../src/election/bodies";
import { makeEntry } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { State } from "../../src/election/state";
import { compareAnchor, keepCompared, keptCompared } from "../../src/staff/anchor";
import { ceremonyStep } from "../../src/staff/ceremony";
import { cloneState, logEntries, logVector } from "../support/log";
import { memoryFolder, trustee } from "../support/staff";
import { bytes, must } from "../support/vectors";

const anchor = () => bytes(logVector.slip_anchor);

describe("the making of the key", () => {
    const allDealt = 7; // entries
    const dealt = new State();
    beforeAll(() => {
        for (const entry of logEntries.slice(0, allDealt)) must(applyCarried(dealt, entry));
    });
    const step = async (state: State, number: number, compared: Uint8Array | undefined) => {
        const keys = trustee(number);
        return must(await ceremonyStep(state, keys, keys.vault(memoryFolder()), compared));
    };

    test("asks for the anchor before it acknowledges", async () => {
        expect(await step(dealt, 2, undefined)).toEqual({
            entries: [],
            done: false,
            asksAnchor: true,
            waitingFor: { what: "anchor", names: [] },
        });
    });
    test("acknowledges under the anchor that was compared", async () => {
        const { entries, asksAnchor } = await step(dealt, 2, anchor());
        expect(asksAnchor).toBe(false);
        expect(entries.map((entry) => must(decodeEntry(entry)).kind)).toEqual([Kind.acknowledgement]);
        const state = cloneState(dealt);
        must(applyCarried(state, entries[0] ?? new Uint8Array()));
        expect(state.ceremony?.acknowledged.has(2)).toBe(true);
        expect(await step(state, 2, anchor())).toMatchObject({ entries: [], asksAnchor: false });
    });
    test("acknowledges nothing under another board's anchor", async () => {
        const other = anchor();
        other[31] = (other[31] ?? 0) ^ 1;
        expect(await step(dealt, 2, other)).toMatchObject({ entries: [], asksAnchor: true });
    });
    test("asks anew for a new board", async () => {
        const anew = cloneState(dealt);
        const trustees = (dealt.ceremony?.board.trustees ?? []).map((one) => ({
            ...one,
            name: `${one.name} II`,
        }));
        const organizer = new SigningKey(SecretBytes.take(bytes(logVector.secrets.organizer_seeds[0] ?? "")));
        must(applyCarried(anew, makeEntry(anew.electionId, Kind.board, { trustees }, [organizer])));
        for (const number of [1, 2, 3])
            for (const entry of (await step(anew, number, anchor())).entries) must(applyCarried(anew, entry));
        expect(await step(anew, 2, anchor())).toMatchObject({ entries: [], asksAnchor: true });
        expect((await step(anew, 2, anew.slipAnchor)).entries).toHaveLength(1);
    });
    test("complains before it asks", async () => {
        const { entries, asksAnchor } = await step(dealt, 3, undefined); // the first dealer's share for it is wrong
        expect(asksAnchor).toBe(false);
        expect(entries.map((entry) => must(decodeEntry(entry)).kind)).toEqual([Kind.complaint]);
    });
});

describe("an anchor that the head shows", () => {
    const readOut = logVector.slip_read_out;

    test.each([
        ["the QR code's digits", logVector.slip_anchor],
        ["the characters", readOut],
        ["groups", inGroupsOfFour(readOut, "-")],
        ["small letters and spaces", inGroupsOfFour(readOut.toLowerCase())],
        ["letters for digits", readOut.replaceAll("0", "O").replaceAll("1", "l")],
    ])("is the same, %s", (_, given) => {
        expect(compareAnchor(anchor(), given)).toBe("same");
    });
    test("is compared in all 32 bytes where it is scanned", () => {
        const last = logVector.slip_anchor.slice(0, -1);
        expect(compareAnchor(anchor(), `${last}0`)).toBe("other");
    });
    test("is another, by one character", () => {
        expect(compareAnchor(anchor(), `${readOut.slice(0, -1)}9`)).toBe("other");
    });
    test.each([
        readOut.slice(1),
        `${readOut}0`,
        "",
        readOut.replace("J", "U"),
        logVector.slip_anchor.slice(2),
    ])("is unreadable: %s", (given) => {
        expect(compareAnchor(anchor(), given)).toBe("unreadable");
    });
});

describe("what a member compared", () => {
    test("is there after a reload, under its own key alone", async () => {
        const folder = memoryFolder();
        expect(must(await keptCompared(trustee(1).vault(folder)))).toBe(undefined);
        await keepCompared(trustee(1).vault(folder), { anchor: anchor(), asHead: true });
        const kept = must(await keptCompared(trustee(1).vault(folder)));
        expect(toHex(kept?.anchor ?? new Uint8Array())).toBe(logVector.slip_anchor);
        expect(kept?.asHead).toBe(true);
        const forged = memoryFolder();
        await forged.change("compared-anchor", () => new Uint8Array(33));
        expect((await keptCompared(trustee(1).vault(forged))).ok).toBe(false);
    });
});
