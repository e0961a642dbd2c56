// Counting: the paper count where paper was issued, then the shares, once enough key files are known to be open.
import { useState } from "preact/hooks";
import { toHex } from "../../crypto/bytes";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { keysOpenAtTheClose, mayDecrypt } from "../../staff/decrypt";
import { problemOf } from "../../staff/problems";
import { numberOnBoard } from "../../staff/trustee_keys";
import { Button, Card, Confirm, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { type MemberProps } from "./member_view";
import { PaperView } from "./paper_view";

export function CountView({ trustee, version }: MemberProps) {
    const { state } = trustee.desk;
    const wantsPaper = state.papersIssued > 0 && !state.paperCount;
    return (
        <>
            {wantsPaper ? <PaperView trustee={trustee} version={version} /> : null}
            {state.closeConfirmed ? <Shares trustee={trustee} version={version} /> : null}
        </>
    );
}

function Shares({ trustee }: MemberProps) {
    const t = useTexts(staffTexts).count;
    const problems = useTexts(staffTexts).problems;
    const work = useWork();
    const [asked, setAsked] = useState(false);
    const { state } = trustee.desk;
    const mine = numberOnBoard(state, trustee.keys.card);
    const sent = mine.ok && state.shares.has(mine.value);
    const may = mayDecrypt(state);
    const problem = may.ok ? undefined : problemOf(may.detail);
    const send = async () => {
        setAsked(false);
        await work.run(t.sending, () => trustee.sendShares());
    };
    return (
        <Card title={t.title}>
            <Notice kind="info">{t.open(keysOpenAtTheClose(state).length, state.manifest.threshold)}</Notice>
            <Awaited trustee={trustee} />
            {sent ? (
                <Notice kind="done">{t.sent}</Notice>
            ) : (
                <div class="step-actions">
                    <Button
                        kind="primary"
                        off={problem && problems[problem]}
                        onPress={() => {
                            setAsked(true);
                        }}
                    >
                        {t.send}
                    </Button>
                </div>
            )}
            <WorkStatus work={work} />
            {asked ? (
                <Confirm
                    title={t.askTitle}
                    action={t.send}
                    onConfirm={() => void send()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{state.shares.size === 0 ? t.willFirst : t.will}</p>
                </Confirm>
            ) : null}
        </Card>
    );
}

function Awaited({ trustee }: Pick<MemberProps, "trustee">) {
    const t = useTexts(staffTexts).count;
    const { state } = trustee.desk;
    const rows = (state.ceremony?.board.trustees ?? []).map((one, place) => ({ ...one, number: place + 1 }));
    return (
        <Table
            caption={t.members}
            rows={rows}
            columns={[
                { heading: t.member, cell: ({ name }) => <bdi>{name}</bdi> },
                {
                    heading: t.key,
                    cell: ({ signKey }) =>
                        state.closeConfirmers.has(toHex(signKey)) ? t.keyOpen : t.awaited,
                },
                { heading: t.share, cell: ({ number }) => (state.shares.has(number) ? t.given : t.awaited) },
            ]}
        />
    );
}
