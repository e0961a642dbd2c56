// Relays as manifests name them: tests/data/relays.json, to which the native client holds too; and which way a ballot goes.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRelay, relaysToTry, relaysTriedMost } from "../../src/service/relay";

interface Case {
    text: string;
    url?: string; // nothing where it is no relay
    pinned?: boolean;
}
const cases = JSON.parse(
    readFileSync(new URL("../../../../tests/data/relays.json", import.meta.url), "utf8"),
) as Case[];

describe("relays", () => {
    test.each(cases)("$text", ({ text, url, pinned }) => {
        const relay = readRelay(text);
        expect(relay.ok).toBe(url !== undefined);
        if (!relay.ok) return;
        expect(new URL(relay.value.url).origin).toBe(url);
        expect(relay.value.pinned).toBe(pinned);
    });

    test("those with a pin, and what is no relay, are left out; the others come in an order that is drawn", () => {
        const pin = "0".repeat(64);
        let lot = 0;
        const descending = (size: number) => new Uint8Array(size).fill(255 - lot++);
        const named = ["https://a.example", "b.example", `https://c.example ${pin}`, "https://d.example"];
        expect(relaysToTry(named, descending)).toEqual(["https://d.example", "https://a.example"]);
        const ascending = (size: number) => new Uint8Array(size).fill(lot++);
        expect(relaysToTry(named, ascending)).toEqual(["https://a.example", "https://d.example"]);
    });

    test("a manifest with many of them has some tried", () => {
        const named = Array.from({ length: 50 }, (_, i) => `https://relay${i}.example`);
        expect(relaysToTry(named, (size) => crypto.getRandomValues(new Uint8Array(size)))).toHaveLength(
            relaysTriedMost,
        );
    });
});
