// Invitations on paper, one A4 page each: to members of the board, whose link works once, and to witnesses.
import { formatDate } from "../../i18n/format";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { DeskView } from "../../staff/desk_view";
import { Qr } from "../../ui/index";
import { PrintSheets } from "./print_sheet";

export interface Letters {
    readonly to: "member" | "witness";
    readonly links: readonly string[];
}

interface LettersProps {
    readonly view: DeskView;
    readonly letters: Letters;
    readonly onDone: () => void;
}

export function PrintedLetters({ view, letters: { to, links }, onDone }: LettersProps) {
    const t = useTexts(staffTexts).letters;
    return (
        <PrintSheets title={t.title(links.length)} warning={t.warning[to]} how={t.how} onDone={onDone}>
            {links.map((link) => (
                <Letter key={link} view={view} to={to} link={link} />
            ))}
        </PrintSheets>
    );
}

function Letter({ view, to, link }: Pick<LettersProps, "view"> & Pick<Letters, "to"> & { link: string }) {
    const t = useTexts(staffTexts).letters;
    const { language } = useLanguage();
    const { manifest } = view;
    const text = (by: readonly string[]) => inLanguage(by, manifest.languages, language);
    return (
        <article class="staff-letter">
            <p>
                <bdi>{text(manifest.body)}</bdi>
            </p>
            <h3>
                {t.heading}
                {manifest.rehearsal ? ` – ${t.rehearsal}` : ""}
            </h3>
            <p class="staff-letter-title">
                <bdi>{text(manifest.title)}</bdi>
            </p>
            <p>
                <bdi>{text(manifest.place)}</bdi>, {formatDate(language, manifest.date)}
            </p>
            <p>{t.dear}</p>
            <p>{t.body[to]}</p>
            <ol>
                {t.steps[to].map((step) => (
                    <li key={step}>{step}</li>
                ))}
            </ol>
            <div class="staff-letter-qr">
                <Qr text={link} label={t.qr} />
            </div>
            <p class="mono staff-letter-link">{link}</p>
            <p class="staff-letter-signed">{t.signed}</p>
        </article>
    );
}
