// Slips for everybody, and the list of who has come, from which a person gets a slip anew or a paper ballot.
import { useState } from "preact/hooks";
import { useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { staffTexts } from "../../i18n/staff_texts";
import type { RollPerson } from "../../staff/roll_csv";
import { Button, Card, Check, Notice } from "../../ui/index";
import { Choice } from "../staff/choice";
import { WorkStatus } from "../staff/work_status";
import { GroupChoice } from "./attendance_groups";
import { AttendanceView } from "./attendance_view";
import { PrintedSlips } from "./printed_slips";
import { offerOf } from "./offer";
import type { LeadProps } from "./props";
import { usePeople } from "./use_people";
import { type Printing, usePrinting } from "./use_printing";

export function SlipsView(props: LeadProps) {
    const { view } = props;
    const printing = usePrinting(props);
    const known = usePeople(props);
    const [language, setLanguage] = useState(view.manifest.languages[0] ?? "");
    if (printing.slips) {
        return <PrintedSlips view={view} slips={printing.slips} language={language} onDone={printing.done} />;
    }
    return (
        <>
            {offerOf(view).slips ? (
                <AllSlips
                    view={view}
                    people={known?.people ?? []}
                    printing={printing}
                    language={language}
                    onLanguage={setLanguage}
                />
            ) : null}
            <WorkStatus work={printing.work} />
            <AttendanceView {...props} printing={printing} known={known} />
        </>
    );
}

interface AllSlipsProps extends Pick<LeadProps, "view"> {
    readonly people: readonly RollPerson[]; // nobody where this device does not know them
    readonly printing: Printing;
    readonly language: string; // of the slips
    readonly onLanguage: (language: string) => void;
}

function AllSlips({ view, people, printing, language, onLanguage }: AllSlipsProps) {
    const t = useTexts(staffTexts).slips;
    const { language: screen } = useLanguage();
    const [hall, setHall] = useState<string>();
    const numbers =
        hall === undefined
            ? Array.from({ length: view.summoned }, (_, at) => at + 1)
            : people.filter((person) => person.hall === hall).map(({ number }) => number);
    const handedOut = view.next !== "checkIn" || view.present > 0;
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <Choice
                label={t.language}
                value={language}
                options={view.manifest.languages.map((tag) => [tag, languageLabel(screen, tag)])}
                onChange={onLanguage}
            />
            <GroupChoice label={t.hall} people={people} by="hall" value={hall} onChange={setHall} />
            {view.board?.made ? null : (
                <>
                    <Notice kind="waiting">{t.boardFirst}</Notice>
                    <Check label={t.nameless} checked={printing.nameless} onChange={printing.setNameless} />
                    <p class="soft">{t.namelessCost}</p>
                </>
            )}
            <div class="step-actions">
                <Button
                    kind={handedOut ? "plain" : "primary"}
                    off={printing.notYet}
                    onPress={() => {
                        printing.print(numbers);
                    }}
                >
                    {hall === undefined ? t.all(numbers.length) : t.some(numbers.length)}
                </Button>
            </div>
        </Card>
    );
}
