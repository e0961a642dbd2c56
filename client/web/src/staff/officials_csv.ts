// The officials from a table that was pasted or saved as CSV: name, position in the languages of the conference, and a number
// where there is one, in any order of columns. Every bad row is told with its line, and nothing is taken until there is none.
import type { Bytes } from "../crypto/bytes";
import { inOneForm, trimmed } from "../crypto/text";
import { officialsMax } from "../election/limits";
import { type OfficialForm } from "./conference_form";
import { type CsvRecord, isBlank, parseCsv, unpadded } from "./csv";
import { noDossier } from "./dossier_index";
import {
    gaps,
    type ImportDoubt,
    type ImportMistake,
    isNumber,
    numberWords,
    type Report,
    takeText,
} from "./roll_csv";
import { doubtOf } from "./roll_text";

/** How one language calls the columns, in lower case. */
export interface Headings {
    readonly language: string; // its tag
    readonly name: readonly string[];
    readonly position: readonly string[];
    /** How it, and the other languages, are called: "position (english)". */
    readonly called: readonly (readonly [tag: string, name: string])[];
}
export interface ImportedOfficial {
    readonly name: string;
    readonly position: readonly string[]; // by language; empty where no column or cell says it
}
export interface ImportedOfficials {
    readonly officials: readonly ImportedOfficial[];
    readonly mistakes: readonly ImportMistake[]; // in the order of their lines
    readonly doubts: readonly ImportDoubt[]; // in the order of their lines
    readonly passedOver: readonly string[]; // headings of columns that say nothing of a ballot
}

interface Columns {
    readonly number: number | undefined;
    readonly name: number;
    readonly positions: readonly (number | undefined)[]; // by language
    readonly passedOver: readonly string[];
}
interface Row extends ImportedOfficial {
    readonly line: number;
    readonly number: number;
}

export function readOfficials(
    file: Bytes,
    languages: readonly string[],
    headings: readonly Headings[],
): ImportedOfficials {
    const csv = parseCsv(file);
    const mistakes: ImportMistake[] = csv.mistakes.map(({ line, what }) => ({ line, what: { kind: what } }));
    const doubts: ImportDoubt[] = [];
    const { columns, records } = withColumns(csv.records, languages, headings);
    const rows: Row[] = [];
    for (const record of records) {
        const before = mistakes.length;
        const row = takeRow(record, columns, (what) => mistakes.push({ line: record.line, what }));
        for (const text of [row.name, ...row.position]) {
            const kind = doubtOf(text);
            if (kind) doubts.push({ line: row.line, text, what: { kind } });
        }
        if (mistakes.length === before) rows.push(row);
    }
    if (columns.number !== undefined) mistakes.push(...numbering(rows, mistakes.length === 0));
    if (mistakes.length === 0 && rows.length === 0) mistakes.push({ line: 1, what: { kind: "nobody" } });
    return {
        officials: rows.sort((a, b) => a.number - b.number).map(({ name, position }) => ({ name, position })),
        mistakes: mistakes.sort((a, b) => a.line - b.line),
        doubts: [...doubts, ...namesakes(rows)].sort((a, b) => a.line - b.line),
        passedOver: columns.passedOver,
    };
}

/** Those officials on the form. Who stands there already keeps the dossier, and the position in a language that the table does
    not say. */
export function takeOfficials(
    before: readonly OfficialForm[],
    imported: readonly ImportedOfficial[],
): OfficialForm[] {
    return imported.map(({ name, position }) => {
        const same = before.find((one) => inOneForm(one.name) === name);
        const kept = position.map((text, at) => (text === "" ? (same?.position[at] ?? "") : text));
        return { name, position: kept, dossier: same?.dossier ?? noDossier };
    });
}

/** The heading is the first record that has a word for the name; what stands above it is passed over. Without one, numbers may
    stand first, then name and positions in the order of the languages. */
