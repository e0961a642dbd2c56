// The roll from CSV: number, name, unit, and a hall where there are several. Every bad row is told with its line and reason, and nothing is a roll until there
// is none; what a person has to look at is told beside them.
import type { Bytes } from "../crypto/bytes";
import { inOneForm, trimmed } from "../crypto/text";
import { rollNumbersMax } from "../election/limits";
import { type CsvMistake, type CsvRecord, isBlank, parseCsv, unpadded } from "./csv";
import { doubtOf, type ImportField, type TextDoubt, type TextMistake, wrongInImport } from "./roll_text";

const columnsLeast = 3;
const columnsMost = 4;

export interface RollPerson {
    readonly number: number; // from 1
    readonly name: string;
    readonly unit: string;
    readonly hall: string; // empty where there is none
}
export type ImportMistakeKind =
    | { readonly kind: CsvMistake | "number" | "nobody" | "title" }
    | { readonly kind: "columns"; readonly found: number; readonly wanted: number }
    | { readonly kind: TextMistake; readonly field: ImportField }
    | { readonly kind: "twice"; readonly number: number; readonly line: number }
    | { readonly kind: "missing"; readonly first: number; readonly last: number };
export interface ImportMistake {
    readonly line: number;
    readonly what: ImportMistakeKind;
}
export interface ImportDoubt {
    readonly line: number;
    readonly text: string; // the name, the unit or the hall
    /** A namesake has the name and unit of somebody on another line; a unit or hall stands there in other letters, large or
        small. */
    readonly what:
        { readonly kind: TextDoubt } | { readonly kind: "namesake" | "spelling"; readonly line: number };
}
export interface ImportedRoll {
    readonly people: readonly RollPerson[]; // in the order of their numbers, from 1 without gap, where there is no mistake
    readonly mistakes: readonly ImportMistake[]; // in the order of their lines
    readonly doubts: readonly ImportDoubt[]; // in the order of their lines
}

/** A row whose first field is a word for "number" is the heading, and what stands above it is passed over; without one, a first
    row of several fields is, if its first field has no digit. There are halls where the heading, or without one the first person,
    has a fourth field. */
export function readRoll(file: Bytes): ImportedRoll {
    const csv = parseCsv(file);
    const mistakes: ImportMistake[] = csv.mistakes.map(({ line, what }) => ({ line, what: { kind: what } }));
    const read: { readonly line: number; readonly person: RollPerson }[] = [];
    const doubts: ImportDoubt[] = [];
    const start = firstPerson(csv.records, mistakes);
    const columns = columnsOf(csv.records, start);
    const lines = new Map<number, number>(); // of each number
    let numbersKnown = mistakes.length === 0;
    for (const { line, fields } of csv.records.slice(start)) {
        const before = mistakes.length;
        const person = takePerson(fields, columns, (what) => mistakes.push({ line, what }));
        for (const text of person ? [person.name, person.unit, person.hall] : []) {
            const kind = doubtOf(text);
            if (kind) doubts.push({ line, text, what: { kind } });
        }
        const first = person && lines.get(person.number);
        if (mistakes.length === before && person && first !== undefined)
            mistakes.push({ line, what: { kind: "twice", number: person.number, line: first } });
        if (person && first === undefined) lines.set(person.number, line);
        if (mistakes.length === before && person) read.push({ line, person });
        else numbersKnown = false;
    }
    if (numbersKnown) mistakes.push(...gaps(lines)); // a bad row's number would only look missing
    if (mistakes.length === 0 && read.length === 0) mistakes.push({ line: 1, what: { kind: "nobody" } });
    return {
        people: read.map(({ person }) => person).sort((a, b) => a.number - b.number),
        mistakes: mistakes.sort((a, b) => a.line - b.line),
        doubts: [
            ...doubts,
            ...namesakes(read),
            ...spellings(read, ({ unit }) => unit),
            ...spellings(read, ({ hall }) => hall),
        ].sort((a, b) => a.line - b.line),
    };
}

// What the column of numbers is called.
export const numberWords: ReadonlySet<string> = new Set([
    "stt",
    "số",
    "số tt",
    "số thứ tự",
    "tt",
    "no",
    "no.",
    "number",
    "nr",
    "#",
]);
export const isNumber = (field: string) => /^[0-9]+$/.test(trimmed(field));

