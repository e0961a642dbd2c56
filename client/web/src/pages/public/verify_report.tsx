// What an audit found, check by check.
import type { AuditCheck } from "../../audit/audit";
import type { PlainReport } from "../../audit/plain_report";
import { atLineStart, formatNumber } from "../../i18n/format";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import type { PublicTexts } from "../../gen/public_texts";
import { texts } from "../../i18n/texts";
import {
    Button,
    Card,
    type Column,
    DownloadButton,
    Facts,
    Fingerprint,
    Notice,
    Page,
    Table,
} from "../../ui/index";
import type { UsedKey } from "./use_audit";
import { reportFile } from "./verify_file";
import { detailText, summaryOf } from "./verify_words";

interface ReportProps {
    readonly report: PlainReport;
    readonly used: UsedKey;
    readonly conference: string;
    readonly again: () => void;
}

type Words = PublicTexts["verify"];

export function VerifyReport({ report, used, conference, again }: ReportProps) {
    const { language } = useLanguage();
    const t = useTexts(publicTexts).verify;
    const { reasons } = useTexts(texts);
    const summary = summaryOf(t, reasons, report);
    const { manifest } = report;
    const text = (of: readonly string[]) => inLanguage(of, manifest?.languages ?? [], language);
    return (
        <Page
            title={t.title}
            conference={manifest && text(manifest.title)}
            body={manifest && text(manifest.body)}
            rehearsal={manifest?.rehearsal}
            wide
        >
            <Notice kind={summary.kind} title={summary.title}>
                <p>{summary.sentence}</p>
                {summary.kind === "stop" ? <p>{t.show}</p> : null}
            </Notice>
            {used.source === "log" ? <Notice kind="waiting">{t.withoutWarning}</Notice> : null}
            {report.fingerprint === "" ? null : (
                <Card title={t.compare}>
                    <Fingerprint digits={report.fingerprint.replaceAll(" ", "")} />
                </Card>
            )}
            <Checks report={report} />
            <VerifiedResult report={report} />
            <Facts lines={keyFacts(t, used)} />
            <div class="step-actions no-print">
                <DownloadButton
                    name={`vouch-audit-${conference}.json`}
                    content={reportFile(t, reasons, report, used)}
                    mediaType="application/json"
                >
                    {t.save}
                </DownloadButton>
                <Button onPress={again}>{t.again}</Button>
            </div>
            <p class="soft">{t.notHere}</p>
        </Page>
    );
}

function keyFacts(t: Words, { vkey, source }: UsedKey) {
    const from = { pasted: t.keyPasted, link: t.keyFromLink, log: t.keyFromLog }[source];
    return [
        [
            t.keyUsed,
            <>
                <span class="mono">{vkey.trim()}</span>
                <br />
                {from}
            </>,
        ],
    ] as const;
}

function Checks({ report }: { report: PlainReport }) {
    const t = useTexts(publicTexts).verify;
    const { reasons } = useTexts(texts);
    const columns: Column<AuditCheck>[] = [
        { heading: t.check, cell: ({ name }) => t.checks[name] },
        {
            heading: t.verdict,
            cell: ({ verdict }) => (
                <span class="verdict" data-state={verdict}>
                    {t.verdicts[verdict]}
                </span>
            ),
        },
        { heading: t.detail, cell: (check) => detailText(t, reasons, report, check) },
    ];
    return <Table caption={t.table} columns={columns} rows={report.checks} />;
}

interface Line {
    readonly name: string;
    readonly position: string;
    readonly counts: readonly number[];
}

/** The counts alone: percentages and what follows from them stand on the page of the results. */
function VerifiedResult({ report: { result, manifest } }: { report: PlainReport }) {
    const { language } = useLanguage();
    const t = useTexts(publicTexts);
    if (!result || !manifest) return null;
    const text = (of: readonly string[] | undefined) => inLanguage(of ?? [], manifest.languages, language);
    const [low, medium, high] = manifest.rules.levelNames;
    const levels = [text(high), text(medium), text(low), t.result.blank].map((name) =>
        atLineStart(language, name),
    );
    const rows = result.map((line, j) => ({
        name: `${j + 1}. ${manifest.officials[j]?.name ?? ""}`,
        position: text(manifest.officials[j]?.position),
        counts: [line.high, line.medium, line.low, line.blank],
    }));
    const columns: Column<Line>[] = [
        {
            heading: t.result.official,
            cell: ({ name, position }) => (
                <>
                    <bdi>{name}</bdi>
                    <br />
                    <bdi class="table-position">{position}</bdi>
                </>
            ),
        },
        ...levels.map((heading, at) => ({
            heading,
            number: true,
            cell: ({ counts }: Line) => formatNumber(language, counts[at] ?? 0),
        })),
    ];
    return <Table caption={t.verify.result} columns={columns} rows={rows} />;
}
