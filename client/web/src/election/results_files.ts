// The result as a table in a file: one for programs, and one that spreadsheets open with a click. The native client
// writes the same bytes (election/results_files.h); tests/data/results-files.json holds both to them.
import { at } from "../crypto/matrix_statement";
import { check } from "../crypto/result";
import { type Language, words } from "../gen/texts";
import { Level, type Manifest, type ResultLine, type Rules } from "./bodies";
import { decimal, decimalIn, percentHundredths } from "./outcome";

const levels = [Level.high, Level.medium, Level.low] as const;
const rated = ({ high, medium, low }: ResultLine) => [high, medium, low];

/** results.csv: number,name,position,high,medium,low,blank,pct_high,pct_medium,pct_low,outcome; a line per official
    in ballot order, positions in the manifest's first language. */
export function resultsCsv(manifest: Manifest, lines: readonly ResultLine[], base: number): string {
    check(manifest.officials.length === lines.length, "a result of other officials");
    const rows = lines.map((line, j) => {
        const { name, position } = at(manifest.officials, j);
        return [
            ...[String(j + 1), csvField(name), csvField(position[0] ?? "")],
            ...[...rated(line), line.blank].map(String),
            ...rated(line).map((count) => decimal(percentHundredths(count, base))),
            csvField(line.outcome),
        ];
    });
    const head = "number,name,position,high,medium,low,blank,pct_high,pct_medium,pct_low,outcome";
    return [head, ...rows.map((row) => row.join(","))].map((row) => row + "\n").join("");
}

/** The same for a spreadsheet: a byte order mark, headings and outcomes in words, decimals and the separator as the
    language has them (a semicolon where numbers have a comma), and no cell that a spreadsheet would calculate. */
export function resultsSpreadsheet(
    manifest: Manifest,
    lines: readonly ResultLine[],
    base: number,
    language: Language,
): string {
    check(manifest.officials.length === lines.length, "a result of other officials");
    const says = words[language].result;
    const there = manifest.languages.findIndex((tag) => tag.toLowerCase().split("-")[0] === language);
    const languageIndex = Math.max(there, 0);
    const names = levels.map((level) => manifest.rules.levelNames[level - 1]?.[languageIndex] ?? "");
    const head = [
        ...[says.number, says.name, says.position, ...names, says.blank],
        ...[...names.map((level) => says.shareOf({ level })), says.outcome],
    ].map(harmless);
    const rows = lines.map((line, j) => {
        const { name, position } = at(manifest.officials, j);
        return [
            ...[String(j + 1), harmless(name), harmless(position[languageIndex] ?? "")],
            ...[...rated(line), line.blank].map(String),
            ...rated(line).map((count) => decimalIn(language, percentHundredths(count, base))),
            harmless(outcomeText(manifest.rules, line.outcome, language, languageIndex)),
        ];
    });
    const separator = words[language].number.decimal === "," ? ";" : ",";
    return "\ufeff" + [head, ...rows].map((row) => row.join(separator) + "\r\n").join("");
}

/** "More than 1/2 low confidence", or nothing. */
function outcomeText(
    { thresholds, levelNames }: Rules,
    outcome: string,
    language: Language,
    languageIndex: number,
): string {
    const threshold = thresholds.find(({ name }) => name === outcome);
    if (!threshold) return "";
    const { strictlyMore, share, level } = threshold;
    const { moreThan, atLeast } = words[language].result;
    return (strictlyMore ? moreThan : atLeast)({
        share: `${share.numerator}/${share.denominator}`,
        level: levelNames[level - 1]?.[languageIndex] ?? "",
    });
}

/** A text that a spreadsheet shows and does not calculate. */
function harmless(text: string): string {
    return csvField(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

/** The field as it stands between separators, whichever they are: quoted where it must be (RFC 4180). */
export function csvField(text: string): string {
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
