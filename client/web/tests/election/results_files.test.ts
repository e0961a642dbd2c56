// The files of tests/data/results-files.json, which the native client writes too.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Base, type Counts, type Manifest, type Official } from "../../src/election/bodies";
import { resultLine } from "../../src/election/outcome";
import { ruleProfile, type RuleProfile } from "../../src/election/profiles";
import { resultsCsv, resultsSpreadsheet } from "../../src/election/results_files";
import { must } from "../support/vectors";

interface Data {
    readonly profile: RuleProfile;
    readonly languages: readonly string[];
    readonly officials: readonly Pick<Official, "name" | "position">[];
    readonly counts: readonly (readonly [number, number, number, number])[];
    readonly base: number;
    readonly csv: string;
    readonly spreadsheets: Readonly<Record<"vi" | "en", string>>;
}
const { profile, languages, officials, counts, base, csv, spreadsheets } = JSON.parse(
    readFileSync(new URL("../../../../tests/data/results-files.json", import.meta.url), "utf8"),
) as Data;

const rules = must(ruleProfile(profile, languages, Base.collected));
const manifest = { languages, officials, rules } as unknown as Manifest;
const lines = counts.map(([high, medium, low, blank]) =>
    resultLine(rules, { high, medium, low, blank } satisfies Counts, base),
);

test("for programs", () => {
    expect(resultsCsv(manifest, lines, base)).toBe(csv);
});
test.each(["vi", "en"] as const)("for spreadsheets, in %s", (language) => {
    expect(resultsSpreadsheet(manifest, lines, base, language)).toBe(spreadsheets[language]);
});
