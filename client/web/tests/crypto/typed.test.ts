// Codes, trackers and other characters as people type them: tests/data/typed-codes.json, to which the native client holds too.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkCharacters, checkTyped, codeAlphabet } from "../../src/crypto/check_characters";
import { isWholeHex, readTyped, typedForms } from "../../src/crypto/typed";
import { en, vi } from "../support/texts";
import { mistypedText } from "../../src/pages/mistyped";

type Form = keyof typeof typedForms;
interface File {
    readonly whole: readonly { form: Form; characters: string; checks: string }[];
    readonly read: readonly { what: string; form: Form; typed: string; characters: string }[];
    readonly mistyped: readonly {
        what: string;
        form: Form;
        typed: string;
        kind: string;
        place?: number;
        typed_characters?: number;
    }[];
}
const file = JSON.parse(
    readFileSync(new URL("../../../../tests/data/typed-codes.json", import.meta.url), "utf8"),
) as File;
const whole = file.whole.map(({ form, characters, checks }) => ({ form, characters: characters + checks }));
const replaced = (text: string, at: number, character: string) =>
    text.slice(0, at) + character + text.slice(at + 1);

test.each(file.whole)("check characters of $characters", ({ form, characters, checks }) => {
    expect(checkCharacters(characters)).toBe(checks);
    expect(readTyped(characters + checks, typedForms[form]).wrong).toBe(undefined);
});
test.each(file.read)("is read: $what", ({ form, typed, characters }) => {
    expect(readTyped(typed, typedForms[form])).toEqual({ characters });
});
test.each(file.mistyped)("is told: $what", ({ form, typed, kind, place, typed_characters }) => {
    const { wrong } = readTyped(typed, typedForms[form]);
    expect(wrong?.kind).toBe(kind);
    if (place !== undefined) expect(wrong).toMatchObject({ place });
    if (typed_characters !== undefined) expect(wrong).toMatchObject({ typed: typed_characters });
});

describe.each(whole)("of $characters", ({ form, characters }) => {
    const places = [...characters].map((_, place) => place);
    test("every single wrong character is found", () => {
        for (const place of places)
            for (const other of codeAlphabet.replace(characters.charAt(place), ""))
                expect(readTyped(replaced(characters, place, other), typedForms[form]).wrong).toEqual({
                    kind: "oneWrong",
                    place,
                });
    });
    test("two wrong characters side by side are noticed", () => {
        for (const place of places.slice(1))
            for (const one of codeAlphabet)
                for (const other of codeAlphabet) {
                    const typed = replaced(replaced(characters, place - 1, one), place, other);
                    if ((checkTyped(typed) === "holds") !== (typed === characters))
                        expect(typed).toBe(characters);
                }
    });
    test("two that have changed places are noticed", () => {
        for (const i of places)
            for (const j of places.slice(0, i)) {
                const swapped = replaced(
                    replaced(characters, i, characters.charAt(j)),
                    j,
                    characters.charAt(i),
                );
                expect(readTyped(swapped, typedForms[form]).wrong === undefined).toBe(swapped === characters);
            }
    });
});

test("a QR code's 64 hex digits are all of a tracker or an anchor, and nothing near them is", () => {
    const digits = "0123456789abcdefABCDEF".repeat(3).slice(0, 64);
    expect(isWholeHex(digits)).toBe(true);
    expect(isWholeHex(digits.slice(1))).toBe(false);
    expect(isWholeHex(digits + "0")).toBe(false);
    for (const other of ["g", " ", "\n", "-"]) {
        expect(isWholeHex(digits.slice(1) + other), JSON.stringify(other)).toBe(false);
        expect(isWholeHex(other + digits.slice(1)), JSON.stringify(other)).toBe(false);
    }
});

test("a typing error is told by group and character, and the last two where they are missing", () => {
    const said = (typed: string, form: Form = "code") => {
        const { wrong } = readTyped(typed, typedForms[form]);
        if (!wrong) throw new Error("nothing is wrong");
        return [mistypedText(en.mistyped, wrong), mistypedText(vi.mistyped, wrong)];
    };
    const [english, vietnamese] = said("FWSB-85X2-32SJ-YZ8Q-M8C5-KG");
    expect(english).toContain("the third character of the fourth group");
    expect(vietnamese).toContain("ký tự thứ ba của nhóm thứ tư");
    expect(said("FWSB-85X2-32SJ-YĐSQ-M8C5-KG")[0]).toContain("the second character of the fourth group");
    expect(said("FWSB-85X2-32SJ-YZSQ-M8C5")[0]).toContain("The last two characters are missing");
    expect(said("YDXVBKW5HSFT34TESCYDY3YH5C", "tracker")[1]).toContain("Còn thiếu hai ký tự cuối");
    expect(said("YDXVBKW5HSFT34TESCYDY3YH", "readOut")[0]).toBe(en.mistyped.count(26, 24));
});
