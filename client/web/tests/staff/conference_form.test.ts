import { describe, expect, test } from "vitest";
import { applyCarried } from "../../src/election/apply";
import { Kind } from "../../src/election/bodies";
import { makeEntry } from "../../src/election/entry";
import { State } from "../../src/election/state";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { type ConferenceForm, emptyForm, formFrom } from "../../src/staff/conference_form";
import { readForm } from "../../src/staff/read_form";

const key = () => new SigningKey(SecretBytes.copyOf(new Uint8Array(32).fill(7)));

const official = { name: "An", position: ["Phó", "Deputy"], dossier: { documents: [], targets: [] } };
function filled(): ConferenceForm {
    const both = ["Hội nghị", "Conference"];
    const form = emptyForm(["vi", "en"], "2026-12-04");
    return { ...form, title: both, body: both, place: both, officials: [official], threshold: "3" };
}
const mistakes = (form: ConferenceForm) => {
    const read = readForm(form, key().publicKey);
    return read.ok ? [] : read.mistakes.map(({ field, what }) => `${field}: ${what}`);
};

describe("a conference's form", () => {
    test("gives a manifest, which gives the form again", () => {
        const read = readForm(filled(), key().publicKey);
        if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
        const again = readForm(formFrom(read.manifest, "2026-12-04"), key().publicKey);
        expect(again.ok && again.manifest).toEqual(read.manifest);
    });

    test.each<[string, Partial<ConferenceForm>, string]>([
        ["a text is missing in one language", { title: ["Hội nghị", " "] }, "title/1: empty"],
        ["the day does not exist", { date: "2026-02-30" }, "date: date"],
        ["nobody is rated", { officials: [] }, "officials: none"],
        [
            "half of the board would do",
            { trustees: "4", threshold: "2", witnesses: "" },
            "threshold: threshold",
        ],
        [
            "a name is too long",
            { officials: [{ ...official, name: "Ộ".repeat(67) }] },
            "officials/0/name: long",
        ],
        ["a text is too long", { place: ["a".repeat(2001), "b"] }, "place/0: long"],
        ["a vote is changed too often", { revotes: "101" }, "revotes: number"],
        ["a number of changes is missing", { revotes: "" }, "revotes: number"],
        ["a witness is none", { witnesses: "somebody" }, "witnesses: witness"],
        ["a relay is none", { relays: "https://relay.example\nrelay.example" }, "relays: relay"],
        ["an organizer is none", { organizers: "Somebody abc" }, "organizers: organizer"],
        ["too few could open it", { smallestSet: "4" }, "smallestSet: number"],
    ])("tells where %s", (_, part, expected) => {
        expect(mistakes(filled())).toEqual([]);
        expect(mistakes({ ...filled(), ...part })).toContain(expected);
    });

    test("makes what apply takes, but for the server's keys", () => {
        const read = readForm(filled(), key().publicKey);
        if (!read.ok) throw new Error("not read");
        const manifest = { ...read.manifest, nonce: new Uint8Array(32), boxKey: new Uint8Array(32) };
        const applied = applyCarried(
            new State(),
            makeEntry(new Uint8Array(32), Kind.manifest, manifest, [key()]),
        );
        expect(applied).toMatchObject({ ok: false, detail: expect.stringContaining("vkey") as unknown });
    });
});