/** How many records stand above the first person: up to the heading where one is found among the records before the first
    number. A first line that is neither heading nor person is told and not taken for one. */
function firstPerson(records: readonly CsvRecord[], mistakes: ImportMistake[]): number {
    const numbered = records.findIndex(({ fields: [first = ""] }) => isNumber(first));
    const above = numbered < 0 ? records : records.slice(0, numbered);
    const heading = above.findIndex(({ fields: [first = ""] }) =>
        numberWords.has(inOneForm(first).toLowerCase()),
    );
    if (heading >= 0) return heading + 1;
    const [top] = above;
    if (!top) return 0;
    const [first = ""] = top.fields;
    if (filledFields(top) > 1) return isBlank(first) || /[0-9]/.test(first) ? 0 : 1;
    mistakes.push({ line: top.line, what: { kind: "title" } });
    return 1;
}

const filledFields = ({ fields }: CsvRecord) => fields.filter((field) => !isBlank(field)).length;

/** As many columns as the heading has, or where there is none the first person. A title is no heading. */
function columnsOf(records: readonly CsvRecord[], start: number): number {
    const [above, first] = [records[start - 1], records[start]];
    const found =
        above && filledFields(above) > 1 ? unpadded(above.fields, columnsLeast) : (first?.fields ?? []);
    return found.length > columnsLeast ? columnsMost : columnsLeast;
}

export type Report = (what: ImportMistakeKind) => void;

/** Nobody where the columns are not those. A spreadsheet leaves out empty fields at the end of a row, or adds some. */
function takePerson(row: readonly string[], columns: number, wrong: Report): RollPerson | undefined {
    const fields = unpadded(row, columnsLeast);
    const [number = "", name = "", unit = "", hall = ""] = fields;
    if (fields.length < columnsLeast || fields.length > columns) {
        wrong({ kind: "columns", found: fields.length, wanted: columns });
        return undefined;
    }
    const value = isNumber(number) ? Number(trimmed(number)) : 0;
    if (value < 1 || value > rollNumbersMax) wrong({ kind: "number" });
    return {
        number: value,
        name: takeText(name, "name", wrong),
        unit: takeText(unit, "unit", wrong),
        hall: takeText(hall, "hall", wrong),
    };
}
export function takeText(raw: string, field: ImportField, wrong: Report): string {
    const text = inOneForm(raw);
    const kind = wrongInImport(text, field);
    if (kind) wrong({ kind, field });
    return kind === "control" ? "" : text;
}

export function gaps(lines: ReadonlyMap<number, number>): ImportMistake[] {
    const out: ImportMistake[] = [];
    let expected = 1;
    for (const [number, line] of [...lines].sort(([a], [b]) => a - b)) {
        if (number > expected)
            out.push({ line, what: { kind: "missing", first: expected, last: number - 1 } });
        expected = number + 1;
    }
    return out;
}

type Read = readonly { readonly line: number; readonly person: RollPerson }[];

/** Each person whose name and unit another has on a line before. */
function namesakes(read: Read): ImportDoubt[] {
    const lines = new Map<string, number>();
    const out: ImportDoubt[] = [];
    for (const { line, person } of read) {
        const key = `${person.name}\n${person.unit}`;
        const other = lines.get(key);
        if (other === undefined) lines.set(key, line);
        else out.push({ line, text: person.name, what: { kind: "namesake", line: other } });
    }
    return out;
}

/** Units or halls that differ from others in large and small letters alone, each spelling once: they would be two. */
function spellings(read: Read, field: (person: RollPerson) => string): ImportDoubt[] {
    const lines = new Map<string, number>(); // of the first that is called so in any letters
    const seen = new Set<string>([""]);
    const out: ImportDoubt[] = [];
    for (const { line, person } of read) {
        const text = field(person);
        if (seen.has(text)) continue;
        seen.add(text);
        const folded = text.toLowerCase();
        const other = lines.get(folded);
        if (other === undefined) lines.set(folded, line);
        else out.push({ line, text, what: { kind: "spelling", line: other } });
    }
    return out;
}
