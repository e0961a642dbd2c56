// Two pages of one browser at one desk, over an IndexedDB in memory: what cannot be made again is kept once.
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/crypto/bytes";
import { SecretBytes } from "../../src/crypto/secret";
import { applyCarried } from "../../src/election/apply";
import { Kind } from "../../src/election/bodies";
import { decodeEntry } from "../../src/election/entry_decode";
import { State } from "../../src/election/state";
import { ceremonyStep } from "../../src/staff/ceremony";
import { browserFolder, replaceFound } from "../../src/staff/folder";
import { RollSecrets } from "../../src/staff/roll_secrets";
import { Vault } from "../../src/staff/vault";
import { logEntries } from "../support/log";
import { trustee } from "../support/staff";
import { must } from "../support/vectors";

let desks = 0; // each test has one of its own
beforeEach(() => {
    ++desks;
});
const folder = () => browserFolder(`organizer/${desks}/`);
const vault = (key = 1) => new Vault(folder(), SecretBytes.take(new Uint8Array(32).fill(key)));
const secret = (text: string) => SecretBytes.take(utf8(text));
const textOf = (content: SecretBytes) => String.fromCharCode(...content.bytes);

describe("a vault", () => {
    test("keeps what came first, and both pages go on with it", async () => {
        const stand = await Promise.all(
            ["one", "other"].map((text) => vault().keepFirst("file", () => secret(text))),
        );
        const [first, second] = stand.map((kept) => textOf(must(kept)));
        expect(second).toBe(first);
        expect(textOf(must(await vault().get("file")) ?? secret(""))).toBe(first);
    });
    test("leaves what another key sealed, and says so", async () => {
        must(await vault().keepFirst("file", () => secret("one")));
        expect(await vault(2).keepFirst("file", () => secret("other"))).toMatchObject({ ok: false });
        expect(textOf(must(await vault().get("file")) ?? secret(""))).toBe("one");
    });
});

describe("codes", () => {
    const code = async (made: Promise<Awaited<ReturnType<typeof RollSecrets.addCode>>>) =>
        textOf(must(await made));

    test("are drawn once", async () => {
        const drawn = await Promise.all([1, 2].map(() => RollSecrets.readOrDraw(vault(), 3)));
        const [one, other] = drawn.map((secrets) => toHex(must(secrets).rollKey().bytes));
        expect(other).toBe(one);
    });
    test("that two pages add are both kept", async () => {
        must(await RollSecrets.readOrDraw(vault(), 3));
        const added = [RollSecrets.addCode(vault(), 1), RollSecrets.addCode(vault(), 2)];
        const [ofOne, ofTwo] = await Promise.all(added.map(code));
        const secrets = must(await RollSecrets.read(vault()));
        expect(textOf(secrets.latest(1))).toBe(ofOne);
        expect(textOf(secrets.latest(2))).toBe(ofTwo);
    });
    test("are added to none that were not drawn here", async () => {
        expect(await RollSecrets.addCode(vault(), 1)).toMatchObject({ ok: false, detail: "noCodes" });
        expect(await folder().read("codes")).toBeUndefined();
    });
});

test("a member deals one polynomial from two pages", async () => {
    const boardSigned = 4; // entries
    const state = new State();
    for (const entry of logEntries.slice(0, boardSigned)) must(applyCarried(state, entry));
    const deal = async () => {
        const keys = trustee(1);
        const { entries } = must(await ceremonyStep(state, keys, keys.vault(folder()), undefined));
        const entry = must(decodeEntry(entries[0] ?? new Uint8Array()));
        return entry.kind === Kind.dealing ? entry.body.commitments.map(toHex) : [];
    };
    const [one, other] = await Promise.all([deal(), deal()]);
    expect(one).toHaveLength(state.manifest.threshold);
    expect(other).toEqual(one);
});

describe("a key file", () => {
    const [mine, others, imported] = [1, 2, 3].map((byte) => Uint8Array.of(byte)) as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
    ];
    test("is not put over one that another page has kept since", async () => {
        const bothFoundNone = [mine, others].map((file) => replaceFound(folder(), "key", undefined, file));
        const [first, second] = await Promise.all(bothFoundNone);
        expect(second).toEqual(first);
        expect(await folder().read("key")).toEqual(first);
    });
    test("takes the place of the one that the page found", async () => {
        await replaceFound(folder(), "key", undefined, mine);
        expect(await replaceFound(folder(), "key", mine, imported)).toEqual(imported);
        expect(await replaceFound(folder(), "key", mine, others)).toEqual(imported);
    });
});