function withColumns(
    records: readonly CsvRecord[],
    languages: readonly string[],
    headings: readonly Headings[],
): { columns: Columns; records: readonly CsvRecord[] } {
    for (const [place, { fields }] of records.entries()) {
        const columns = named(fields, languages, headings);
        if (columns) return { columns, records: records.slice(place + 1) };
    }
    const numbered = records.length > 0 && records.every(({ fields: [first = ""] }) => isNumber(first));
    const name = numbered ? 1 : 0;
    const positions = languages.map((_, at) => name + 1 + at);
    return { columns: { number: numbered ? 0 : undefined, name, positions, passedOver: [] }, records };
}

/** Nothing where none of the fields is a heading of names. */
function named(
    fields: readonly string[],
    languages: readonly string[],
    headings: readonly Headings[],
): Columns | undefined {
    let [number, name]: (number | undefined)[] = [];
    const found: { readonly at: number; readonly language: string }[] = [];
    const passedOver: string[] = [];
    for (const [at, field] of fields.entries()) {
        const word = inOneForm(field).toLowerCase();
        const said = headings.find(({ position }) => position.some((one) => word.startsWith(one)));
        if (numberWords.has(word)) number ??= at;
        else if (headings.some((one) => one.name.includes(word))) name ??= at;
        else if (said) found.push({ at, language: languageIn(word, headings) ?? said.language });
        else if (word !== "") passedOver.push(trimmed(field));
    }
    if (name === undefined) return undefined;
    // A column whose language the conference does not have, or has twice, goes to the first language that has none.
    const own = languages.map((tag) => found.find(({ language }) => language === tag)?.at);
    const rest = found.filter(({ at }) => !own.includes(at));
    const positions = own.map((at) => at ?? rest.shift()?.at);
    return { number, name, positions, passedOver };
}
function languageIn(word: string, headings: readonly Headings[]): string | undefined {
    const called = headings.flatMap((one) => one.called);
    return called.find(([, name]) => word.includes(name.toLowerCase()))?.[0];
}

function takeRow({ line, fields }: CsvRecord, columns: Columns, wrong: Report): Row {
    const { number: numberAt, name: nameAt, positions } = columns;
    const used = [numberAt, nameAt, ...positions].map((at) => at ?? 0);
    const wide = Math.max(...used) + 1;
    if (columns.passedOver.length === 0 && unpadded(fields, wide).length > wide)
        wrong({ kind: "columns", found: unpadded(fields, wide).length, wanted: wide });
    const typed = numberAt === undefined ? "" : (fields[numberAt] ?? "");
    const number = isNumber(typed) ? Number(trimmed(typed)) : 0;
    if (numberAt !== undefined && (number < 1 || number > officialsMax)) wrong({ kind: "number" });
    const name = takeText(fields[nameAt] ?? "", "name", wrong);
    const position = positions.map((at) => {
        const cell = at === undefined ? "" : (fields[at] ?? "");
        return isBlank(cell) ? "" : takeText(cell, "position", wrong);
    });
    return { line, number, name, position };
}

/** Numbers that come twice, and numbers that are missing where every row could be read. */
function numbering(rows: readonly Row[], allRead: boolean): ImportMistake[] {
    const lines = new Map<number, number>();
    const twice: ImportMistake[] = [];
    for (const { line, number } of rows) {
        const first = lines.get(number);
        if (first === undefined) lines.set(number, line);
        else twice.push({ line, what: { kind: "twice", number, line: first } });
    }
    return twice.length > 0 || !allRead ? twice : gaps(lines);
}

/** An official who stands in the table twice, or two of one name. */
function namesakes(rows: readonly Row[]): ImportDoubt[] {
    return rows.flatMap(({ line, name }) => {
        const other = rows.find((one) => one.name === name && one.line < line);
        return other ? [{ line, text: name, what: { kind: "namesake" as const, line: other.line } }] : [];
    });
}
