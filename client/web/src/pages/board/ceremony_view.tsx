// The making of the board's key: it runs by itself, step by step, as the others arrive, but for comparing the anchor.
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { CeremonyRoundView } from "../../staff/board_offers";
import type { BoardStanding } from "../../staff/desk_view";
import { Card, Notice, Table } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { AnchorStep, ShownAnchor } from "./anchor_step";
import type { MemberProps } from "./props";

/** Asked for with every change of the log: what is to be said now is said, and what is left is waiting, or done. */
function useCeremony({ view, calls }: MemberProps) {
    const t = useTexts(staffTexts).ceremony;
    const work = useWork();
    const [step, setStep] = useState<CeremonyRoundView>();
    const [compared, setCompared] = useState(0); // how often
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
                const next = await run(label.current, () => calls.ceremonyRound());
                if (next) setStep(next);
            }
            running.current = false;
        })();
    }, [view, calls, run, compared]);
    const onCompared = () => {
        setCompared((before) => before + 1);
    };
    return { step, work, onCompared };
}

export function CeremonyView(props: MemberProps) {
    const t = useTexts(staffTexts).ceremony;
    const { step, work, onCompared } = useCeremony(props);
    const { anchor, board } = props.view;
    return (
        <Card title={t.title}>
            {step?.done ? <Notice kind="done">{t.done}</Notice> : <p>{t.body}</p>}
            {step?.waitingFor ? (
                <Notice kind="waiting">
                    {t.waiting[step.waitingFor.what](step.waitingFor.names.join(", "))}
                </Notice>
            ) : null}
            {anchor && step?.asksAnchor ? (
                <AnchorStep key={anchor.hex} anchor={anchor} calls={props.calls} onCompared={onCompared} />
            ) : null}
            {anchor && step?.showsAnchor && !step.done ? <ShownAnchor anchor={anchor} /> : null}
            <WorkStatus work={work} />
            {board ? <Members board={board} /> : null}
            {board ? <Complaints board={board} /> : null}
        </Card>
    );
}

function Members({ board }: { board: BoardStanding }) {
    const t = useTexts(staffTexts).ceremony;
    const mark = (is: boolean) => (is ? t.yes : t.notYet);
    return (
        <Table
            caption={t.members}
            rows={board.members}
            columns={[
                { heading: t.member, cell: ({ name }) => <bdi>{name}</bdi> },
                { heading: t.dealt, cell: ({ dealt }) => mark(dealt) },
                { heading: t.acknowledged, cell: ({ acknowledged }) => mark(acknowledged) },
            ]}
        />
    );
}

/** Every complaint by name; one that is not answered stops the ceremony, and a new board is the way out. */
function Complaints({ board }: { board: BoardStanding }) {
    const t = useTexts(staffTexts).ceremony;
    return (
        <>
            {board.complaints.map(({ dealer, complainer, answered }) => (
                <Notice key={`${dealer}/${complainer}`} kind={answered ? "info" : "stop"}>
                    {(answered ? t.complaintAnswered : t.complaint)(complainer, dealer)}
                </Notice>
            ))}
        </>
    );
}
