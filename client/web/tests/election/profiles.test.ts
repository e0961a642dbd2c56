// The rule profiles are data: what they say here, the native ones say too (tests/election/outcome_test.cpp).
import { describe, expect, it } from "vitest";
import { Reason } from "../../src/crypto/result";
import { Base, Kind, Level, QuorumMeasured } from "../../src/election/bodies";
import { makeEntry } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { profileHint, profileName, profileOf, ruleProfile, ruleProfiles } from "../../src/election/profiles";
import { languages } from "../../src/gen/texts";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { testManifest } from "../support/conference";
import { logVkey } from "../support/log";
import { must } from "../support/vectors";

describe.each(ruleProfiles)("the profile %s", (name) => {
    it("is worded in every language", () => {
        const rules = must(ruleProfile(name, languages));
        for (const text of [...rules.levelNames, ...rules.thresholds.map((one) => one.consequence)]) {
            expect(text).toHaveLength(languages.length);
            expect(new Set(text).size).toBeGreaterThan(1);
        }
        for (const language of languages)
            for (const said of [profileName(name, language), profileHint(name, language)])
                expect(said).not.toBe("");
    });
    it("can have another base, and keeps the order of the languages", () => {
        expect(must(ruleProfile(name, ["vi"], Base.summoned)).base).toBe(Base.summoned);
        const [one, other] = [ruleProfile(name, ["vi", "en"]), ruleProfile(name, ["en", "vi"])].map(must);
        expect(one?.levelNames[0]).toEqual([...(other?.levelNames[0] ?? [])].reverse());
    });
    it("is known again by its rules, whatever their base, and not once a word of them is another", () => {
        const key = new SigningKey(SecretBytes.draw(32));
        const made = testManifest(key, logVkey, new Uint8Array(32).fill(9));
        const rules = must(ruleProfile(name, made.languages, Base.summoned));
        const carried = makeEntry(new Uint8Array(32), Kind.manifest, { ...made, rules }, [key]);
        const entry = must(decodeEntry(carried)); // as a log has it
        if (entry.kind !== Kind.manifest) throw new Error("no manifest");
        expect(profileOf(entry.body)).toBe(name);
        const [first, ...others] = rules.thresholds;
        if (!first) throw new Error("no threshold");
        const thresholds = [{ ...first, consequence: ["", ""] }, ...others];
        expect(profileOf({ ...entry.body, rules: { ...rules, thresholds } })).toBeUndefined();
    });
    it("is not there in a language without words", () => {
        expect(ruleProfile(name, ["xx"])).toEqual({
            ok: false,
            reason: Reason.notFitting,
            detail: "the rule profiles have no wording in xx",
        });
        const rules = must(ruleProfile(name, ["en"]));
        expect(profileOf({ rules, languages: ["en"] })).toBe(name);
        expect(profileOf({ rules, languages: ["xx"] })).toBeUndefined();
    });
});

it.each(["party", "state"] as const)("%s: two thirds there, marks above 1/2 and from 2/3 on", (name) => {
    const rules = must(ruleProfile(name, ["vi", "en"]));
    expect(rules.quorum).toEqual({ numerator: 2, denominator: 3 });
    expect(rules.quorumMeasured).toBe(QuorumMeasured.atOpen);
    expect(rules.base).toBe(Base.collected);
    expect(rules.levelNames[0]).toEqual(["tín nhiệm thấp", "low confidence"]);
    expect(rules.thresholds).toMatchObject([
        {
            name: "more_than_half_low",
            level: Level.low,
            share: { numerator: 1, denominator: 2 },
            strictlyMore: true,
        },
        {
            name: "two_thirds_low",
            level: Level.low,
            share: { numerator: 2, denominator: 3 },
            strictlyMore: false,
        },
    ]);
});
