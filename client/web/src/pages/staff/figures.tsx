// The figures of a paper count, and who has signed them.
import type { PaperCount } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { DeskView, FiguresView } from "../../staff/desk_view";
import { Notice, Table } from "../../ui/index";

interface FiguresProps {
    readonly count: PaperCount;
    readonly view: DeskView;
    /** Whose they are, where they are signed. */
    readonly signers?: FiguresView["signers"];
}

export function Figures({ count, view, signers = [] }: FiguresProps) {
    const t = useTexts(staffTexts).paper;
    const { officials } = view.manifest;
    const rows = count.lines.map((line, at) => ({
        ...line,
        name: `${at + 1}. ${officials[at]?.name ?? ""}`,
    }));
    return (
        <>
            <p>{t.figures(count.issued, count.collected, count.invalid)}</p>
            <Table
                caption={signers.length > 0 ? t.tableOf(namesOf(signers)) : t.table}
                stacks
                rows={rows}
                columns={[
                    { heading: t.official, cell: ({ name }) => <bdi>{name}</bdi> },
                    { heading: t.high, cell: ({ high }) => high, number: true },
                    { heading: t.medium, cell: ({ medium }) => medium, number: true },
                    { heading: t.low, cell: ({ low }) => low, number: true },
                    { heading: t.blank, cell: ({ blank }) => blank, number: true },
                ]}
            />
        </>
    );
}

function namesOf(signers: FiguresView["signers"]): string {
    return signers.map(({ name }) => name).join(", ");
}

export function SignedBy({ figures, view }: { figures: FiguresView; view: DeskView }) {
    const t = useTexts(staffTexts).paper;
    const needed = view.manifest.threshold;
    const enough = figures.signers.length >= needed;
    return (
        <Notice kind={enough ? "done" : "waiting"}>
            {t.signedBy(figures.signers.length, needed, namesOf(figures.signers))}
        </Notice>
    );
}
