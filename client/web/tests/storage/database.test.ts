// What is kept, over an IndexedDB in memory: connections that the browser cuts, and tabs that write the same.
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

/** A tab of its own: the module holds one connection. */
async function tab() {
    vi.resetModules();
    return await import("../../src/storage/database");
}
type Storage = Awaited<ReturnType<typeof tab>>;

beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const receipt = (first: number) => ({
    tracker: new Uint8Array(32).fill(first),
    body: Uint8Array.of(first),
    proof: "",
    castAt: 0,
});
const seenUntil = (size: number) => ({ size, root: Uint8Array.of(size) });

describe("a connection that the browser cut", () => {
    const connections: IDBDatabase[] = [];
    beforeEach(() => {
        connections.splice(0);
        // eslint-disable-next-line @typescript-eslint/unbound-method -- it is applied to its own factory
        const { open } = IDBFactory.prototype;
        vi.spyOn(IDBFactory.prototype, "open").mockImplementation(function (this: IDBFactory, ...args) {
            const request = open.apply(this, args);
            request.addEventListener("success", () => connections.push(request.result));
            return request;
        });
    });

    test("is made again where it is closed without a word", async () => {
        const { get, put } = await tab();
        await put("marks", "c", { openDigest: "d", levels: [1], at: "marking", changing: false });
        connections[0]?.close(); // every transaction throws an InvalidStateError from now on
        expect(await get("marks", "c")).toMatchObject({ levels: [1] });
        connections[1]?.close();
        await put("sealings", "c", 7);
        expect(await get("sealings", "c")).toBe(7);
        expect(connections.length).toBe(3);
    });
    test("is made again where the browser says so", async () => {
        const { get, put } = await tab();
        await put("sealings", "c", 7);
        forceCloseDatabase(connections[0] as never);
        expect(await get("sealings", "c")).toBe(7);
    });
    test.each(["InvalidStateError", "UnknownError"])("once: a second %s is told", async (name) => {
        const { get, put } = await tab();
        await put("sealings", "c", 7);
        const cut = () => {
            throw new DOMException("Connection to Indexed Database server lost", name);
        };
        vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(cut);
        expect(await get("sealings", "c")).toBe(7);
        vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(cut);
        await expect(get("sealings", "c")).rejects.toMatchObject({ name: "StorageFailed" });
    });
});

describe("a browser that keeps nothing", () => {
    test("says so, without an IndexedDB and with one that refuses", async () => {
        vi.stubGlobal("indexedDB", undefined);
        await expect((await tab()).get("seen", "c")).rejects.toMatchObject({ name: "StorageMissing" });
        vi.stubGlobal("indexedDB", {
            open: () => {
                throw new DOMException("The operation is insecure.", "SecurityError");
            },
        });
        await expect((await tab()).get("seen", "c")).rejects.toMatchObject({ name: "StorageMissing" });
    });
    test("says that it is full", async () => {
        const { put } = await tab();
        vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
            throw new DOMException("no room", "QuotaExceededError");
        });
        await expect(put("sealings", "c", 1)).rejects.toMatchObject({ name: "StorageFull" });
    });
});

describe("two tabs", () => {
    test("never get one number twice", async () => {
        const tabs = [await tab(), await tab()];
        const raise = ({ changeOne }: Storage) => changeOne("sealings", "c", (last) => (last ?? 0) + 1);
        const numbers = await Promise.all([...tabs, ...tabs].map(raise));
        expect(numbers.toSorted()).toEqual([1, 2, 3, 4]);
    });
    test("lose none of each other's receipts, nor a ballot that the other has on its way", async () => {
        const [one, other] = [await tab(), await tab()];
        await one.put("sealed", "c", receipt(1));
        await Promise.all([
            one.keepReceipt("c", receipt(2)),
            other.keepReceipt("c", receipt(3)),
            one.keepReceipt("c", receipt(3)),
        ]);
        const receipts = (await one.get("receipts", "c")) ?? [];
        expect(receipts.map(({ body }) => body[0]).toSorted()).toEqual([2, 3]);
        expect(await other.get("sealed", "c")).toEqual(receipt(1));
        await other.keepReceipt("c", receipt(1));
        expect(await one.get("sealed", "c")).toBeUndefined();
    });
    test("never go back behind what one of them saw of the log", async () => {
        const [one, other] = [await tab(), await tab()];
        await one.keepSeen("c", seenUntil(9));
        await other.keepSeen("c", seenUntil(4));
        expect(await one.get("seen", "c")).toEqual(seenUntil(9));
    });
});
