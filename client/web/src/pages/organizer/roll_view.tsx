// The roll is imported: every bad row is told, nothing is sent until there is none, and the total is shown before.
import { useState } from "preact/hooks";
import { useLanguage, useTexts } from "../../i18n/language";
import { formatNumber } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import type { ImportedRoll, RollDoubt, RollMistakeKind, RollPerson } from "../../staff/roll_csv";
import { Button, Card, Check, Confirm, FileField, Notice, Table } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

const rowsShown = 10;
const mistakesShown = 500;
const doubtsShown = 500;

export function RollView({ calls }: LeadProps) {
    const t = useTexts(staffTexts).roll;
    const work = useWork();
    const [roll, setRoll] = useState<ImportedRoll>();
    const [seen, setSeen] = useState(false);
    const [asked, setAsked] = useState(false);
    const hand = useAnswers();
    const take = (file: File) => {
        const imported = file.arrayBuffer().then((content) => calls.readRoll(new Uint8Array(content)));
        hand(imported, (read) => {
            setSeen(false);
            setRoll(read);
        });
    };
    const submit = async (people: readonly RollPerson[]) => {
        setAsked(false);
        await work.run(t.sending, (told) => calls.submitRoll(people, told));
    };
    const ask = () => {
        setAsked(true);
    };
    const good = roll?.mistakes.length === 0 ? roll.people : undefined;
    const doubts = roll?.doubts ?? [];
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <FileField label={t.file} hint={t.fileHint} accept=".csv,text/csv" onFile={take} />
            {roll && !good ? <Mistakes roll={roll} /> : null}
            {good ? <People people={good} /> : null}
            {doubts.length > 0 ? <Doubts doubts={doubts} seen={seen} onSeen={good && setSeen} /> : null}
            {good ? (
                <div class="step-actions">
                    <Button
                        kind="primary"
                        off={seen || doubts.length === 0 ? undefined : t.lookFirst}
                        onPress={ask}
                    >
                        {t.submit(good.length)}
                    </Button>
                </div>
            ) : null}
            <WorkStatus work={work} />
            {asked && good ? (
                <Confirm
                    title={t.askTitle(good.length)}
                    action={t.submit(good.length)}
                    onConfirm={() => void submit(good)}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.will}</p>
                </Confirm>
            ) : null}
        </Card>
    );
}

/** The first and the last of them: a file that was cut off shows at its end. */
function People({ people }: { people: readonly RollPerson[] }) {
    const t = useTexts(staffTexts).roll;
    const { language } = useLanguage();
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
                ]}
            />
        </>
    );
}

function Mistakes({ roll }: { roll: ImportedRoll }) {
    const t = useTexts(staffTexts).roll;
    const say = useSaying();
    const { mistakes } = roll;
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
    readonly doubts: readonly RollDoubt[];
    readonly seen: boolean;
    readonly onSeen: ((seen: boolean) => void) | undefined; // none while there are mistakes
}

/** What may have been misread, and people who cannot be told apart. */
function Doubts({ doubts, seen, onSeen }: DoubtsProps) {
    const t = useTexts(staffTexts).roll;
    return (
        <>
            <Notice kind="waiting">{t.doubts(doubts.length)}</Notice>
            <Table
                caption={doubts.length > doubtsShown ? t.firstDoubts(doubtsShown) : t.allDoubts}
                rows={doubts.slice(0, doubtsShown)}
                columns={[
                    { heading: t.line, cell: ({ line }) => String(line) },
                    { heading: t.text, cell: ({ text }) => <bdi>{text}</bdi> },
                    {
                        heading: t.reason,
                        cell: ({ what }) =>
                            what.kind === "namesake" ? t.doubt.namesake(what.line) : t.doubt[what.kind],
                    },
                ]}
            />
            {onSeen ? <Check label={t.seenDoubts} checked={seen} onChange={onSeen} /> : null}
        </>
    );
}

function useSaying(): (what: RollMistakeKind) => string {
    const t = useTexts(staffTexts).roll;
    return (what) => {
        switch (what.kind) {
            case "columns":
                return t.wrong.columns(what.found);
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
                return t.wrong.missing(what.first, what.last);
            default:
                return t.wrong[what.kind];
        }
    };
}
