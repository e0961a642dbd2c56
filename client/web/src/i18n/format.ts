// Numbers, dates and percentages in each language's own form.
import { type Language } from "./language";

const locales: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

/** Which form of a word goes with a number. Vietnamese has one for all. */
export function plural(language: Language, count: number, one: string, other: string): string {
    return new Intl.PluralRules(locales[language]).select(count) === "one" ? one : other;
}

export function formatNumber(language: Language, value: number | bigint): string {
    return new Intl.NumberFormat(locales[language]).format(value);
}

/** Hundredths of a per cent, already rounded by election/outcome: 9123 is 91.23 %. */
export function formatPercent(language: Language, hundredths: number): string {
    const options = { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
    return new Intl.NumberFormat(locales[language], options).format(hundredths / 10_000);
}

/** A date as the manifest states it, ISO 8601; shown as it stands where it is not one. */
export function formatDate(language: Language, iso: string): string {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
    if (!parts) return iso;
    const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
    if (language === "vi")
        return `${date.getUTCDate()} tháng ${date.getUTCMonth() + 1} năm ${date.getUTCFullYear()}`;
    return new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeZone: "UTC" }).format(date);
}

export function formatBytes(language: Language, bytes: number): string {
    const inKilobytes = Math.max(1, Math.round(bytes / 1000));
    return new Intl.NumberFormat(locales[language], { style: "unit", unit: "kilobyte" }).format(inKilobytes);
}
