// CSV as office programs write it: comma, semicolon or tab, quoted or not, `sep=;` as a first line that names the separator,
// a record a line. Every line that cannot be read is told, with its number; the others are read. The native client reads
// the same: client/cli/shared/csv.h, and tests/data/tables.json holds both to it.
import type { Bytes } from "../crypto/bytes";
import { trimmed } from "../crypto/text";
import { type EncodingMistake, type FileLine, linesOfFile } from "./file_lines";

export interface CsvRecord {
    readonly line: number; // from 1
    readonly fields: readonly string[];
}
export type CsvMistake = EncodingMistake | "quoteInside" | "quoteOpen" | "afterQuote";
export interface Csv {
    readonly records: readonly CsvRecord[];
    readonly mistakes: readonly { readonly line: number; readonly what: CsvMistake }[];
}

/** Lines in which every field is empty are passed over. */
export function parseCsv(file: Bytes): Csv {
    const { lines, mistakes: unread } = linesOfFile(file);
    const mistakes: { line: number; what: CsvMistake }[] = [...unread];
    const named = lines[0]?.line === 1 ? namedSeparator(lines[0].text) : undefined;
    const rows = named === undefined ? lines : lines.slice(1);
    const separator = named ?? separatorOf(rows);
    const records: CsvRecord[] = [];
    for (const { line, text } of rows) {
        const fields = readFields(text, separator);
        if (typeof fields === "string") mistakes.push({ line, what: fields });
        else if (!fields.every(isBlank)) records.push({ line, fields });
    }
    return { records, mistakes };
}

/** Without the empty fields that a spreadsheet pads a row with, of which `columns` are kept. */
export function unpadded(fields: readonly string[], columns: number): readonly string[] {
    let end = fields.length;
    while (end > columns && isBlank(fields[end - 1] ?? "")) --end;
    return fields.slice(0, end);
}
export function isBlank(field: string): boolean {
    return trimmed(field) === "";
}

/** The separator that `sep=;` names: any sign of ASCII but a quote. */
function namedSeparator(text: string): string | undefined {
    return /^sep=([\t!#-/:-@[-`{-~])$/i.exec(text)?.[1];
}

/** Of comma, semicolon and tab the one that stands in the most lines outside quotes, and the most often where two stand in as
    many. */
function separatorOf(lines: readonly FileLine[]): string {
    const outside = lines.map(({ text }) => text.replace(/"[^"]*"?/g, ""));
    let best = { separator: ",", lines: 0, times: 0 };
    for (const separator of [",", ";", "\t"]) {
        const times = outside.map((text) => text.split(separator).length - 1);
        const found = {
            separator,
            lines: times.filter((count) => count > 0).length,
            times: times.reduce((sum, count) => sum + count, 0),
        };
        if (found.lines > best.lines || (found.lines === best.lines && found.times > best.times))
            best = found;
    }
    return best.separator;
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
