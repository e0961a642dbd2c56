// The tables of tests/data/tables.json, which the native client reads too: tests/client/shared/tables_test.cpp. Those of kind
// "paper" are the native client's alone, since the figures of the paper count are typed here.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fromBase64, utf8 } from "../../src/crypto/bytes";
import { readRoll } from "../../src/staff/roll_csv";

interface TableCase {
    readonly name: string;
    readonly kind: "roll" | "paper";
    readonly text?: string;
    readonly base64?: string;
    readonly rows?: readonly unknown[];
    readonly mistakes?: readonly unknown[];
    readonly doubts?: readonly unknown[];
}
const cases = JSON.parse(
    readFileSync(new URL("../../../../tests/data/tables.json", import.meta.url), "utf8"),
) as TableCase[];

function contentOf({ text, base64 }: TableCase): Uint8Array {
    if (text !== undefined) return utf8(text);
    const bytes = fromBase64(base64 ?? "");
    if (!bytes.ok) throw new Error("the case has no content");
    return bytes.value;
}

describe("files as offices save them are read as the native client reads them", () => {
    const rolls = cases.filter(({ kind }) => kind === "roll");
    test("there are enough of them", () => {
        expect(rolls.length).toBeGreaterThan(50);
    });
    test.each(rolls.map((one) => [one.name, one] as const))("%s", (_, one) => {
        const { people, mistakes, doubts } = readRoll(contentOf(one));
        expect(mistakes.map(({ line, what }) => [line, what.kind])).toEqual(one.mistakes ?? []);
        const rows = people.map(({ number, name, unit, hall }) => [
            number,
            name,
            unit,
            ...(hall ? [hall] : []),
        ]);
        if (one.rows) expect(rows).toEqual(one.rows);
        expect(
            doubts.map(({ line, what }) => [line, what.kind, ...("line" in what ? [what.line] : [])]),
        ).toEqual(one.doubts ?? []);
    });
});
