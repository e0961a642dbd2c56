// The making of the board's key: it runs by itself, step by step, as the others arrive, but for comparing the anchor.
import { useEffect, useRef, useState } from "preact/hooks";
import { toHex } from "../../crypto/bytes";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type Compared } from "../../staff/anchor";
import { type CeremonyRound } from "../../staff/trustee";
import { Card, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { AnchorStep, ShownAnchor } from "./anchor_step";
import { type MemberProps } from "./member_view";

export function CeremonyView({ trustee, version }: MemberProps) {
    const t = useTexts(staffTexts).ceremony;
    const work = useWork();
    const [step, setStep] = useState<CeremonyRound>();
    const [compared, setCompared] = useState<Compared>();
    const again = useRef(false);
    const running = useRef(false);
    const { run } = work;
    const label = useRef(t.working);
    label.current = t.working; // of the language now; changing it begins nothing anew
    useEffect(() => {
        again.current = true;
        if (running.current) return;
        running.current = true;
        void (async () => {
            while (again.current) {
                again.current = false;
                const next = await run(label.current, () => trustee.ceremonyRound());
                if (next) setStep(next);
            }
            running.current = false;
        })();
    }, [version, trustee, run, compared]);
    const { slipAnchor } = trustee.desk.state;
    const take = (one: Compared) => {
        void trustee.tookAnchor(one).then(() => {
            setCompared(one);
        });
    };
    return (
        <Card title={t.title}>
            {step?.done ? <Notice kind="done">{t.done}</Notice> : <p>{t.body}</p>}
            {step?.waitingFor ? (
                <Notice kind="waiting">
                    {t.waiting[step.waitingFor.what](step.waitingFor.names.join(", "))}
                </Notice>
            ) : null}
            {slipAnchor && step?.asksAnchor ? (
                <AnchorStep key={toHex(slipAnchor)} anchor={slipAnchor} onCompared={take} />
            ) : null}
            {slipAnchor && step?.showsAnchor && !step.done ? <ShownAnchor anchor={slipAnchor} /> : null}
            <WorkStatus work={work} />
            <Members trustee={trustee} />
            <Complaints trustee={trustee} />
        </Card>
    );
}

function Members({ trustee }: Pick<MemberProps, "trustee">) {
    const t = useTexts(staffTexts).ceremony;
    const { ceremony } = trustee.desk.state;
    if (!ceremony) return null;
    const rows = ceremony.board.trustees.map(({ name }, place) => ({ name, number: place + 1 }));
    const mark = (is: boolean) => (is ? t.yes : t.notYet);
    return (
        <Table
            caption={t.members}
            rows={rows}
            columns={[
                { heading: t.member, cell: ({ name }) => <bdi>{name}</bdi> },
                { heading: t.dealt, cell: ({ number }) => mark(ceremony.dealings.has(number)) },
                { heading: t.acknowledged, cell: ({ number }) => mark(ceremony.acknowledged.has(number)) },
            ]}
        />
    );
}

/** Every complaint by name; one that is not answered stops the ceremony, and a new board is the way out. */
function Complaints({ trustee }: Pick<MemberProps, "trustee">) {
    const t = useTexts(staffTexts).ceremony;
    const { ceremony } = trustee.desk.state;
    const name = (number: number) => ceremony?.board.trustees[number - 1]?.name ?? "";
    const complaints = [...(ceremony?.complaints.values() ?? [])];
    return (
        <>
            {complaints.map(({ dealer, complainer, answer }) => (
                <Notice key={`${dealer}/${complainer}`} kind={answer ? "info" : "stop"}>
                    {(answer ? t.complaintAnswered : t.complaint)(name(complainer), name(dealer))}
                </Notice>
            ))}
        </>
    );
}
