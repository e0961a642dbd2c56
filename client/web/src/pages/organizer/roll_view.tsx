// The roll is imported: every bad row is told, nothing is sent until there is none, and the total is shown before.
import { useState } from "preact/hooks";
import { useLanguage, useTexts } from "../../i18n/language";
import { formatNumber } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import type { ImportedRoll, RollPerson } from "../../staff/roll_csv";
import { AskingButton, Card, Notice, Table } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { ImportDoubts, ImportMistakes, type SourceProps, TableSource } from "./import_parts";
import type { LeadProps } from "./props";

const rowsShown = 10;

export function RollView({ calls }: LeadProps) {
    const t = useTexts(staffTexts).roll;
    const words = { ...t, ...t.wrong, namesake: t.doubt.namesake };
    const work = useWork();
    const [roll, setRoll] = useState<ImportedRoll>();
    const [seen, setSeen] = useState(false);
    const hand = useAnswers();
    const take = (table: Promise<Uint8Array> | undefined) => {
        setSeen(false);
        setRoll(undefined);
        if (table)
            hand(
                table.then((content) => calls.readRoll(content)),
                setRoll,
            );
    };
    const submit = async (people: readonly RollPerson[]) => {
        await work.run(t.sending, (told) => calls.submitRoll(people, told));
    };
    const good = roll?.mistakes.length === 0 ? roll.people : undefined;
    const doubts = roll?.doubts ?? [];
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <RollSource onTable={take} />
            {roll && !good ? <ImportMistakes mistakes={roll.mistakes} words={words} /> : null}
            {good ? <People people={good} /> : null}
            {doubts.length > 0 ? (
                <ImportDoubts doubts={doubts} words={words} seen={seen} onSeen={good && setSeen} />
            ) : null}
            {good ? (
                <div class="step-actions">
                    <AskingButton
                        kind="primary"
                        off={seen || doubts.length === 0 ? undefined : t.lookFirst}
                        title={t.askTitle(good.length)}
                        action={t.submit(good.length)}
                        onConfirm={() => void submit(good)}
                    >
                        <p>{t.will}</p>
                    </AskingButton>
                </div>
            ) : null}
            <WorkStatus work={work} />
        </Card>
    );
}

function RollSource({ onTable }: Pick<SourceProps, "onTable">) {
    const t = useTexts(staffTexts).roll;
    const rows = [
        [t.number, t.name, t.unit],
        ["1", ...t.sampleRow],
    ];
    const sample = { label: t.sample, name: t.sampleName, rows };
    return <TableSource file={t.file} paste={t.paste} sample={sample} onTable={onTable} />;
}

/** The first and the last of them: a file that was cut off shows at its end. */
function People({ people }: { people: readonly RollPerson[] }) {
    const t = useTexts(staffTexts).roll;
    const { language } = useLanguage();
    const hallColumn = { heading: t.hall, cell: ({ hall }: RollPerson) => <bdi>{hall}</bdi> };
    const shown =
        people.length <= 2 * rowsShown
            ? people
            : [...people.slice(0, rowsShown), ...people.slice(-rowsShown)];
    return (
        <>
            <Notice kind="done">{t.total(people.length)}</Notice>
            <Table
                caption={shown.length < people.length ? t.previewEnds : t.preview}
                rows={shown}
                columns={[
                    { heading: t.number, cell: ({ number }) => formatNumber(language, number), number: true },
                    { heading: t.name, cell: ({ name }) => <bdi>{name}</bdi> },
                    { heading: t.unit, cell: ({ unit }) => <bdi>{unit}</bdi> },
                    ...(people.some(({ hall }) => hall !== "") ? [hallColumn] : []),
                ]}
            />
        </>
    );
}
