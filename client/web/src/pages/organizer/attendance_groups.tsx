// By unit and by hall: a choice of one of them, and how many of each are still missing.
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type Attendee, countBy, type Grouping, groupsOf } from "../../staff/attendance";
import type { RollPerson } from "../../staff/roll_csv";
import { Table } from "../../ui/index";
import { Choice } from "../staff/choice";

interface GroupChoiceProps {
    readonly label: string;
    readonly people: readonly RollPerson[];
    readonly by: Grouping;
    readonly value: string | undefined; // any where there is none
    readonly onChange: (group: string | undefined) => void;
}

/** Nothing where there are not two of them. */
export function GroupChoice({ label, people, by, value, onChange }: GroupChoiceProps) {
    const t = useTexts(staffTexts).attendance[by];
    const groups = groupsOf(people, by);
    if (groups.length < 2) return null;
    return (
        <Choice
            label={label}
            value={value === undefined ? -1 : groups.indexOf(value)}
            options={[[-1, t.any], ...groups.map((group, at) => [at, group || t.none] as const)]}
            onChange={(at) => {
                onChange(groups[at]);
            }}
        />
    );
}

/** Nothing where there are not two of them. */
export function GroupCounts({ all, by }: { all: readonly Attendee[]; by: Grouping }) {
    const t = useTexts(staffTexts).attendance;
    const { language } = useLanguage();
    const counts = countBy(all, by);
    if (counts.length < 2) return null;
    return (
        <details class="staff-more">
            <summary>{t[by].counts}</summary>
            <Table
                caption={t[by].counts}
                rows={counts}
                columns={[
                    { heading: t[by].heading, cell: ({ group }) => <bdi>{group || t[by].none}</bdi> },
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
