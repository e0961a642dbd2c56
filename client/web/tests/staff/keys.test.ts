import { describe, expect, test } from "vitest";
import { keyFileCostForTests } from "../../src/crypto/key_file";
import { SecretBytes } from "../../src/crypto/secret";
import { utf8 } from "../../src/crypto/bytes";
import { OrganizerKeys } from "../../src/staff/organizer_keys";
import { comparisonCharacters, TrusteeKeys } from "../../src/staff/trustee_keys";

const right = () => SecretBytes.copyOf(utf8("a passphrase of the tests"));
const wrong = () => SecretBytes.copyOf(utf8("another passphrase"));

describe("a key file", () => {
    test("opens under its passphrase, and is told from others", () => {
        const file = TrusteeKeys.make("Nguyễn Văn An", right(), keyFileCostForTests);
        if (!file.ok) throw new Error(file.detail);
        const opened = TrusteeKeys.open(file.value, right());
        expect(opened.ok && opened.value.card.name).toBe("Nguyễn Văn An");
        expect(TrusteeKeys.open(file.value, wrong())).toMatchObject({ detail: "wrongPassphrase" });
        expect(OrganizerKeys.open(file.value, right())).toMatchObject({ detail: "wrongKeyFile" });
        expect(TrusteeKeys.open(file.value.subarray(1), right())).toMatchObject({ detail: "wrongKeyFile" });
    });
    test("has comparison characters that change with name and keys", () => {
        const card = { name: "An", signKey: new Uint8Array(32).fill(1), boxKey: new Uint8Array(32).fill(2) };
        const characters = comparisonCharacters(card);
        expect(characters).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(comparisonCharacters({ ...card, name: "Am" })).not.toBe(characters);
        expect(comparisonCharacters({ ...card, boxKey: card.signKey })).not.toBe(characters);
    });
});
