// How many of the board's key files are known to open: each member's page says so to the others once it has opened its own.
import { formatDate, serverDay } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { DeskView } from "../../staff/desk_view";
import { Notice, Table } from "../../ui/index";

export function OpenKeys({ view }: { view: DeskView }) {
    const t = useTexts(staffTexts).readiness;
    const { language } = useLanguage();
    const members = view.board?.members ?? [];
    const today = serverDay(view.clockAhead);
    const ready = members.filter(({ readyDay }) => readyDay && readyDay === today).length;
    const needed = view.manifest.threshold;
    const stateOf = (day: string | undefined) => {
        if (day === undefined || today === undefined) return t.unknown;
        return day === today ? t.opens : t.openedOn(formatDate(language, day));
    };
    return (
        <>
            <Notice kind={ready >= needed ? "done" : "waiting"}>
                {t.count(ready, members.length, needed)}
            </Notice>
            <Table
                caption={t.members}
                rows={members}
                columns={[
                    { heading: t.member, cell: ({ name }) => <bdi>{name}</bdi> },
                    { heading: t.state, cell: ({ readyDay }) => stateOf(readyDay) },
                ]}
            />
        </>
    );
}
