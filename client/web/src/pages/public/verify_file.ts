// The report of an audit as one JSON file: the members of `vouch audit verify --json`, and which key was used.
import type { PlainReport } from "../../audit/plain_report";
import { reasonName } from "../../crypto/result";
import type { PublicTexts } from "../../gen/public_texts";
import type { MainTexts } from "../../gen/main_texts";
import type { UsedKey } from "./use_audit";
import { detailText, summaryOf } from "./verify_words";

/** The sentence and the details are in the language of the page. */
export function reportFile(
    t: PublicTexts["verify"],
    reasons: MainTexts["reasons"],
    report: PlainReport,
    key: UsedKey,
): string {
    const { checkpoint, fault, manifest, result } = report;
    const { title, sentence } = summaryOf(t, reasons, report);
    const file = {
        holds: report.holds,
        sentence: `${title}: ${sentence}`,
        checks: report.checks.map((check) => ({
            check: check.name,
            verdict: check.verdict,
            detail: detailText(t, reasons, report, check),
        })),
        verifier_key: key.vkey.trim(),
        verifier_key_from: key.source,
        log: checkpoint?.origin,
        size: checkpoint && Number(checkpoint.size),
        root: checkpoint && base64(checkpoint.root),
        election_id: hex(report.electionId),
        fingerprint: report.fingerprint,
        phase: report.phase,
        rehearsal: manifest?.rehearsal,
        summoned: report.summoned,
        present: report.present,
        ballots_counted: report.ballots,
        fault: fault && {
            reason: fault.why.reason,
            name: reasonName(fault.why.reason),
            detail: fault.why.detail,
            entry: fault.entry,
            ...(fault.file !== "" && { file: fault.file }),
        },
        result: result?.map((line, j) => ({
            name: manifest?.officials[j]?.name,
            position: manifest?.officials[j]?.position[0],
            high: line.high,
            medium: line.medium,
            low: line.low,
            blank: line.blank,
            outcome: line.outcome,
        })),
    };
    return JSON.stringify(file, null, 2) + "\n";
}

// The page does without libsodium, which crypto/bytes would bring along.
function base64(bytes: Uint8Array): string {
    return btoa(String.fromCharCode(...bytes));
}
function hex(bytes: Uint8Array): string {
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
