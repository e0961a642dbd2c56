// Puts what the log says into words of a language. election/outcome made the figures; here they are only written.
import type { Fraction, Text } from "../../election/bodies";
import { percentText } from "../../election/outcome";
import { inLanguage, type Language, useLanguage } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import type { PublicTexts } from "../../gen/public_texts";
import type { LogView, OfficialLine, ThresholdView } from "../../observer/views";
import type { BarPart, Part } from "../../ui/index";

/** A language with its dictionary, and the conference's own texts in it. */
export interface Speaker {
    readonly language: Language;
    readonly t: PublicTexts;
    readonly text: (text: Text) => string;
}

export function speaker(log: LogView, language: Language): Speaker {
    return {
        language,
        t: publicTexts.in(language, log.profile),
        text: (text) => inLanguage(text, log.languages, language),
    };
}
export function useSpeaker(log: LogView): Speaker {
    return speaker(log, useLanguage().language);
}

export function shareText({ numerator, denominator }: Fraction): string {
    return `${numerator}/${denominator}`;
}

/** "More than 1/2 low confidence". */
export function thresholdText({ t, text }: Speaker, { share, strictlyMore, level }: ThresholdView): string {
    const say = strictlyMore ? t.result.moreThan : t.result.atLeast;
    return say({ share: shareText(share), level: level ? text(level) : t.result.blank });
}

export const parts = ["high", "medium", "low", "blank"] as const satisfies readonly Part[];

export function partName({ t, text }: Speaker, log: LogView, part: Part): string {
    const [high, medium, low] = log.levels;
    return part === "blank" ? t.result.blank : text({ high, medium, low }[part]);
}

/** The parts of an official's bar, each said in full. */
export function barParts(speaking: Speaker, log: LogView, { counts, percent }: OfficialLine): BarPart[] {
    return parts.map((part) => ({
        part,
        count: counts[part],
        text: speaking.t.result.part(
            partName(speaking, log, part),
            counts[part],
            percentText(percent[part], speaking.language),
        ),
    }));
}

export function baseText({ t }: Speaker, { base, baseIs }: NonNullable<LogView["result"]>): string {
    return baseIs === "summoned"
        ? t.result.baseSummoned({ count: base })
        : t.result.baseCollected({ count: base });
}
