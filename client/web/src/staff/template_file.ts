// A past conference as a template, out of a file: one that the form has saved, or what a log publishes.
import { type Bytes, fromUtf8 } from "../crypto/bytes";
import { ok, type Result } from "../crypto/result";
import { Bundle } from "../crypto/tiles";
import { Kind } from "../election/bodies";
import { decodeEntry } from "../election/entry_decode";
import { type ConferenceForm, formFrom } from "./conference_form";
import { readFormText } from "./form_text";
import { stopped } from "./problems";

/** A form's file, or a log's first bundle of entries (tile/entries/000), or its first entry alone. The form is for that day. */
export function readTemplate(file: Bytes, date: string): Result<ConferenceForm> {
    const text = fromUtf8(file);
    const form = text.ok ? readFormText(text.value, () => undefined) : text;
    if (form.ok) return ok({ ...form.value, date });
    const first = new Bundle(file).take();
    for (const entry of first.ok ? [first.value, file] : [file]) {
        const decoded = decodeEntry(entry);
        if (decoded.ok && decoded.value.kind === Kind.manifest) return ok(formFrom(decoded.value.body, date));
    }
    return stopped("noTemplate");
}
