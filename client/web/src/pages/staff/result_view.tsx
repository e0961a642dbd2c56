// The result as it stands in the log, for staff to look at before it is announced.
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { formatNumber } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import { percentHundredths, percentText } from "../../election/outcome";
import { type State } from "../../election/state";
import { Card, Table } from "../../ui/index";
import { type ResultLine, type Official } from "../../election/bodies";

interface Row {
    readonly official: Official;
    readonly line: ResultLine;
}

export function ResultTable({ state }: { state: State }) {
    const t = useTexts(staffTexts).result;
    const { language } = useLanguage();
    const { manifest, base } = state;
    const text = (by: readonly string[]) => inLanguage(by, manifest.languages, language);
    const rows = (state.result ?? []).flatMap((line, j): Row[] => {
        const official = manifest.officials[j];
        return official ? [{ official, line }] : [];
    });
    const share = (count: number) => (
        <>
            {formatNumber(language, count)}{" "}
            <span class="staff-share">({percentText(percentHundredths(count, base), language)})</span>
        </>
    );
    const outcome = ({ outcome }: ResultLine) => {
        const threshold = manifest.rules.thresholds.find(({ name }) => name === outcome);
        return threshold ? text(threshold.consequence) : t.none;
    };
    const level = (at: number) => text(manifest.rules.levelNames[at] ?? []);
    return (
        <Card title={t.title}>
            <Table<Row>
                caption={t.caption(formatNumber(language, base))}
                rows={rows}
                columns={[
                    { heading: t.official, cell: ({ official }) => <bdi>{official.name}</bdi> },
                    { heading: level(2), cell: ({ line }) => share(line.high), number: true },
                    { heading: level(1), cell: ({ line }) => share(line.medium), number: true },
                    { heading: level(0), cell: ({ line }) => share(line.low), number: true },
                    {
                        heading: t.blank,
                        cell: ({ line }) => formatNumber(language, line.blank),
                        number: true,
                    },
                    { heading: t.outcome, cell: ({ line }) => <bdi>{outcome(line)}</bdi> },
                ]}
            />
        </Card>
    );
}
