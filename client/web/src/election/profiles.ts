// The rule profiles: rules that are ready to be taken over into a manifest, made from texts/profiles.json and the wording in
// texts/words. Nothing else in the tree knows which there are: a manifest carries its rules in full, and a body may write
// its own. Sources and their limits: docs/rules.md.
import { ok, Reason, refuse, type Result } from "../crypto/result";
import { languages as worded, type Language, type ProfileData, profiles } from "../gen/texts";
import { Base, type Fraction, Level, type Manifest, QuorumMeasured, type Rules, type Text } from "./bodies";

export type RuleProfile = keyof typeof profiles;
export const ruleProfiles = Object.keys(profiles) as RuleProfile[];

/** What a profile is called, and what it says in a sentence. */
export function profileName(profile: RuleProfile, language: Language): string {
    return profiles[profile].name[language];
}
export function profileHint(profile: RuleProfile, language: Language): string {
    return profiles[profile].hint[language];
}

/** A profile's rules worded in those languages, in that order. Percentages are over `base` where it is given, since bodies
    differ in it from year to year. Not fitting for a language that has no words. */
export function ruleProfile(profile: RuleProfile, languages: readonly string[], base?: Base): Result<Rules> {
    const chosen: Language[] = [];
    for (const tag of languages) {
        const language = worded.find((one) => one === tag);
        if (!language) return refuse(Reason.notFitting, `the rule profiles have no wording in ${tag}`);
        chosen.push(language);
    }
    const text = (all: Readonly<Record<Language, string>>): Text => chosen.map((language) => all[language]);
    const rules: ProfileData = profiles[profile];
    return ok({
        quorum: fractionOf(rules.quorum),
        quorumMeasured: { open: QuorumMeasured.atOpen, close: QuorumMeasured.atClose }[rules.quorumMeasured],
        base: base ?? { summoned: Base.summoned, collected: Base.collected }[rules.base],
        levelNames: rules.levelNames.map(text),
        thresholds: rules.thresholds.map(({ name, level, share, strictlyMore, consequence }) => ({
            name,
            level: { low: Level.low, medium: Level.medium, high: Level.high }[level],
            share: fractionOf(share),
            strictlyMore,
            consequence: text(consequence),
        })),
    });
}

/** The profile that a manifest's rules are, whatever their base; nothing where they are the body's own. */
export function profileOf({
    rules,
    languages,
}: Pick<Manifest, "rules" | "languages">): RuleProfile | undefined {
    return ruleProfiles.find((name) => {
        const its = ruleProfile(name, languages, rules.base);
        return its.ok && inOneText(its.value) === inOneText(rules);
    });
}
function inOneText({ quorum, quorumMeasured, base, levelNames, thresholds }: Rules): string {
    const part = ({ numerator, denominator }: Fraction) => [numerator, denominator];
    const marks = thresholds.map(({ name, level, share, strictlyMore, consequence }) => [
        ...[name, level, part(share), strictlyMore, consequence],
    ]);
    return JSON.stringify([part(quorum), quorumMeasured, base, levelNames, marks]);
}

function fractionOf(text: string): Fraction {
    const [numerator, denominator] = text.split("/").map(Number);
    return { numerator: numerator ?? 0, denominator: denominator ?? 0 };
}
