// Numbers, dates and sizes in each language's own form. Percentages are election/outcome's.
import { forms, type Language } from "../gen/forms";
import { grouped } from "./grouped";

export function formatNumber(language: Language, value: number | bigint): string {
    return grouped(value, forms[language].number.group);
}

/** A text as it begins a line: "Tín nhiệm cao" of "tín nhiệm cao", which the manifest has for the middle of sentences. */
export function atLineStart(language: Language, text: string): string {
    const first = [...text][0] ?? "";
    return first.toLocaleUpperCase(forms[language].locale) + text.slice(first.length);
}

/** A date as the manifest states it, ISO 8601, as people write it: "6 tháng 12 năm 2024", "6 December 2024". What is no
    date is shown as it stands. */
export function formatDate(language: Language, iso: string): string {
    const parts = datePartsOf(language, iso);
    return parts ? forms[language].date.plain(parts) : iso;
}
/** The same as formal papers have it: "ngày 06 tháng 12 năm 2024". */
export function formalDate(language: Language, iso: string): string {
    const parts = datePartsOf(language, iso);
    return parts ? forms[language].date.formal(parts) : iso;
}
/** POSIX seconds as formal papers have them, in a zone so many hours east of Greenwich: "08:30 on 6 December 2024". What no
    calendar holds is given back as a number. */
export function formalTime(language: Language, seconds: number, hoursFromUtc: number): string {
    const year9999 = 253_370_764_800; // its first second
    if (seconds >= year9999) return String(seconds);
    const iso = new Date((seconds + hoursFromUtc * 3600) * 1000).toISOString();
    const date = formalDate(language, iso.slice(0, 10));
    return forms[language].time.formal({ date, hour: iso.slice(11, 13), minute: iso.slice(14, 16) });
}
/** As the clock on the wall of whoever reads it has it: "08:05". */
export function clockTime(at: Date): string {
    return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
/** The day that a calendar on that wall has, ISO 8601. */
export function localDay(at: Date): string {
    const [month, day] = [at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0"));
    return `${at.getFullYear()}-${month ?? ""}-${day ?? ""}`;
}
/** The same by the server's clock, which this device's is so many seconds ahead of; nothing where that is not known. */
export function serverDay(clockAhead: number | undefined): string | undefined {
    if (clockAhead === undefined) return undefined;
    return localDay(new Date(Date.now() - clockAhead * 1000));
}
/** Time and day on that wall: "08:05, 6 December 2024". */
export function timeAndDay(language: Language, at: Date): string {
    return `${clockTime(at)}, ${formatDate(language, localDay(at))}`;
}
/** "UTC+7", or "UTC". */
export function zoneName(hoursFromUtc: number): string {
    if (hoursFromUtc === 0) return "UTC";
    return `UTC${hoursFromUtc > 0 ? "+" : "-"}${Math.abs(hoursFromUtc)}`;
}

function datePartsOf(language: Language, iso: string) {
    const [, year, month2, day2] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
    const monthName = forms[language].date.monthNames[Number(month2) - 1];
    if (!year || !month2 || !day2 || !monthName) return undefined;
    return { year, month2, monthName, day: String(Number(day2)), day2 };
}

export function formatBytes(language: Language, bytes: number): string {
    const inKilobytes = Math.max(1, Math.round(bytes / 1000));
    const options = { style: "unit", unit: "kilobyte" } as const;
    return new Intl.NumberFormat(forms[language].locale, options).format(inKilobytes);
}
