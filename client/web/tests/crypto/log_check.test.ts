// Whoever changes a published log is found out, and the report names what was changed.
import { describe, expect, test } from "vitest";
import { type Bytes, concat, utf8 } from "../../src/crypto/bytes";
import { checkLog, faultText, fetchEntries } from "../../src/crypto/log_check";
import { leafHash, merkleRoot } from "../../src/crypto/merkle";
import { accepted, Reason, refuse } from "../../src/crypto/result";
import { Bundle, decodeTile } from "../../src/crypto/tiles";
import { filesOf, publish } from "../support/log";
import { flipped } from "../support/tampered";
import { must, refusal } from "../support/vectors";

const entriesOf = (size: number) => Array.from({ length: size }, (_, i) => utf8(String(i)));
const published = (entries: readonly Bytes[]) => publish(entries, entries.map(leafHash));
const rootOf = (size: number) => merkleRoot(entriesOf(size).map(leafHash));
const bundleOf = (entries: readonly Bytes[]) =>
    published(entries).get(`tile/entries/000.p/${entries.length}`);

/** What is said of these files as the log of that size, whose entries stand for themselves. */
async function answer(files: ReadonlyMap<string, Bytes>, size: number, root = rootOf(size)): Promise<string> {
    const fault = await checkLog(size, root, filesOf(files), () => accepted);
    return fault ? faultText(fault) : "holds";
}
/** The log of 300 with that file in its place, or without it. */
function changed(path: string, content: Bytes | undefined): Map<string, Bytes> {
    const files = published(entriesOf(300));
    if (!files.delete(path)) throw new Error(`there is no ${path}`);
    if (content) files.set(path, content);
    return files;
}
const contentOf = (path: string) => published(entriesOf(300)).get(path) ?? new Uint8Array();

