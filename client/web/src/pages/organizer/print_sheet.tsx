// What is printed from the organizer's page: a warning and two buttons above, which do not go to the paper, and the sheets.
import "../../ui/styles/staff_print.css";
import { type ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Button, Card, Notice } from "../../ui/index";

interface SheetsProps {
    readonly title: string;
    readonly warning: string;
    readonly how: string;
    /** Nothing of the sheets is kept. */
    readonly onDone: () => void;
    readonly children: ComponentChildren;
}

export function PrintSheets({ title, warning, how, onDone, children }: SheetsProps) {
    const t = useTexts(staffTexts).slips;
    useEffect(() => {
        document.body.classList.add("staff-printing");
        return () => {
            document.body.classList.remove("staff-printing");
        };
    }, []);
    return (
        <>
            <Card title={title}>
                <Notice kind="stop">{warning}</Notice>
                <p>{how}</p>
                <div class="step-actions">
                    <Button
                        kind="primary"
                        onPress={() => {
                            print();
                        }}
                    >
                        {t.print}
                    </Button>
                    <Button onPress={onDone}>{t.printDone}</Button>
                </div>
            </Card>
            <div class="staff-sheets" role="region" aria-label={title} tabIndex={0}>
                {children}
            </div>
        </>
    );
}
