// Who has come and who is still missing, by name: a list that is searched, and from which a person gets a new slip or paper.
import { useEffect, useState } from "preact/hooks";
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { Rejection } from "../../crypto/result";
import {
    type Attendee,
    attendees,
    byUnit,
    isMissing,
    matchingAttendees,
    type Presence,
    type UnitCount,
} from "../../staff/attendance";
import { problemOf } from "../../staff/problems";
import type { RollPerson } from "../../staff/roll_csv";
import { Button, Card, Check, Field, Notice, Table } from "../../ui/index";
import { Choice } from "../staff/choice";
import { useAnswers } from "../use_answers";
import { PersonActions } from "./person_actions";
import type { LeadProps } from "./props";
import type { Printing } from "./use_printing";

const rowsShown = 50;

interface Attendance {
    readonly all: readonly Attendee[];
    /** Why this device knows no names. */
    readonly nameless: Rejection | undefined;
}

/** As the log stands now; nothing while it is looked up. */
function useAttendance({ view, calls }: LeadProps): Attendance | undefined {
    const [people, setPeople] = useState<readonly RollPerson[]>();
    const [nameless, setNameless] = useState<Rejection>();
    const [present, setPresent] = useState<readonly Presence[]>();
    const hand = useAnswers();
    useEffect(() => {
        hand(calls.people(), (found) => {
            setPeople(found.ok ? found.value : []);
            setNameless(found.ok ? undefined : found);
        });
    }, [hand, calls, view.summoned]);
    useEffect(() => {
        hand(calls.attendance(), setPresent);
    }, [hand, calls, view]);
    return people && present && { all: attendees(present, people), nameless };
}

export function AttendanceView(props: LeadProps & { printing: Printing }) {
    const t = useTexts(staffTexts).attendance;
    const attendance = useAttendance(props);
    const [chosen, setChosen] = useState<number>();
    if (!attendance) return null;
    const { all, nameless } = attendance;
    const missing = all.filter(isMissing).length;
    const person = chosen === undefined ? undefined : all[chosen - 1];
    return (
        <Card title={t.title}>
            <p role="status">
                <strong>{missing > 0 ? t.missing(missing, all.length) : t.allHere(all.length)}</strong>
            </p>
            {nameless ? <Nameless why={nameless} /> : null}
            {person ? (
                <PersonActions
                    key={person.number}
                    {...props}
                    person={person}
                    onDone={() => {
                        setChosen(undefined);
                    }}
                />
            ) : null}
            <Search all={all} named={nameless === undefined} onChoose={setChosen} />
            {nameless ? null : <Units units={byUnit(all)} />}
        </Card>
    );
}

/** Not a fault of anybody's: names never leave the device that imported them. */
function Nameless({ why }: { why: Rejection }) {
    const { attendance, problems } = useTexts(staffTexts);
    const problem = problemOf(why.detail);
    return (
        <Notice kind="info" title={attendance.nameless}>
            {problem ? problems[problem] : why.detail}
        </Notice>
    );
}

interface SearchProps {
    readonly all: readonly Attendee[];
    readonly named: boolean;
    readonly onChoose: (number: number) => void;
}

function Search({ all, named, onChoose }: SearchProps) {
    const t = useTexts(staffTexts).attendance;
    const [text, setText] = useState("");
    const [missingOnly, setMissingOnly] = useState(false);
    const [unit, setUnit] = useState<string>();
    const [everyone, setEveryone] = useState(false);
    const rows = matchingAttendees(all, { text, missingOnly, unit });
    const units = byUnit(all).map((one) => one.unit);
    const shown = everyone ? rows : rows.slice(0, rowsShown);
    return (
        <>
            <Field label={named ? t.search : t.searchNumber} value={text} onChange={setText} />
            {named && units.length > 1 ? (
                <Choice
                    label={t.unit}
                    value={unit === undefined ? -1 : units.indexOf(unit)}
                    options={[[-1, t.anyUnit], ...units.map((one, at) => [at, one || t.noUnit] as const)]}
                    onChange={(at) => {
                        setUnit(units[at]);
                    }}
                />
            ) : null}
            <Check label={t.missingOnly} checked={missingOnly} onChange={setMissingOnly} />
            {rows.length > 0 ? (
                <Rows rows={shown} caption={t.found(rows.length)} named={named} onChoose={onChoose} />
            ) : (
                <p role="status">{t.nobody}</p>
            )}
            {shown.length < rows.length ? (
                <div class="row">
                    <Button
                        onPress={() => {
                            setEveryone(true);
                        }}
                    >
                        {t.showAll(rows.length)}
                    </Button>
                </div>
            ) : null}
        </>
    );
}

interface RowsProps extends Pick<SearchProps, "named" | "onChoose"> {
    readonly rows: readonly Attendee[];
    readonly caption: string;
}

function Rows({ rows, caption, named, onChoose }: RowsProps) {
    const t = useTexts(staffTexts).attendance;
    const { language } = useLanguage();
    const person = ({ number, name, unit }: Attendee) => (
        <>
            {formatNumber(language, number)}
            {named ? (
                <>
                    . <bdi>{name}</bdi>
                    <br />
                    <bdi class="soft">{unit}</bdi>
                </>
            ) : null}
        </>
    );
    return (
        <Table
            caption={caption}
            rows={rows}
            stacks
            columns={[
                { heading: named ? t.name : t.number, cell: person },
                { heading: t.state, cell: ({ presence }) => t.states[presence] },
                {
                    heading: t.act,
                    cell: (one) => (
                        <Button
                            kind="quiet"
                            onPress={() => {
                                onChoose(one.number);
                            }}
                        >
                            {t.choose}
                            <span class="unseen"> {t.who(one.name, one.unit, one.number)}</span>
                        </Button>
                    ),
                },
            ]}
        />
    );
}

function Units({ units }: { units: readonly UnitCount[] }) {
    const t = useTexts(staffTexts).attendance;
    const { language } = useLanguage();
    if (units.length < 2) return null;
    return (
        <details class="staff-more">
            <summary>{t.byUnit}</summary>
            <Table
                caption={t.byUnit}
                rows={units}
                columns={[
                    { heading: t.unit, cell: ({ unit }) => <bdi>{unit || t.noUnit}</bdi> },
                    {
                        heading: t.summoned,
                        cell: ({ summoned }) => formatNumber(language, summoned),
                        number: true,
                    },
                    {
                        heading: t.missingHead,
                        cell: ({ missing }) => formatNumber(language, missing),
                        number: true,
                    },
                ]}
            />
        </details>
    );
}
