// Opening and close are stated by this device's clock, and the minutes give those times.
import { timeAndDay } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Notice } from "../../ui/index";

const secondsMost = 120; // a reader of the minutes would notice more

/** Nothing where this device and the server agree, or have not met. */
export function ClockNotice({ ahead = 0 }: { readonly ahead: number | undefined }) {
    const t = useTexts(staffTexts).open;
    const { language } = useLanguage();
    if (Math.abs(ahead) <= secondsMost) return null;
    const here = new Date();
    const there = new Date(here.getTime() - ahead * 1000);
    return (
        <Notice kind="stop" title={t.clockTitle}>
            {t.clock(timeAndDay(language, here), timeAndDay(language, there))}
        </Notice>
    );
}
