// The slips as they are printed: eight to an A4 sheet, each with name, unit, number, address, the code in letters, and the
// link as a QR code. On the screen they are a preview; nothing of them is kept.
import { useEffect } from "preact/hooks";
import { formatDate } from "../../i18n/format";
import { inLanguage, useTexts, wordedLanguage } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { addressOf } from "../../service/place";
import type { DeskView } from "../../staff/desk_view";
import type { Slip } from "../../staff/organizer";
import { Button, Card, groupsOfFour, Notice, Qr } from "../../ui/index";

interface PrintedProps {
    readonly view: DeskView;
    readonly slips: readonly Slip[];
    readonly language: string;
    readonly onDone: () => void;
}
const slipsPerSheet = 8;

export function PrintedSlips({ view, slips, language, onDone }: PrintedProps) {
    const t = useTexts(staffTexts).slips;
    useEffect(() => {
        document.body.classList.add("staff-printing");
        return () => {
            document.body.classList.remove("staff-printing");
        };
    }, []);
    const sheets = Array.from({ length: Math.ceil(slips.length / slipsPerSheet) }, (_, at) =>
        slips.slice(at * slipsPerSheet, (at + 1) * slipsPerSheet),
    );
    return (
        <>
            <Card title={t.printTitle(slips.length)}>
                <Notice kind="stop">{t.printWarning}</Notice>
                <p>{t.printHow}</p>
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
            <div class="staff-sheets" role="region" aria-label={t.printTitle(slips.length)} tabIndex={0}>
                {sheets.map((sheet, at) => (
                    <section key={at} class="staff-sheet" aria-label={t.sheet(at + 1, sheets.length)}>
                        {sheet.map((slip) => (
                            <OneSlip key={slip.number} view={view} slip={slip} language={language} />
                        ))}
                    </section>
                ))}
            </div>
        </>
    );
}

/** In the language of the slips, which is not that of the screen. */
function OneSlip({ view, slip, language }: Pick<PrintedProps, "view" | "language"> & { slip: Slip }) {
    const printed = wordedLanguage(language);
    const t = staffTexts[printed].slip;
    const { place, manifest } = view;
    const text = (by: readonly string[]) => inLanguage(by, manifest.languages, printed);
    return (
        <article class="staff-slip" lang={printed}>
            <p class="staff-slip-head">
                {manifest.rehearsal ? <strong>{t.rehearsal} </strong> : null}
                <bdi>{text(manifest.body)}</bdi>
                <br />
                <bdi>{text(manifest.title)}</bdi>
                <br />
                <bdi>{text(manifest.place)}</bdi>, {formatDate(printed, manifest.date)}
            </p>
            <p class="staff-slip-name">
                <bdi>{slip.name}</bdi>
            </p>
            <p class="staff-slip-unit">
                <bdi>{slip.unit}</bdi>
            </p>
            <div class="staff-slip-how">
                <p>{t.scan}</p>
                <p class="staff-slip-address">{addressOf(place).replace("https://", "")}</p>
                <p>{t.type}</p>
                <p>
                    {t.number}: <strong>{slip.number}</strong>
                </p>
                <p class="staff-slip-code">{groupsOfFour(slip.code).join("-")}</p>
                {slip.mark === undefined ? null : (
                    <p>
                        {t.mark}: <strong class="mono">{groupsOfFour(slip.mark).join("-")}</strong>
                    </p>
                )}
                <p class="staff-slip-keep">{t.keep}</p>
            </div>
            <div class="staff-slip-qr">
                <Qr text={slip.link} label={t.qr} />
            </div>
        </article>
    );
}
