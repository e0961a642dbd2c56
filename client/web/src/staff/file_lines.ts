// The lines of a table as offices save it: in UTF-8 with or without a byte order mark, or in UTF-16 with one, and with LF,
// CRLF or CR at the end of a line. Other encodings are refused, and named where they can be told. The native client reads
// the same: client/cli/shared/file_lines.h, and tests/data/tables.json holds both to it.
import { type Bytes, fromUtf8 } from "../crypto/bytes";

export interface FileLine {
    readonly line: number; // from 1
    readonly text: string; // without its end
}
export type EncodingMistake = "utf16" | "notUtf8" | "windows1258" | "tcvn3";
export interface FileLines {
    readonly lines: readonly FileLine[];
    readonly mistakes: readonly { readonly line: number; readonly what: EncodingMistake }[];
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Every line that can be read. A line that is not UTF-8 is a mistake; where all such lines look like one older encoding of
    Vietnamese, there is one mistake, at the first. */
export function linesOfFile(file: Bytes): FileLines {
    const [first, second, third] = file;
    if (first === 0xff && second === 0xfe) return linesOfUtf16(file.subarray(2), false);
    if (first === 0xfe && second === 0xff) return linesOfUtf16(file.subarray(2), true);
    const marked = first === 0xef && second === 0xbb && third === 0xbf;
    const lines: FileLine[] = [];
    const bad: { readonly line: number; readonly bytes: Bytes }[] = [];
    for (const [place, bytes] of cut(marked ? file.subarray(3) : file).entries()) {
        const text = fromUtf8(bytes);
        if (text.ok) lines.push({ line: place + 1, text: text.value });
        else bad.push({ line: place + 1, bytes });
    }
    const look = lookOf(bad.map(({ bytes }) => bytes));
    const told = look === "notUtf8" ? bad : bad.slice(0, 1);
    return { lines, mistakes: told.map(({ line }) => ({ line, what: look })) };
}

/** Cut at LF, CRLF and CR. An end at the end of the file begins no further line. */
function cut(file: Bytes): Bytes[] {
    const out: Bytes[] = [];
    let start = 0;
    for (let at = 0; at < file.length; ++at) {
        const byte = file[at];
        if (byte !== lineFeed && byte !== carriageReturn) continue;
        out.push(file.subarray(start, at));
        if (byte === carriageReturn && file[at + 1] === lineFeed) ++at;
        start = at + 1;
    }
    if (start < file.length) out.push(file.subarray(start));
    return out;
}

function linesOfUtf16(units: Bytes, big: boolean): FileLines {
    const view = new DataView(units.buffer, units.byteOffset, units.byteLength);
    let text = "";
    for (let at = 0; at + 1 < units.length; at += 2) text += String.fromCharCode(view.getUint16(at, !big));
    const half = /\p{Cs}/u.exec(text)?.index ?? (units.length % 2 === 1 ? text.length : -1);
    const lines = text.split(/\r\n|\r|\n/);
    if (half >= 0)
        return {
            lines: [],
            mistakes: [{ line: text.slice(0, half).split(/\r\n|\r|\n/).length, what: "utf16" }],
        };
    if (lines.at(-1) === "") lines.pop();
    return { lines: lines.map((line, place) => ({ line: place + 1, text: line })), mistakes: [] };
}

// The bytes above ASCII that Vietnamese text has in both encodings, as Latin-1 shows them. TCVN3 has letters from A1 to BE,
// where Windows-1258 has signs only. No-break spaces and the quotes of Windows (80 to A0) say nothing.
const windows1258 = /^[ÀÁÂÃÈÉÊÌÍÐÒÓÔÕÙÚÝÞàáâãèéêìíðòóôõùúý]+$/;
const tcvn3 = /^[\xa1-\xae\xb5-\xb9\xbb-\xbe\xc6-\xcc\xce-\xd8\xdc-\xdf\xe1-\xef\xf1-\xfe]+$/;
const onlyTcvn3 = /[\xa1-\xbe]/;
const besideAscii = /[A-Za-z][\xa1-\xff]|[\xa1-\xff][A-Za-z]/;

function lookOf(lines: readonly Bytes[]): EncodingMistake {
    const text = lines.map(latin).join("\n");
    const high = text.replace(/[^\xa1-\xff]/g, "");
    if (!besideAscii.test(text)) return "notUtf8";
    if (tcvn3.test(high) && onlyTcvn3.test(high)) return "tcvn3";
    return windows1258.test(high) ? "windows1258" : "notUtf8";
}
function latin(bytes: Bytes): string {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
