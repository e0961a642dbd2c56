// The shares, once enough key files are known to be open.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { MemberLine } from "../../staff/desk_view";
import { problemOf } from "../../staff/problems";
import { AskingButton, Card, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { MemberProps } from "./props";

export function SharesView({ view, calls }: MemberProps) {
    const t = useTexts(staffTexts).count;
    const problems = useTexts(staffTexts).problems;
    const work = useWork();
    const members = view.board?.members ?? [];
    const sent = members.some(({ number, counted }) => number === view.number && counted);
    const keysOpen = members.filter(({ signedClose }) => signedClose).length;
    const problem = view.mayCount.ok ? undefined : problemOf(view.mayCount.detail);
    const send = async () => {
        await work.run(t.sending, () => calls.sendShares());
    };
    return (
        <Card title={t.title}>
            <Notice kind="info">{t.open(keysOpen, view.manifest.threshold)}</Notice>
            <Awaited members={members} />
            {sent ? (
                <Notice kind="done">{t.sent}</Notice>
            ) : (
                <div class="step-actions">
                    <AskingButton
                        kind="primary"
                        off={problem && problems[problem]}
                        title={t.askTitle}
                        action={t.send}
                        onConfirm={() => void send()}
                    >
                        <p>{view.shares === 0 ? t.willFirst : t.will}</p>
                    </AskingButton>
                </div>
            )}
            <WorkStatus work={work} />
        </Card>
    );
}

function Awaited({ members }: { members: readonly MemberLine[] }) {
    const t = useTexts(staffTexts).count;
    return (
        <Table
            caption={t.members}
            rows={members}
            columns={[
                { heading: t.member, cell: ({ name }) => <bdi>{name}</bdi> },
                { heading: t.key, cell: ({ signedClose }) => (signedClose ? t.keyOpen : t.awaited) },
                { heading: t.share, cell: ({ counted }) => (counted ? t.given : t.awaited) },
            ]}
        />
    );
}
