// Who has come and who is still missing, by name: a list that is searched, and from which a person gets a new slip or paper.
import { useEffect, useState } from "preact/hooks";
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { Rejection } from "../../crypto/result";
import {
    anyGroup,
    type Attendee,
    attendees,
    groupings,
    isMissing,
    matchingAttendees,
    type Presence,
} from "../../staff/attendance";
import { problemOf } from "../../staff/problems";
import { Button, Card, Check, Field, Notice, Table } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { GroupChoice, GroupCounts } from "./attendance_groups";
import { PersonActions } from "./person_actions";
import type { LeadProps } from "./props";
import type { People } from "./use_people";
import type { Printing } from "./use_printing";

const rowsShown = 50;

/** As the log stands now; nothing while it is looked up. */
function usePresences({ view, calls }: LeadProps): readonly Presence[] | undefined {
    const [present, setPresent] = useState<readonly Presence[]>();
    const hand = useAnswers();
    useEffect(() => {
        hand(calls.attendance(), setPresent);
    }, [hand, calls, view]);
    return present;
}

interface AttendanceProps extends LeadProps {
    readonly printing: Printing;
    readonly known: People | undefined; // nothing while they are looked up
}

export function AttendanceView({ known, ...props }: AttendanceProps) {
    const t = useTexts(staffTexts).attendance;
    const present = usePresences(props);
    const [chosen, setChosen] = useState<number>();
    if (!known || !present) return null;
    const { people, nameless } = known;
    const all = attendees(present, people);
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
            {nameless ? null : groupings.map((by) => <GroupCounts key={by} all={all} by={by} />)}
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
    const [groups, setGroups] = useState(anyGroup);
    const [everyone, setEveryone] = useState(false);
    const rows = matchingAttendees(all, { text, missingOnly, ...groups });
    const shown = everyone ? rows : rows.slice(0, rowsShown);
    return (
        <>
            <Field label={named ? t.search : t.searchNumber} value={text} onChange={setText} />
            {named
                ? groupings.map((by) => (
                      <GroupChoice
                          key={by}
                          label={t[by].heading}
                          people={all}
                          by={by}
                          value={groups[by]}
                          onChange={(group) => {
                              setGroups({ ...groups, [by]: group });
                          }}
                      />
                  ))
                : null}
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
    const person = ({ number, name, unit, hall }: Attendee) => (
        <>
            {formatNumber(language, number)}
            {named ? (
                <>
                    . <bdi>{name}</bdi>
                    <br />
                    <bdi class="soft">{unit}</bdi>
                    {hall === "" ? null : (
                        <>
                            <br />
                            <span class="soft">
                                {hall.startsWith(t.hall.heading) ? null : `${t.hall.heading}: `}
                                <bdi>{hall}</bdi>
                            </span>
                        </>
                    )}
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
