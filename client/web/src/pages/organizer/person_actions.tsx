// What can be done for one person of the roll, each act with a question that names the person and says what it will do.
import { useEffect, useRef, useState } from "preact/hooks";
import { ok } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { StaffTexts } from "../../gen/staff_texts";
import type { Attendee } from "../../staff/attendance";
import { Button, Confirm, Notice } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { offerFor, offerOf } from "./offer";
import type { LeadProps } from "./props";
import type { Printing } from "./use_printing";

type Act = "slip" | "paper";

interface ActionsProps extends LeadProps {
    readonly person: Attendee;
    readonly printing: Printing;
    readonly onDone: () => void;
}

export function PersonActions({ view, calls, person, printing, onDone }: ActionsProps) {
    const { slips: t, attendance } = useTexts(staffTexts);
    const work = useWork();
    const [asked, setAsked] = useState<Act>();
    const panel = useRef<HTMLDivElement>(null);
    useEffect(() => {
        panel.current?.focus();
    }, []);
    const { number, name, unit, presence } = person;
    const who = attendance.who(name, unit, number);
    const give = async () => {
        await work.run(t.giving, async () => {
            const status = await calls.givePaper(number);
            return status.ok ? ok(number) : status;
        });
    };
    const act = () => {
        setAsked(undefined);
        if (asked === "paper") void give();
        else printing.print([number], () => calls.revoke(number));
    };
    return (
        <div ref={panel} class="stack staff-part staff-person" tabIndex={-1} role="group" aria-label={who}>
            <h3>
                <bdi>{who}</bdi>
            </h3>
            {presence === "paper" ? (
                <Notice kind="done">{t.given(who)}</Notice>
            ) : (
                <p>{attendance.now(attendance.states[presence])}</p>
            )}
            <Acts view={view} printing={printing} person={person} onAsk={setAsked} onDone={onDone} />
            <WorkStatus work={work} />
            {asked ? (
                <Confirm
                    title={asked === "paper" ? t.askPaper(who) : t.askRevoke(who)}
                    action={asked === "paper" ? t.give : t.revoke}
                    danger
                    onConfirm={act}
                    onCancel={() => {
                        setAsked(undefined);
                    }}
                >
                    <p>{asked === "paper" ? t.willPaper : willRevoke(t, presence)}</p>
                </Confirm>
            ) : null}
        </div>
    );
}

interface ActsProps extends Pick<ActionsProps, "view" | "person" | "printing" | "onDone"> {
    readonly onAsk: (act: Act) => void;
}

/** What the person's state and the phase allow. */
function Acts({ view, person, printing, onAsk, onDone }: ActsProps) {
    const { slips: t, attendance } = useTexts(staffTexts);
    const { number, presence } = person;
    const offer = offerFor(presence, offerOf(view));
    return (
        <div class="step-actions">
            {offer.slip ? (
                <>
                    <Button
                        off={printing.notYet}
                        onPress={() => {
                            onAsk("slip");
                        }}
                    >
                        {t.revoke}
                    </Button>
                    <Button
                        off={printing.notYet}
                        onPress={() => {
                            printing.print([number]);
                        }}
                    >
                        {t.again}
                    </Button>
                </>
            ) : null}
            {offer.paper === "no" ? null : (
                <Button
                    off={offer.paper === "notNow" ? t.paperNotNow : undefined}
                    onPress={() => {
                        onAsk("paper");
                    }}
                >
                    {t.give}
                </Button>
            )}
            <Button kind="quiet" onPress={onDone}>
                {attendance.close}
            </Button>
        </div>
    );
}

function willRevoke(t: StaffTexts["slips"], presence: Attendee["presence"]): string {
    return presence === "checkedIn" ? t.willRevokeCheckedIn : t.willRevoke;
}
