// From the state of an election to what people see of it. No figure is made here: election/outcome makes them.
import { toBase64, toHex } from "../crypto/bytes";
import { confirmerNames } from "../election/apply";
import {
    Base,
    type Counts,
    Level,
    type Manifest,
    QuorumMeasured,
    type ResultLine,
    type Text,
    type Threshold,
} from "../election/bodies";
import { anchorMark, fingerprint, openingNumber } from "../election/fingerprint";
import { percentHundredths, quorumMet, quorumOf } from "../election/outcome";
import { profileOf } from "../election/profiles";
import { resultsCsv, resultsSpreadsheet } from "../election/results_files";
import { type Language, languages } from "../gen/texts";
import { type State, trusteeOf } from "../election/state";
import { pick } from "../pick";
import { asStated, type LogView, type OfficialLine, type ResultView, type ThresholdView } from "./views";

/** Takes 64 MiB and a moment, so that a caller keeps the fingerprint and passes it to `viewOf`. */
export function fingerprintOf(state: State): string | undefined {
    return state.fingerprintHash && fingerprint(state.fingerprintHash);
}

/** `state` has its manifest. `digits` is its fingerprint, where there is one. */
export function viewOf(state: State, digits: string | undefined): LogView {
    const { manifest } = state;
    return {
        size: state.log.size,
        root: toBase64(state.log.root()),
        electionId: toHex(state.electionId),
        logVkey: manifest.logVkey,
        phase: state.phase,
        ...conferenceOf(manifest),
        ...boardOf(state),
        ...peopleOf(state),
        profile: profileOf(manifest),
        opening: openingOf(state, digits),
        ballotsAdmitted: state.ballotsAdmitted,
        ballotsCounted: state.ballots.size,
        closing:
            state.closeIndex === 0
                ? undefined
                : {
                      by: confirmerNames(state, state.closeConfirmers),
                      confirmed: state.closeConfirmed,
                      index: state.closeIndex,
                      statedAt: Number(state.closedAt),
                  },
        collected: state.collected,
        invalid: state.paperCount?.invalid ?? 0,
        shares: [...state.shares.keys()].map((i) => trusteeOf(state.ceremony, i)?.name ?? ""),
        result: resultOf(state),
        annulmentReason: state.annulmentReason,
        overrideReason: state.overrideReason,
    };
}

function conferenceOf(manifest: Manifest) {
    const level = (at: Level): Text => manifest.rules.levelNames[at - 1] ?? [];
    return {
        ...pick(manifest, asStated),
        officials: manifest.officials.map((official) => pick(official, ["name", "position"])),
        levels: [level(Level.high), level(Level.medium), level(Level.low)] as const,
    };
}

function openingOf(state: State, digits: string | undefined) {
    if (!state.opening) return undefined;
    return {
        by: confirmerNames(state, state.openConfirmers),
        confirmed: state.openConfirmed,
        index: state.openIndex,
        statedAt: Number(state.openedAt),
        number: openingNumber(state.openDigest),
        fingerprint: digits,
        fingerprintHash: state.fingerprintHash && toHex(state.fingerprintHash),
    };
}

function boardOf(state: State) {
    return {
        anchorMark: state.slipAnchor && anchorMark(state.slipAnchor),
        trustees: state.ceremony?.board.trustees.map(({ name }) => name) ?? [],
        trusteesOf: state.manifest.trustees,
        threshold: state.manifest.threshold,
        confirmers: state.confirmers,
        confirmationsNeeded: state.confirmationsNeeded,
    };
}

function peopleOf(state: State) {
    const { rules } = state.manifest;
    const measured = rules.quorumMeasured === Number(QuorumMeasured.atOpen) ? "open" : "close";
    return {
        summoned: state.summoned,
        enrolled: state.enrolled,
        papers: state.papersIssued,
        present: state.present,
        quorum: {
            share: rules.quorum,
            measured,
            least: quorumOf(rules, state.summoned),
            met: quorumMet(rules, state.present, state.summoned),
        },
    } as const;
}

function resultOf(state: State): ResultView | undefined {
    const { manifest, result, base } = state;
    if (!result) return undefined;
    return {
        lines: result.map((line) => officialLine(manifest, line, base)),
        base,
        baseIs: manifest.rules.base === Number(Base.summoned) ? "summoned" : "collected",
        announced: state.announced,
        csv: resultsCsv(manifest, result, base),
        spreadsheets: inEach((language) => resultsSpreadsheet(manifest, result, base, language)),
    };
}

function inEach(text: (language: Language) => string): Record<Language, string> {
    return Object.fromEntries(languages.map((language) => [language, text(language)])) as Record<
        Language,
        string
    >;
}

function officialLine(manifest: Manifest, line: ResultLine, base: number): OfficialLine {
    const { high, medium, low, blank } = line;
    const threshold = manifest.rules.thresholds.find(({ name }) => name === line.outcome);
    return {
        counts: { high, medium, low, blank },
        percent: percentages(line, base),
        threshold: threshold && thresholdView(manifest, threshold),
    };
}

function percentages({ high, medium, low, blank }: Counts, base: number): Counts {
    const of = (count: number) => percentHundredths(count, base);
    return { high: of(high), medium: of(medium), low: of(low), blank: of(blank) };
}

function thresholdView(
    manifest: Manifest,
    { name, share, strictlyMore, level, consequence }: Threshold,
): ThresholdView {
    return {
        name,
        share: pick(share, ["numerator", "denominator"]),
        strictlyMore,
        level: manifest.rules.levelNames[level - 1],
        consequence,
    };
}
