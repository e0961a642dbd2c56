// A table is imported, from a file or from rows that are pasted: every bad row is told with its reason, and what a person has
// to look at beside it. The roll and the officials are read with the same words.
import { useState } from "preact/hooks";
import { utf8 } from "../../crypto/bytes";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { ImportDoubt, ImportMistake, ImportMistakeKind } from "../../staff/roll_csv";
import { Check, DownloadButton, Field, FileField, Notice, Table } from "../../ui/index";

const mistakesShown = 500;
const doubtsShown = 500;

export interface SourceProps {
    readonly file: string; // the labels
    readonly paste: string;
    readonly sample: { readonly label: string; readonly name: string; readonly rows: Rows };
    /** Nothing where the box was emptied. */
    readonly onTable: (table: Promise<Uint8Array> | undefined) => void;
}
type Rows = readonly (readonly string[])[];

/** A file or pasted rows; and a sample to begin with. */
export function TableSource({ file, paste, sample, onTable }: SourceProps) {
    const t = useTexts(staffTexts).roll;
    const [pasted, setPasted] = useState("");
    return (
        <>
            <FileField
                label={file}
                hint={t.fileHint}
                accept=".csv,.txt,text/csv,text/plain"
                onFile={(chosen) => {
                    setPasted("");
                    onTable(chosen.arrayBuffer().then((content) => new Uint8Array(content)));
                }}
            />
            <Field
                label={paste}
                lines={4}
                value={pasted}
                onChange={(text) => {
                    setPasted(text);
                    onTable(text.trim() === "" ? undefined : Promise.resolve(utf8(text)));
                }}
            />
            <div class="row">
                <DownloadButton
                    kind="quiet"
                    name={sample.name}
                    content={csvOf(sample.rows)}
                    mediaType="text/csv"
                >
                    {sample.label}
                </DownloadButton>
            </div>
        </>
    );
}

/** With a byte order mark, without which spreadsheets take it for an older encoding. */
function csvOf(rows: Rows): string {
    const line = (fields: readonly string[]) =>
        fields.map((field) => `"${field.replace(/"/g, '""')}"`).join(",");
    return `\ufeff${rows.map(line).join("\r\n")}\r\n`;
}

/** What one kind of table says in words of its own. */
export interface ImportWords {
    readonly columns: (found: number, wanted: number) => string;
    readonly nobody: string;
    readonly namesake: (line: number) => string;
    readonly doubts: (count: number) => string;
}

interface MistakesProps {
    readonly mistakes: readonly ImportMistake[];
    readonly words: ImportWords;
}

export function ImportMistakes({ mistakes, words }: MistakesProps) {
    const t = useTexts(staffTexts).roll;
    const say = useSaying(words);
    return (
        <>
            <Notice kind="stop">{t.mistakes(mistakes.length)}</Notice>
            <Table
                caption={mistakes.length > mistakesShown ? t.firstMistakes(mistakesShown) : t.allMistakes}
                rows={mistakes.slice(0, mistakesShown)}
                columns={[
                    { heading: t.line, cell: ({ line }) => String(line) },
                    { heading: t.reason, cell: ({ what }) => say(what) },
                ]}
            />
        </>
    );
}

interface DoubtsProps {
    readonly doubts: readonly ImportDoubt[];
    readonly words: ImportWords;
    readonly seen: boolean;
    readonly onSeen: ((seen: boolean) => void) | undefined; // none while there are mistakes
}

/** What may have been misread, and people who cannot be told apart. */
export function ImportDoubts({ doubts, words, seen, onSeen }: DoubtsProps) {
    const t = useTexts(staffTexts).roll;
    return (
        <>
            <Notice kind="waiting">{words.doubts(doubts.length)}</Notice>
            <Table
                caption={doubts.length > doubtsShown ? t.firstDoubts(doubtsShown) : t.allDoubts}
                rows={doubts.slice(0, doubtsShown)}
                columns={[
                    { heading: t.line, cell: ({ line }) => String(line) },
                    { heading: t.text, cell: ({ text }) => <bdi>{text}</bdi> },
                    {
                        heading: t.reason,
                        cell: ({ what }) => {
                            if (what.kind === "namesake") return words.namesake(what.line);
                            return what.kind === "spelling"
                                ? t.doubt.spelling(what.line)
                                : t.doubt[what.kind];
                        },
                    },
                ]}
            />
            {onSeen ? <Check label={t.seenDoubts} checked={seen} onChange={onSeen} /> : null}
        </>
    );
}

function useSaying(words: ImportWords): (what: ImportMistakeKind) => string {
    const t = useTexts(staffTexts).roll;
    return (what) => {
        switch (what.kind) {
            case "columns":
                return words.columns(what.found, what.wanted);
            case "nobody":
                return words.nobody;
            case "empty":
            case "control":
            case "long":
            case "replaced":
            case "format":
            case "noLetter":
                return t.wrong[what.kind](t[what.field]);
            case "twice":
                return t.wrong.twice(what.number, what.line);
            case "missing":
                return what.first === what.last
                    ? t.wrong.missing(what.first)
                    : t.wrong.missingRun(what.first, what.last);
            default:
                return t.wrong[what.kind];
        }
    };
}
