// The named roll: names, units, halls and salts of the roll numbers, sealed under the slips' roll key. docs/protocol.md,
// sections 3 and 5. The file is the native client's: number,name,unit,hall,salt, a record a line.
import { type Bytes, equal, fromHex, fromUtf8, toHex, utf8 } from "../crypto/bytes";
import { malformed, ok, type Result } from "../crypto/result";
import { type SecretBytes, wiping } from "../crypto/secret";
import { openSecretbox, sealSecretbox } from "../crypto/signature";
import { personHash } from "./enrolment";
import { csvField } from "./results_files";
import type { State } from "./state";

export interface NamedPerson {
    readonly number: number;
    readonly name: string;
    readonly unit: string;
    readonly hall: string; // empty where there is none. The organizer's note: the log's hash does not hold it
    readonly salt: Bytes;
}

const heading = "number,name,unit,hall,salt";

export function writeNamedRoll(people: readonly NamedPerson[]): string {
    const lines = people.map(({ number, name, unit, hall, salt }) =>
        [String(number), csvField(name), csvField(unit), csvField(hall), toHex(salt)].join(","),
    );
    return [heading, ...lines].map((line) => line + "\n").join("");
}
/** Malformed unless every line after the heading is a person. */
export function readNamedRoll(text: string): Result<NamedPerson[]> {
    const people: NamedPerson[] = [];
    const lines = text.split(/\r?\n/);
    for (const [place, line] of lines.entries()) {
        if (line === "" || line === heading) continue;
        const [number = "", name = "", unit = "", hall = "", salt = "", ...more] = csvFields(line);
        const bytes = fromHex(salt);
        const known = /^[1-9][0-9]{0,4}$/.test(number);
        if (!known || !name || more.length > 0 || !bytes.ok || bytes.value.length !== 32)
            return malformed(`named roll: line ${place + 1}`);
        people.push({ number: Number(number), name, unit, hall, salt: bytes.value });
    }
    return ok(people);
}
function csvFields(line: string): string[] {
    const fields = line.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,"]*)/g) ?? [];
    return fields
        .map((field) => field.replace(/^,/, ""))
        .map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
}

export function sealNamedRoll(rollKey: SecretBytes, people: readonly NamedPerson[]): Bytes {
    return sealSecretbox(rollKey, utf8(writeNamedRoll(people)));
}
/** Malformed for a box under another key, and for what is no named roll. */
export function openNamedRoll(rollKey: SecretBytes, box: Bytes): Result<NamedPerson[]> {
    return wiping((): Result<NamedPerson[]> => {
        const opened = openSecretbox(rollKey, box);
        if (!opened.ok) return opened;
        const text = fromUtf8(opened.value.bytes);
        return text.ok ? readNamedRoll(text.value) : text;
    });
}

/** Whether the log has just this person under that number. */
export function isInTheLog(state: State, { number, name, unit, salt }: NamedPerson): boolean {
    const record = state.rollRecord(number);
    return record !== undefined && equal(record.personHash, personHash(salt, number, name, unit));
}
