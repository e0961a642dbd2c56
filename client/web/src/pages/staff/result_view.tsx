// The result as it stands in the log, for staff to look at before it is announced.
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { atLineStart, formatNumber } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import { percentText } from "../../election/outcome";
import type { Manifest, Official } from "../../election/bodies";
import type { PercentView, ResultView } from "../../staff/desk_view";
import { Card, Table } from "../../ui/index";

interface Row {
    readonly official: Official;
    readonly line: ResultView["lines"][number];
}

export function ResultTable({ manifest, result }: { manifest: Manifest; result: ResultView }) {
    const t = useTexts(staffTexts).result;
    const { language } = useLanguage();
    const text = (by: readonly string[]) => inLanguage(by, manifest.languages, language);
    const rows = result.lines.flatMap((line, j): Row[] => {
        const official = manifest.officials[j];
        return official ? [{ official, line }] : [];
    });
    const percent = ({ count, hundredths }: PercentView) => (
        <>
            {formatNumber(language, count)}{" "}
            <span class="staff-share">({percentText(hundredths, language)})</span>
        </>
    );
    const outcome = (name: string) => {
        const threshold = manifest.rules.thresholds.find((one) => one.name === name);
        return threshold ? text(threshold.consequence) : <span class="table-nothing">{t.none}</span>;
    };
    const level = (at: number) => atLineStart(language, text(manifest.rules.levelNames[at] ?? []));
    return (
        <Card title={t.title}>
            <Table<Row>
                caption={t.caption(formatNumber(language, result.base))}
                stacks
                rows={rows}
                columns={[
                    { heading: t.official, cell: ({ official }) => <bdi>{official.name}</bdi> },
                    { heading: level(2), cell: ({ line }) => percent(line.high), number: true },
                    { heading: level(1), cell: ({ line }) => percent(line.medium), number: true },
                    { heading: level(0), cell: ({ line }) => percent(line.low), number: true },
                    {
                        heading: t.blank,
                        cell: ({ line }) => formatNumber(language, line.blank),
                        number: true,
                    },
                    { heading: t.outcome, cell: ({ line }) => <bdi>{outcome(line.outcome)}</bdi> },
                ]}
            />
        </Card>
    );
}
