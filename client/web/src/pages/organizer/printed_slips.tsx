// The slips as they are printed: eight to an A4 sheet, or fewer where texts are long, each with name, unit, hall where there is
// one, number, address, the code in letters, and the link as a QR code. On the screen they are a preview; nothing of them is kept.
import { formatDate } from "../../i18n/format";
import { inLanguage, useTexts, wordedLanguage } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { StaffTexts } from "../../gen/staff_texts";
import { urlOf } from "../../service/conference_address";
import type { DeskView } from "../../staff/desk_view";
import type { Slip } from "../../staff/organizer";
import { groupsOfFour, Qr } from "../../ui/index";
import { PrintSheets } from "./print_sheet";

interface PrintedProps {
    readonly view: DeskView;
    readonly slips: readonly Slip[];
    readonly language: string;
    readonly onDone: () => void;
}
const slipsPerRow = 2;

export function PrintedSlips({ view, slips, language, onDone }: PrintedProps) {
    const t = useTexts(staffTexts).slips;
    const rows = Array.from({ length: Math.ceil(slips.length / slipsPerRow) }, (_, at) =>
        slips.slice(at * slipsPerRow, (at + 1) * slipsPerRow),
    );
    return (
        <PrintSheets
            title={t.printTitle(slips.length)}
            warning={t.printWarning}
            how={t.printHow}
            onDone={onDone}
        >
            {rows.map((row, at) => (
                <div key={at} class="staff-slips">
                    {row.map((slip) => (
                        <OneSlip key={slip.number} view={view} slip={slip} language={language} />
                    ))}
                </div>
            ))}
        </PrintSheets>
    );
}

/** In the language of the slips, which is not that of the screen. */
function OneSlip({ view, slip, language }: Pick<PrintedProps, "view" | "language"> & { slip: Slip }) {
    const printed = wordedLanguage(language);
    const t = staffTexts.in(printed).slip;
    const { manifest } = view;
    const text = (by: readonly string[]) => inLanguage(by, manifest.languages, printed);
    return (
        <article class="staff-slip" lang={printed}>
            <div class="staff-slip-qr">
                <Qr text={slip.link} label={t.qr} />
            </div>
            <h3>
                {t.heading}
                {manifest.rehearsal ? ` – ${t.rehearsal}` : ""}
            </h3>
            <p>
                <bdi>{text(manifest.title)}</bdi>
            </p>
            <p>
                <bdi>{text(manifest.body)}</bdi>
            </p>
            <p>
                <bdi>{text(manifest.place)}</bdi>, {formatDate(printed, manifest.date)}
            </p>
            <p class="staff-slip-name">
                <bdi>{slip.name}</bdi>
            </p>
            <p>
                <bdi>{slip.unit}</bdi>
            </p>
            {slip.hall === "" ? null : (
                <p>
                    {t.hall}:{" "}
                    <strong>
                        <bdi>{slip.hall}</bdi>
                    </strong>
                </p>
            )}
            <SlipSteps view={view} slip={slip} words={t} />
            <p>{t.keep}</p>
        </article>
    );
}

interface StepsProps extends Pick<PrintedProps, "view"> {
    readonly slip: Slip;
    readonly words: StaffTexts["slip"];
}

function SlipSteps({ view, slip, words }: StepsProps) {
    return (
        <>
            <ol>
                <li>
                    {words.scan}{" "}
                    <strong class="staff-slip-address">{urlOf(view.address).replace("https://", "")}</strong>{" "}
                    {words.type}
                </li>
                <li>{words.checkIn}</li>
                <li>{words.vote}</li>
            </ol>
            <p>
                {words.number}: <strong>{slip.number}</strong>{" "}
                <span class="staff-slip-code">{groupsOfFour(slip.code).join("-")}</span>
            </p>
            {slip.mark === undefined ? null : (
                <p>
                    {words.mark}: <strong class="mono">{groupsOfFour(slip.mark).join("-")}</strong>
                </p>
            )}
        </>
    );
}
