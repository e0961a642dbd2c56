// All officials at once, out of a spreadsheet: what was read is shown before it goes onto the form.
import { useState } from "preact/hooks";
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { officialHeadings } from "../../i18n/official_headings";
import { staffTexts } from "../../i18n/staff_texts";
import type { OfficialForm } from "../../staff/conference_form";
import {
    type ImportedOfficial,
    type ImportedOfficials,
    readOfficials,
    takeOfficials,
} from "../../staff/officials_csv";
import { Button, Confirm, Notice, Table } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { ImportDoubts, ImportMistakes, TableSource } from "./import_parts";

interface ImportProps {
    readonly languages: readonly string[];
    readonly officials: readonly OfficialForm[];
    readonly onOfficials: (officials: readonly OfficialForm[]) => void;
}

export function OfficialsImport({ languages, officials, onOfficials }: ImportProps) {
    const t = useTexts(staffTexts).officials;
    const [read, setRead] = useState<ImportedOfficials>();
    const [taken, setTaken] = useState<number>();
    const [asked, setAsked] = useState<readonly ImportedOfficial[]>();
    const hand = useAnswers();
    const named = officials.filter(({ name }) => name.trim() !== "").length;
    const look = (table: Promise<Uint8Array> | undefined) => {
        setTaken(undefined);
        setRead(undefined);
        if (table)
            hand(table, (content) => {
                setRead(readOfficials(content, languages, officialHeadings()));
            });
    };
    const take = (imported: readonly ImportedOfficial[]) => {
        setAsked(undefined);
        setRead(undefined);
        setTaken(imported.length);
        onOfficials(takeOfficials(officials, imported));
    };
    return (
        <details class="staff-more">
            <summary>{t.title}</summary>
            <div class="stack staff-part">
                <p>{t.body}</p>
                <TableSource file={t.file} paste={t.paste} sample={useSample(languages)} onTable={look} />
                {read ? (
                    <Read read={read} languages={languages} onTake={named > 0 ? setAsked : take} />
                ) : null}
                {taken === undefined ? null : <Notice kind="done">{t.taken(taken)}</Notice>}
            </div>
            {asked ? (
                <Confirm
                    title={t.askTake(named, asked.length)}
                    action={t.take(asked.length)}
                    onConfirm={() => {
                        take(asked);
                    }}
                    onCancel={() => {
                        setAsked(undefined);
                    }}
                >
                    <p>{t.willTake}</p>
                </Confirm>
            ) : null}
        </details>
    );
}

/** A heading and one row, with a column of positions for each language of the conference. */
function useSample(languages: readonly string[]) {
    const t = useTexts(staffTexts).officials;
    const { language } = useLanguage();
    const [number = "", name = "", position = ""] = t.sampleHeadings;
    const [person = "", post = ""] = t.sampleRow;
    const positions = languages.map((tag) => `${position} (${languageLabel(language, tag)})`);
    const rows = [
        [number, name, ...positions],
        ["1", person, ...languages.map(() => post)],
    ];
    return { label: t.sample, name: t.sampleName, rows };
}

interface ReadProps {
    readonly read: ImportedOfficials;
    readonly languages: readonly string[];
    readonly onTake: (officials: readonly ImportedOfficial[]) => void;
}

function Read({ read, languages, onTake }: ReadProps) {
    const { officials: t, roll } = useTexts(staffTexts);
    const [seen, setSeen] = useState(false);
    const { officials, mistakes, doubts, passedOver } = read;
    const good = mistakes.length === 0;
    return (
        <>
            {good ? null : <ImportMistakes mistakes={mistakes} words={t} />}
            {passedOver.length > 0 ? (
                <Notice kind="info">{t.passedOver(passedOver.join(", "))}</Notice>
            ) : null}
            {good ? <Preview officials={officials} languages={languages} /> : null}
            {doubts.length > 0 ? (
                <ImportDoubts doubts={doubts} words={t} seen={seen} onSeen={good ? setSeen : undefined} />
            ) : null}
            {good ? (
                <div class="step-actions">
                    <Button
                        kind="primary"
                        off={seen || doubts.length === 0 ? undefined : roll.lookFirst}
                        onPress={() => {
                            onTake(officials);
                        }}
                    >
                        {t.take(officials.length)}
                    </Button>
                </div>
            ) : null}
        </>
    );
}

interface PreviewProps {
    readonly officials: readonly ImportedOfficial[];
    readonly languages: readonly string[];
}

function Preview({ officials, languages }: PreviewProps) {
    const { officials: t, form, roll } = useTexts(staffTexts);
    const { language } = useLanguage();
    const rows = officials.map((official, at) => ({ ...official, number: at + 1 }));
    const position = (text: string | undefined) =>
        text ? <bdi>{text}</bdi> : <span class="soft">{t.noPosition}</span>;
    return (
        <div class="staff-scrolled">
            <Table
                caption={t.preview(officials.length)}
                rows={rows}
                columns={[
                    {
                        heading: roll.number,
                        cell: ({ number }) => formatNumber(language, number),
                        number: true,
                    },
                    { heading: form.name, cell: ({ name }) => <bdi>{name}</bdi> },
                    ...languages.map((tag, at) => ({
                        heading:
                            languages.length > 1
                                ? `${form.position} (${languageLabel(language, tag)})`
                                : form.position,
                        cell: (row: ImportedOfficial) => position(row.position[at]),
                    })),
                ]}
            />
        </div>
    );
}
