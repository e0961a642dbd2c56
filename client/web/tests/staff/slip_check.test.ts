// What a member of the board is told of a slip.
import { describe, expect, test } from "vitest";
import { utf8 } from "../../src/crypto/bytes";
import { SecretBytes } from "../../src/crypto/secret";
import { slipLink } from "../../src/service/conference_address";
import { checkSlip } from "../../src/staff/slip_check";
import { logVector } from "../support/log";
import { bytes } from "../support/vectors";

const anchor = bytes(logVector.slip_anchor);
const here = { server: "https://tally.example", id: "0011223344556677" };
const slip = (named: Uint8Array, address = here) =>
    slipLink({
        conference: address,
        anchor: named,
        number: 7,
        code: SecretBytes.copyOf(utf8("M54BGBANC3N3C393XVQ7")),
        rollKey: SecretBytes.take(new Uint8Array(32)),
    });
const altered = (at: number) => anchor.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe("a slip", () => {
    test("names this board", () => {
        expect(checkSlip(slip(anchor), here, anchor)).toBe("good");
        expect(checkSlip(` ${slip(anchor)}\n`, here, anchor)).toBe("good"); // as a reader of codes types it
    });
    test.each([0, 5, 16, 31])("names another where one of the 32 bytes differs, %i", (at) => {
        expect(checkSlip(slip(altered(at)), here, anchor)).toBe("other");
    });
    test("names another where it names only a part of this one", () => {
        expect(checkSlip(slip(anchor.subarray(0, 16)), here, anchor)).toBe("other");
    });
    test.each([
        { ...here, server: "https://tally.example.net" },
        { ...here, server: "https://tally.example:8443" },
        { ...here, id: "0011223344556678" },
    ])("leads elsewhere, though it names this board: %o", (address) => {
        expect(checkSlip(slip(anchor, address), here, anchor)).toBe("other");
    });
    test("names no board", () => {
        expect(checkSlip(slip(new Uint8Array()), here, anchor)).toBe("nameless");
    });
    test.each([
        "",
        "https://tally.example/c/0011223344556677",
        logVector.slip_anchor,
        slip(anchor).replace(".7.", ".x."),
    ])("is none: %s", (text) => {
        expect(checkSlip(text, here, anchor)).toBe("noSlip");
    });
});
