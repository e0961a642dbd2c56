import { describe, expect, test } from "vitest";
import { utf8 } from "../../src/crypto/bytes";
import { emptyForm, formFrom } from "../../src/staff/conference_form";
import { decodeEntry } from "../../src/election/entry_decode";
import { Kind } from "../../src/election/bodies";
import { readFormText, writeForm, writeTemplate } from "../../src/staff/form_text";
import { readTemplate } from "../../src/staff/template_file";
import { logEntries } from "../support/log";
import { must } from "../support/vectors";

const form = {
    ...emptyForm(["vi", "en"], "2026-12-04"),
    title: ["Hội nghị", "Conference"],
    organizers: "Somebody abc",
    officials: [
        {
            name: "An",
            position: ["Phó", "Deputy"],
            dossier: { documents: [], targets: [{ indicator: ["Thu", "Income"], target: "1", achieved: "2", percent: "200" }] }, // prettier-ignore
        },
    ],
};
const nothing = () => undefined;
const firstEntry = logEntries[0] ?? new Uint8Array();
const changed = (change: (form: Record<string, unknown>) => void) => {
    const written = JSON.parse(writeForm(form, () => "")) as { form: Record<string, unknown> };
    change(written.form);
    return JSON.stringify(written);
};

describe("a form as text", () => {
    test("is read again", () => {
        expect(
            must(
                readFormText(
                    writeForm(form, () => ""),
                    nothing,
                ),
            ),
        ).toEqual(form);
    });
    test.each<[string, string]>([
        ["no JSON", "{"],
        ["another file", '{"vouch":"conference form 2","form":{}}'],
        ["without a field", changed((one) => delete one["place"])],
        ["with a number for a text", changed((one) => (one["date"] = 20261204))],
        ["with an official that is none", changed((one) => (one["officials"] = ["An"]))],
        ["with a profile that nobody knows", changed((one) => (one["profile"] = "toString"))],
        ["with a base that nobody knows", changed((one) => (one["base"] = 7))],
        ["with rings of another size", changed((one) => (one["ringCapacity"] = 1000))],
        ["in a language that the pages do not speak", changed((one) => (one["languages"] = ["xx"]))],
        ["in no language", changed((one) => (one["languages"] = []))],
    ])("is refused %s", (_, text) => {
        expect(readFormText(text, nothing)).toMatchObject({ ok: false });
    });
});

describe("a template", () => {
    test("is everything but keys, dossiers and the day", () => {
        const read = must(readTemplate(utf8(writeTemplate(form)), "2027-01-01"));
        const officials = form.officials.map((one) => ({ ...one, dossier: { documents: [], targets: [] } }));
        expect(read).toEqual({ ...form, officials, organizers: "", date: "2027-01-01" });
    });
    test("is a log's first bundle, or its first entry", () => {
        const entry = must(decodeEntry(firstEntry));
        if (entry.kind !== Kind.manifest) throw new Error("a log begins with its manifest");
        const expected = formFrom(entry.body, "2027-01-01");
        const bundle = logEntries.slice(0, 3).flatMap((one) => [one.length >> 8, one.length & 255, ...one]);
        expect(must(readTemplate(Uint8Array.from(bundle), "2027-01-01"))).toEqual(expected);
        expect(must(readTemplate(firstEntry, "2027-01-01"))).toEqual(expected);
    });
    test.each<[string, Uint8Array]>([
        ["an empty file", new Uint8Array()],
        ["a text", utf8("Hội nghị")],
        ["an entry of another kind", logEntries[1] ?? new Uint8Array()],
    ])("is not %s", (_, file) => {
        expect(readTemplate(file, "2027-01-01")).toMatchObject({ ok: false, detail: "noTemplate" });
    });
});
