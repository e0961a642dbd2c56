// An audit in words: what each check proved, what failed first, and the sentence that sums it up.
import type { AuditCheck } from "../../audit/audit";
import type { PlainReport } from "../../audit/plain_report";
import type { PublicTexts } from "../../gen/public_texts";
import type { MainTexts } from "../../gen/main_texts";

type Reasons = MainTexts["reasons"];
type VerifyWords = PublicTexts["verify"];

/** Says what a check proved and over how much, or what it found where it fails. */
export function detailText(t: VerifyWords, reasons: Reasons, report: PlainReport, check: AuditCheck): string {
    const { verdict, detail, name, numbers } = check;
    if (verdict === "fails")
        return report.fault && isOfEntries(name) ? faultWords(t, reasons, report.fault).join(": ") : detail;
    if (verdict === "not verified")
        return name === "files" ? t.details.lookedAt(numbers["entries"] ?? 0) : detail;
    if (verdict === "nothing yet") return "";
    return provenText(t, report, check);
}

/** Whether a check looks at entries, so that it is the report's fault which it found where it fails. */
function isOfEntries(name: AuditCheck["name"]): boolean {
    return !["checkpoint", "cosignatures", "results.json", "named roll"].includes(name);
}

function provenText({ details }: VerifyWords, report: PlainReport, { name, numbers }: AuditCheck): string {
    const number = (of: string): number => numbers[of] ?? 0;
    switch (name) {
        case "checkpoint":
            return details.checkpoint(report.checkpoint?.origin ?? "", number("entries"));
        case "files":
            return details.files(number("entries"));
        case "manifest, roll and board":
            return details.setup(
                number("officials"),
                number("summoned"),
                number("trustees"),
                number("threshold"),
            );
        case "enrolments":
            return details.enrolments(number("enrolled"), number("papers"));
        case "opening":
        case "close":
            return confirmedText(details, number);
        case "ballots":
            return details.ballots(number("ballots"), number("counted"));
        case "counting":
            return countingText(details, report, number);
        case "cosignatures":
            return number("witnesses") === 0
                ? details.noWitness
                : details.cosigned(number("cosigned"), number("witnesses"));
        case "results.json":
            return details.resultsJson;
        case "named roll":
            return details.namedRoll(number("people"));
    }
}

function confirmedText(details: VerifyWords["details"], number: (of: string) => number): string {
    const [confirmed, needed, threshold] = [number("confirmed"), number("needed"), number("threshold")];
    const said = details.confirmed(confirmed, number("confirmers"), needed, threshold);
    return confirmed >= needed && number("trustees") >= threshold ? said : `${said}: ${details.notConfirmed}`;
}

function countingText(
    details: VerifyWords["details"],
    report: PlainReport,
    number: (of: string) => number,
): string {
    if (report.phase !== "published") return details.countingSoFar(number("shares"), number("threshold"));
    const said = [details.counting(number("shares"), number("counted"))];
    if (number("paper") > 0) said.push(details.withPaper);
    said.push(number("announced") > 0 ? details.announcedAsCounted : details.notAnnounced);
    return said.join("; ");
}

/** "entry 7" and "bad proof (ballot: equation 3)". */
function faultWords(
    t: VerifyWords,
    reasons: Reasons,
    { why, file, entry }: NonNullable<PlainReport["fault"]>,
): [string, string] {
    const where = [entry === undefined ? "" : t.entry(entry), file === "" ? "" : t.file(file)];
    const place = where.filter((part) => part !== "").join(", ") || t.theLog;
    const reason = reasons[why.reason];
    return [place, why.detail === "" ? reason : `${reason} (${why.detail})`];
}

export interface Summary {
    readonly kind: "done" | "waiting" | "stop";
    readonly title: string;
    readonly sentence: string;
}

export function summaryOf(t: VerifyWords, reasons: Reasons, report: PlainReport): Summary {
    const rehearsal = report.manifest?.rehearsal ? ` ${t.rehearsal}` : "";
    if (report.fault) {
        const sentence = t.fault(...faultWords(t, reasons, report.fault));
        return { kind: "stop", title: t.failsTitle, sentence };
    }
    if (!report.holds) return { kind: "waiting", title: t.incompleteTitle, sentence: "" };
    const entries = Number(report.checkpoint?.size ?? 0);
    if (report.phase === "published") {
        return { kind: "done", title: t.holdsTitle, sentence: t.holds(report.ballots, entries) + rehearsal };
    }
    return { kind: "done", title: t.holdsSoFarTitle, sentence: t.holdsSoFar(entries) + rehearsal };
}
