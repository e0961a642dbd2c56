// Slips for everybody, and the list of who has come, from which a person gets a slip anew or a paper ballot.
import { useState } from "preact/hooks";
import { useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import { staffTexts } from "../../i18n/staff_texts";
import { Button, Card, Check, Notice } from "../../ui/index";
import { Choice } from "../staff/choice";
import { WorkStatus } from "../staff/work_status";
import { AttendanceView } from "./attendance_view";
import { PrintedSlips } from "./printed_slips";
import { offerOf } from "./offer";
import type { LeadProps } from "./props";
import { type Printing, usePrinting } from "./use_printing";

export function SlipsView(props: LeadProps) {
    const { view } = props;
    const printing = usePrinting(props);
    const [language, setLanguage] = useState(view.manifest.languages[0] ?? "");
    if (printing.slips) {
        return <PrintedSlips view={view} slips={printing.slips} language={language} onDone={printing.done} />;
    }
    return (
        <>
            {offerOf(view).slips ? (
                <AllSlips view={view} printing={printing} language={language} onLanguage={setLanguage} />
            ) : null}
            <WorkStatus work={printing.work} />
            <AttendanceView {...props} printing={printing} />
        </>
    );
}

interface AllSlipsProps extends Pick<LeadProps, "view"> {
    readonly printing: Printing;
    readonly language: string; // of the slips
    readonly onLanguage: (language: string) => void;
}

function AllSlips({ view, printing, language, onLanguage }: AllSlipsProps) {
    const t = useTexts(staffTexts).slips;
    const { language: screen } = useLanguage();
    const everybody = Array.from({ length: view.summoned }, (_, at) => at + 1);
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
                        printing.print(everybody);
                    }}
                >
                    {t.all(everybody.length)}
                </Button>
            </div>
        </Card>
    );
}
