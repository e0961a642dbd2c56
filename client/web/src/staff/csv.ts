// CSV as office programs write it: UTF-8 with or without a byte order mark, comma or semicolon, quoted or not, a record
// a line. Every line that cannot be read is told, with its number; the others are read.
import { fromUtf8 } from "../crypto/bytes";

export interface CsvRecord {
    readonly line: number; // from 1
    readonly fields: readonly string[];
}
export type CsvMistake = "utf16" | "notUtf8" | "quoteInside" | "quoteOpen" | "afterQuote";
export interface Csv {
    readonly records: readonly CsvRecord[];
    readonly mistakes: readonly { readonly line: number; readonly what: CsvMistake }[];
}

const newline = 0x0a;

export function parseCsv(file: Uint8Array): Csv {
    const [first, second, third] = file;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
        return { records: [], mistakes: [{ line: 1, what: "utf16" }] };
    const marked = first === 0xef && second === 0xbb && third === 0xbf;
    const records: CsvRecord[] = [];
    const mistakes: { line: number; what: CsvMistake }[] = [];
    let separator = "";
    let line = 0;
    for (let at = marked ? 3 : 0; at < file.length;) {
        const end = file.indexOf(newline, at);
        const stop = end < 0 ? file.length : end;
        const text = fromUtf8(file.subarray(at, stop));
        at = stop + 1;
        ++line;
        if (!text.ok) {
            mistakes.push({ line, what: "notUtf8" });
            continue;
        }
        const row = text.value.replace(/\r$/, "");
        if (/^[ \t]*$/.test(row)) continue;
        separator ||= separatorOf(row);
        const fields = readFields(row, separator);
        if (typeof fields === "string") mistakes.push({ line, what: fields });
        else records.push({ line, fields });
    }
    return { records, mistakes };
}

/** Whichever stands more often outside quotes in the first line. */
function separatorOf(row: string): string {
    const outside = row.replace(/"[^"]*"?/g, "");
    const count = (character: string) => outside.split(character).length;
    return count(";") > count(",") ? ";" : ",";
}

/** The fields of one line, or what is wrong with it. */
function readFields(row: string, separator: string): string[] | CsvMistake {
    const fields: string[] = [];
    let at = 0;
    for (;;) {
        const field = row[at] === '"' ? quoted(row, at) : plain(row, at, separator);
        if (typeof field === "string") return field;
        fields.push(field.text);
        if (field.end < row.length && row[field.end] !== separator) return "afterQuote";
        if (field.end >= row.length) return fields;
        at = field.end + 1;
    }
}
interface Field {
    readonly text: string;
    readonly end: number;
}
function plain(row: string, at: number, separator: string): Field | CsvMistake {
    const found = row.indexOf(separator, at);
    const end = found < 0 ? row.length : found;
    const text = row.slice(at, end);
    return text.includes('"') ? "quoteInside" : { text, end };
}
function quoted(row: string, at: number): Field | CsvMistake {
    let text = "";
    for (let from = at + 1; ;) {
        const quote = row.indexOf('"', from);
        if (quote < 0) return "quoteOpen";
        text += row.slice(from, quote);
        if (row[quote + 1] !== '"') return { text, end: quote + 1 };
        text += '"'; // "" inside quotes is one quote
        from = quote + 2;
    }
}
