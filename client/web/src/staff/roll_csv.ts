// The roll from CSV: number, name, unit. Every bad row is told with its line and reason, and nothing is a roll until there
// is none.
import { utf8 } from "../crypto/bytes";
import { inOneForm } from "../crypto/text";
import { rollNumbersMax } from "../election/limits";
import { hasControl } from "./clean_text";
import { type CsvMistake, type CsvRecord, parseCsv } from "./csv";

const nameBytesMax = 200;
const unitBytesMax = 400;
const columns = 3;

export interface RollPerson {
    readonly number: number; // from 1
    readonly name: string;
    readonly unit: string;
}
export type RollMistakeKind =
    | { readonly kind: CsvMistake | "number" | "nobody" }
    | { readonly kind: "columns"; readonly found: number }
    | { readonly kind: "empty" | "control" | "long"; readonly field: "name" | "unit" }
    | { readonly kind: "twice"; readonly number: number; readonly line: number }
    | { readonly kind: "missing"; readonly first: number; readonly last: number };
export interface RollMistake {
    readonly line: number;
    readonly what: RollMistakeKind;
}
export interface ImportedRoll {
    readonly people: readonly RollPerson[]; // in the order of their numbers, from 1 without gap, where there is no mistake
    readonly mistakes: readonly RollMistake[]; // in the order of their lines
}

/** A first row whose first field has no digit is taken as a heading. */
export function readRoll(file: Uint8Array): ImportedRoll {
    const csv = parseCsv(file);
    const mistakes: RollMistake[] = csv.mistakes.map(({ line, what }) => ({ line, what: { kind: what } }));
    const people: RollPerson[] = [];
    const lines = new Map<number, number>(); // of each number
    let numbersKnown = mistakes.length === 0;
    for (const [place, record] of csv.records.entries()) {
        if (place === 0 && isHeading(record)) continue;
        const before = mistakes.length;
        const person = takePerson(record, (what) => mistakes.push({ line: record.line, what }));
        const first = lines.get(person.number);
        if (mistakes.length === before && first !== undefined)
            mistakes.push({ line: record.line, what: { kind: "twice", number: person.number, line: first } });
        if (first === undefined) lines.set(person.number, record.line);
        if (mistakes.length === before) people.push(person);
        else numbersKnown = false;
    }
    if (numbersKnown) mistakes.push(...gaps(lines)); // a bad row's number would only look missing
    if (mistakes.length === 0 && people.length === 0) mistakes.push({ line: 1, what: { kind: "nobody" } });
    people.sort((a, b) => a.number - b.number);
    mistakes.sort((a, b) => a.line - b.line);
    return { people, mistakes };
}

function isHeading({ fields: [first = ""] }: CsvRecord): boolean {
    return first !== "" && !/[0-9]/.test(first);
}

type Report = (what: RollMistakeKind) => void;

function takePerson({ fields }: CsvRecord, wrong: Report): RollPerson {
    const [number = "", name = "", unit = ""] = fields;
    if (fields.length !== columns) {
        wrong({ kind: "columns", found: fields.length });
        return { number: 0, name, unit };
    }
    const digits = number.trim();
    const value = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : 0;
    if (value < 1 || value > rollNumbersMax) wrong({ kind: "number" });
    return {
        number: value,
        name: takeText(name, "name", nameBytesMax, wrong),
        unit: takeText(unit, "unit", unitBytesMax, wrong),
    };
}
function takeText(raw: string, field: "name" | "unit", bytesMax: number, wrong: Report): string {
    const text = inOneForm(raw);
    if (hasControl(text)) wrong({ kind: "control", field });
    if (field === "name" && text === "") wrong({ kind: "empty", field });
    if (utf8(text).length > bytesMax) wrong({ kind: "long", field });
    return text;
}

function gaps(lines: ReadonlyMap<number, number>): RollMistake[] {
    const out: RollMistake[] = [];
    let expected = 1;
    for (const [number, line] of [...lines].sort(([a], [b]) => a - b)) {
        if (number > expected)
            out.push({ line, what: { kind: "missing", first: expected, last: number - 1 } });
        expected = number + 1;
    }
    return out;
}
