// Every number that a person reads is made here: counts, percentages, quorum, thresholds and what follows. Integers
// only; nothing is rounded before it is compared. docs/protocol.md, sections 3 and 8.
import { check } from "../crypto/result";
import { forms, type Language } from "../gen/forms";
import { type Counts, type Fraction, Level, type ResultLine, type Rules, type Threshold } from "./bodies";

/** part/whole ≥ share, by cross-multiplication. */
function atLeast(share: Fraction, part: number, whole: number): boolean {
    return BigInt(share.denominator) * BigInt(part) >= BigInt(share.numerator) * BigInt(whole);
}
/** part/whole > share. */
function moreThan(share: Fraction, part: number, whole: number): boolean {
    return BigInt(share.denominator) * BigInt(part) > BigInt(share.numerator) * BigInt(whole);
}

/** Whether `there` people (or ballots) are a quorum of those summoned. */
export function quorumMet(rules: Rules, there: number, summoned: number): boolean {
    return atLeast(rules.quorum, there, summoned);
}
/** The fewest that are a quorum of those summoned. */
export function quorumOf({ quorum }: Rules, summoned: number): number {
    const [part, whole] = [BigInt(quorum.numerator), BigInt(quorum.denominator)];
    return Number((part * BigInt(summoned) + whole - 1n) / whole);
}

export function addCounts(a: Counts, b: Counts): Counts {
    return {
        high: a.high + b.high,
        medium: a.medium + b.medium,
        low: a.low + b.low,
        blank: a.blank + b.blank,
    };
}
export const noCounts: Counts = { high: 0, medium: 0, low: 0, blank: 0 };
export function sameCounts(a: Counts, b: Counts): boolean {
    return a.high === b.high && a.medium === b.medium && a.low === b.low && a.blank === b.blank;
}
/** The count of one level. */
function countOf(counts: Counts, level: Level): number {
    switch (level) {
        case Level.blank:
            return counts.blank;
        case Level.low:
            return counts.low;
        case Level.medium:
            return counts.medium;
        case Level.high:
            return counts.high;
    }
}

function holds(threshold: Threshold, counts: Counts, base: number): boolean {
    check(threshold.level in Level, "a threshold's level");
    const count = countOf(counts, threshold.level);
    return (threshold.strictlyMore ? moreThan : atLeast)(threshold.share, count, base);
}
/** The last threshold that holds; nothing where none does. */
function outcome(rules: Rules, counts: Counts, base: number): Threshold | undefined {
    return rules.thresholds.findLast((threshold) => holds(threshold, counts, base));
}
/** What the log keeps where no threshold holds; no threshold may be called so. */
export const noOutcome = "none";

/** One official's line of the result, electronic and paper ballots together. */
export function resultLine(rules: Rules, counts: Counts, base: number): ResultLine {
    const { high, medium, low, blank } = counts;
    return { high, medium, low, blank, outcome: outcome(rules, counts, base)?.name ?? noOutcome };
}

/** A percentage in hundredths of a per cent, rounded half up: 323 of 485 is 6660. It is 0 where the base is 0. */
export function percentHundredths(count: number, base: number): number {
    return base === 0 ? 0 : quotient(20_000 * count + base, 2 * base);
}
/** "66.60", for tables that programs read. */
export function decimal(hundredths: number): string {
    return withSeparator(hundredths, ".");
}
/** "66,60" in Vietnamese, for tables whose heading has the sign. */
export function decimalIn(language: Language, hundredths: number): string {
    return withSeparator(hundredths, forms[language].number.decimal);
}
/** "66,60%" in Vietnamese, "66.60%" in English. */
export function percentText(hundredths: number, language: Language): string {
    return forms[language].number.percent({ number: decimalIn(language, hundredths) });
}
function withSeparator(hundredths: number, separator: string): string {
    const fraction = String(hundredths % 100).padStart(2, "0");
    return `${quotient(hundredths, 100)}${separator}${fraction}`;
}
/** Of whole numbers, rounded down: nothing but whole numbers on the way. */
function quotient(a: number, b: number): number {
    return (a - (a % b)) / b;
}
