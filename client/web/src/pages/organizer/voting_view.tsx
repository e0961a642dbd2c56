// While people vote: the opening's number until it is confirmed, then the fingerprint, and closing; before the close a last
// call runs.
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { OrganizerView } from "../../staff/desk_view";
import {
    Button,
    Card,
    Confirm,
    Field,
    Fingerprint,
    minutesAndSeconds,
    Notice,
    OpeningNumber,
    useSecondsLeft,
} from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { ClockNotice } from "./clock_notice";
import { offerOf } from "./offer";
import type { LeadProps } from "./props";

export function ConfirmingView({ view }: LeadProps) {
    const t = useTexts(staffTexts).open;
    const { opening, openConfirmations, confirmationsNeeded, manifest } = view;
    return (
        <Card title={t.votingTitle}>
            <p>{t.openingNumber}</p>
            {opening ? <OpeningNumber characters={opening.number} digest={opening.digest} /> : null}
            <Notice kind="waiting">
                {t.confirming(openConfirmations, confirmationsNeeded, manifest.threshold)}
            </Notice>
        </Card>
    );
}

export function VotingView(props: LeadProps) {
    const t = useTexts(staffTexts).open;
    const digits = props.view.opening?.fingerprint?.digits;
    return (
        <Card title={t.votingTitle}>
            <p>{t.fingerprint}</p>
            {digits ? <Fingerprint digits={digits} /> : null}
            <Closing {...props} />
        </Card>
    );
}

const lastCallSeconds = 120;

interface Called {
    readonly endsAt: number;
    readonly screens: number; // that follow, and were told
}

function Closing({ view, calls }: LeadProps) {
    const t = useTexts(staffTexts).open;
    const work = useWork();
    const ending = useEnding(view);
    const [called, setCalled] = useState<Called>();
    const [unheard, setUnheard] = useState(false);
    const close = async () => {
        setCalled(undefined);
        setUnheard(false);
        await work.run(t.closing, () => calls.closeVote());
    };
    // The clock starts once the server has heard it: before that no screen shows a last call.
    const call = async (seconds: number) => {
        const screens = await work.run(t.calling, () => calls.lastCall(seconds));
        setUnheard(screens === undefined);
        if (screens !== undefined) setCalled({ endsAt: Date.now() + seconds * 1000, screens });
    };
    if (called) {
        return (
            <LastCall
                called={called}
                onEnd={() => void close()}
                onStop={() => {
                    setCalled(undefined);
                    void work.run(t.takingBack, () => calls.lastCall(0));
                }}
            />
        );
    }
    return (
        <>
            <ClockNotice ahead={view.clockAhead} />
            <AskToClose
                ending={ending}
                onClose={(minutes) => void (minutes === 0 ? close() : call(minutes * 60))}
            />
            {unheard ? <Notice kind="stop" title={t.lastCallUnheard} /> : null}
            <WorkStatus work={work} />
        </>
    );
}

/** Why a close now would end the vote without a result; nothing where it would not. */
function useEnding(view: OrganizerView): string | undefined {
    const t = useTexts(staffTexts).open;
    const { closesInto } = offerOf(view);
    const { ballotsTold, quorumLeast, manifest } = view;
    if (closesInto === "tooFew") return t.closesTooFew(ballotsTold, manifest.smallestSet);
    return closesInto && t.closesWithoutQuorum(ballotsTold, quorumLeast);
}

interface AskToCloseProps {
    readonly ending: string | undefined;
    readonly onClose: (minutes: number) => void;
}

function AskToClose({ ending, onClose }: AskToCloseProps) {
    const t = useTexts(staffTexts).open;
    const [minutes, setMinutes] = useState(String(lastCallSeconds / 60));
    const [asked, setAsked] = useState(false);
    const wanted = /^[0-9]{1,2}$/.test(minutes.trim()) ? Number(minutes.trim()) : undefined;
    return (
        <>
            <Field
                label={t.lastCall}
                hint={t.lastCallHint}
                inputMode="numeric"
                value={minutes}
                onChange={setMinutes}
            />
            <div class="step-actions">
                <Button
                    kind="danger"
                    off={wanted === undefined ? t.minutesFirst : undefined}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.close}
                </Button>
            </div>
            {asked && wanted !== undefined ? (
                <Confirm
                    title={t.askClose}
                    action={t.close}
                    danger
                    onConfirm={() => {
                        setAsked(false);
                        onClose(wanted);
                    }}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    {ending ? <Notice kind="stop">{ending}</Notice> : null}
                    <p>{t.willClose(wanted)}</p>
                </Confirm>
            ) : null}
        </>
    );
}

interface LastCallProps {
    readonly called: Called;
    readonly onEnd: () => void;
    readonly onStop: () => void;
}

function LastCall({ called, onEnd, onStop }: LastCallProps) {
    const t = useTexts(staffTexts).open;
    const left = useSecondsLeft(called.endsAt);
    const over = left === 0;
    const end = useRef(onEnd);
    end.current = onEnd;
    // Once, at the end: a page that is drawn anew meanwhile must not close twice.
    useEffect(() => {
        if (over) end.current();
    }, [over]);
    return (
        <div class="stack">
            <Notice kind="waiting" title={t.lastCallTitle}>
                <p>{t.lastCallTold(called.screens)}</p>
                <p>{t.lastCallBody}</p>
            </Notice>
            <p class="staff-clock" role="timer" aria-label={t.lastCallTitle}>
                {minutesAndSeconds(left)}
            </p>
            <div class="step-actions">
                <Button onPress={onStop}>{t.lastCallStop}</Button>
            </div>
        </div>
    );
}
