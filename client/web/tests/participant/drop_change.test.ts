// A change of a ballot that is given up.
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { Reason } from "../../src/crypto/result";
import { Following } from "../../src/participant/following";
import { PhoneHome } from "../../src/participant/kept";
import { Known } from "../../src/participant/known";
import { Voting } from "../../src/participant/voting";
import { browserNetwork } from "../../src/service/network";
import { get, put } from "../../src/storage/database";

const id = "0123456789abcdef";
const nothing = () => undefined;

beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
});

function changing(): { known: Known; voting: Voting } {
    const known = new Known({ server: "https://vote.example", id }, new PhoneHome(id));
    known.changing = true;
    const following = new Following(known, browserNetwork, nothing, nothing, nothing, () =>
        Promise.resolve(),
    );
    return { known, voting: new Voting(known, following, nothing) };
}

test("the ballot that was cast stays, and the new marks go", async () => {
    const { known, voting } = changing();
    await put("marks", id, { openDigest: "aa", levels: [1], at: "marking", changing: true });
    expect(await voting.dropChange()).toMatchObject({ ok: true });
    expect(known.changing).toBe(false);
    expect(await get("marks", id)).toBeUndefined();
});

test("not where the new ballot is on its way already", async () => {
    const { known, voting } = changing();
    known.pending = { body: new Uint8Array(1), tracker: new Uint8Array(32) };
    expect(await voting.dropChange()).toMatchObject({ ok: false, reason: Reason.notFitting });
    expect(known.changing).toBe(true);
});

test("the hour of a cast is kept with its receipt", async () => {
    vi.useFakeTimers({ now: 1_733_452_920_000, toFake: ["Date"] });
    const home = new PhoneHome(id);
    await home.keepReceipt({ body: new Uint8Array(1), tracker: new Uint8Array(32), proof: "" });
    vi.useRealTimers();
    expect(await home.receipts()).toMatchObject([{ castAt: 1_733_452_920_000 }]);
});