describe("a log", () => {
    test.each([0, 1, 2, 255, 256, 257, 300, 512])(
        "of %i entries holds and gives them in order",
        async (size) => {
            const taken: Bytes[] = [];
            const fault = await checkLog(
                size,
                rootOf(size),
                filesOf(published(entriesOf(size))),
                (index, entry) => {
                    expect(index).toBe(taken.length);
                    taken.push(entry);
                    return accepted;
                },
            );
            expect(fault).toBe(undefined);
            expect(taken).toEqual(entriesOf(size));
        },
    );
    test("does not hold under another root or size", async () => {
        const files = published(entriesOf(512));
        const missing = "malformed (file is missing)";
        expect(await answer(files, 512, rootOf(511))).toBe(
            "checkpoint: bad proof (tiles do not make the checkpoint's root)",
        );
        expect(await answer(files, 511)).toBe(`tile/1/000.p/1: ${missing}`);
        expect(await answer(files, 513)).toBe(`tile/0/002.p/1: ${missing}`);
    });
    test.each(["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])(
        "without a whole %s is refused",
        async (path) => {
            const whole = contentOf(path);
            for (const other of [whole.slice(0, -1), concat([whole, whole.slice(0, 1)]), new Uint8Array()])
                expect(await answer(changed(path, other), 300)).toBe(`${path}: malformed (tile: length)`);
            expect(await answer(changed(path, undefined), 300)).toBe(`${path}: malformed (file is missing)`);
        },
    );
    test("with a changed tile is refused, and the tile named", async () => {
        for (const [path, why] of [
            ["tile/0/000", "tile: not the one in the tree"],
            ["tile/0/001.p/44", "tiles do not make the checkpoint's root"],
            ["tile/1/000.p/1", "tile: not of the tiles below it"],
        ] as const)
            expect(await answer(changed(path, flipped(contentOf(path), 9)), 300)).toBe(
                `${path}: bad proof (${why})`,
            );
    });
    test("ends with an entry that is refused, which is named with the reason", async () => {
        let taken = 0;
        const fault = await checkLog(300, rootOf(300), filesOf(published(entriesOf(300))), (index) => {
            ++taken;
            return index === 270 ? refuse(Reason.wrongPhase, "ballot") : accepted;
        });
        expect(fault && faultText(fault)).toBe("entry 270 in tile/entries/001.p/44: wrong phase (ballot)");
        expect(taken).toBe(271);
    });
    test("hands over no entry of a bundle that is not the tree's", async () => {
        const path = "tile/entries/001.p/44";
        const files = changed(path, flipped(contentOf(path), 8 * contentOf(path).length - 1));
        let taken = 0;
        const fault = await checkLog(300, rootOf(300), filesOf(files), () => {
            ++taken;
            return accepted;
        });
        expect(fault?.entry).toBe(299);
        expect(taken).toBe(256);
    });
    test("may have lost the partial files of a size before, where the full ones are there", async () => {
        const files = published(entriesOf(600));
        files.set("tile/1/000.p/1", contentOf("tile/1/000.p/1"));
        expect(await answer(files, 300)).toBe("holds");
        const bundle = files.get("tile/entries/001") ?? new Uint8Array();
        files.set("tile/entries/001", bundle.slice(0, -1)); // beyond the 300, yet the file is no bundle
        expect(await answer(files, 300)).toBe("tile/entries/001: malformed (bundle: ends early)");
    });
});

describe("entries of a bundle", () => {
    const file = "tile/entries/001.p/44";
    const honest = entriesOf(300).slice(256);
    const [one = new Uint8Array(), last = new Uint8Array()] = [honest[3], honest.at(-1)];
    const other = `${file}: bad proof (entry: not the one in the tree)`;
    test.each([
        ["as published", honest, "holds"],
        ["left out", honest.toSpliced(3, 1), `entry 259 in ${other}`],
        ["left out at the end", honest.slice(0, -1), `entry 299 in ${file}: malformed (bundle: ends early)`],
        ["twice", honest.toSpliced(3, 0, one), `entry 260 in ${other}`],
        ["twice at the end", [...honest, last], `${file}: malformed (bundle: left-over bytes)`],
        ["that changed places", [last, ...honest.slice(1, -1), one], `entry 256 in ${other}`],
        ["forged", honest.with(7, utf8("1000")), `entry 263 in ${other}`],
    ])("%s", async (_, entries, expected) => {
        expect(await answer(changed(file, bundleOf(entries)), 300)).toBe(expected);
    });
    test("are as many as were asked for, and nothing beside them", () => {
        const entries = [new Uint8Array(), new Uint8Array(65_535).fill(7), Uint8Array.of(1, 2, 3)];
        const bundle = bundleOf(entries) ?? new Uint8Array();
        const read = (bytes: Bytes, count: number) => refusal(new Bundle(bytes).takeAll(count));
        expect(must(new Bundle(bundle).takeAll(3))).toEqual(entries);
        expect(read(new Uint8Array(), 0)).toBe("accepted");
        expect(read(bundle, 2)).toBe("malformed (bundle: left-over bytes)");
        expect(read(bundle, 4)).toBe("malformed (bundle: ends early)");
        for (const cut of [1, 3, 4, 5])
            expect(read(bundle.slice(0, -cut), 3)).toBe("malformed (bundle: ends early)");
        expect(read(concat([bundle, Uint8Array.of(0)]), 3)).toBe("malformed (bundle: left-over bytes)");
    });
});

test("a tile holds whole hashes, as many as stated", () => {
    expect(must(decodeTile(new Uint8Array(64), 2)).length).toBe(2);
    for (const bytes of [0, 32, 63, 65, 96])
        expect(refusal(decodeTile(new Uint8Array(bytes), 2))).toBe("malformed (tile: length)");
});

describe("entries that are fetched", () => {
    const fetched = (files: ReadonlyMap<string, Bytes>, first: number, size: number) =>
        fetchEntries(filesOf(files), first, size);
    const file = "tile/entries/001.p/44";
    test("come from that place on, from the full file where the partial one is gone", async () => {
        for (const size of [300, 512])
            for (const first of [0, 255, 256, 257, 299, 300]) {
                const entries = must(await fetched(published(entriesOf(size)), first, 300));
                expect(entries).toEqual(entriesOf(300).slice(first));
            }
    });
    test("are refused where a bundle is missing or is none", async () => {
        expect(refusal(await fetched(changed(file, undefined), 0, 300))).toBe(
            `not fitting (${file} is missing)`,
        );
        expect(refusal(await fetched(changed(file, contentOf(file).slice(1)), 0, 300))).toBe(
            "malformed (bundle: ends early)",
        );
        expect(refusal(await fetched(changed(file, undefined), 0, 256))).toBe("accepted");
    });
});
