// Opening and closing, each with a question that says what it will do; before the close a last call runs.
import { useEffect, useMemo, useState } from "preact/hooks";
import { toHex } from "../../crypto/bytes";
import { QuorumMeasured } from "../../election/bodies";
import { fingerprint, openingNumber } from "../../election/fingerprint";
import { quorumMet } from "../../election/outcome";
import { type State } from "../../election/state";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
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
import { type LeadProps } from "./lead_view";

export function OpenView(props: LeadProps) {
    return props.organizer.desk.state.phase === "setup" ? <Opening {...props} /> : <Voting {...props} />;
}

function now(): bigint {
    return BigInt(Math.floor(Date.now() / 1000));
}

/** What still keeps the vote from being opened; nothing where it can be. */
function useOpenOff(state: State): string | undefined {
    const t = useTexts(staffTexts).open;
    const made = state.ceremony && state.ceremony.acknowledged.size === state.manifest.trustees;
    if (!made) return t.noKey;
    if (state.enrolled < state.manifest.smallestSet)
        return t.tooFew(state.enrolled, state.manifest.smallestSet);
    return undefined;
}

function Opening({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).open;
    const work = useWork();
    const [reason, setReason] = useState("");
    const [asked, setAsked] = useState(false);
    const { state } = organizer.desk;
    const off = useOpenOff(state);
    const { rules } = state.manifest;
    const atOpen = (rules.quorumMeasured as QuorumMeasured) === QuorumMeasured.atOpen;
    const missed = atOpen && !quorumMet(rules, state.present, state.summoned);
    const override = inOneForm(reason);
    const open = async () => {
        setAsked(false);
        await work.run(t.opening, () => organizer.openVote(now(), missed ? override : ""));
    };
    return (
        <Card title={t.openTitle}>
            <p>{t.standing(state.summoned, state.present, state.enrolled, state.papersIssued)}</p>
            {missed && off === undefined ? (
                <>
                    <Notice kind="stop">{t.noQuorum}</Notice>
                    <Field label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} />
                </>
            ) : null}
            <div class="step-actions">
                <Button
                    kind="primary"
                    off={off ?? (missed && override === "" ? t.reasonFirst : undefined)}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.open}
                </Button>
            </div>
            <WorkStatus work={work} />
            {asked ? (
                <Confirm
                    title={t.askOpen}
                    action={t.open}
                    onConfirm={() => void open()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.standing(state.summoned, state.present, state.enrolled, state.papersIssued)}</p>
                    <p>{t.willOpen(state.confirmationsNeeded, state.manifest.threshold)}</p>
                </Confirm>
            ) : null}
        </Card>
    );
}

function Voting(props: LeadProps) {
    const t = useTexts(staffTexts).open;
    const { state } = props.organizer.desk;
    const { fingerprintHash, openDigest } = state;
    const key = fingerprintHash && toHex(fingerprintHash);
    const digits = useMemo(() => fingerprintHash && fingerprint(fingerprintHash), [key]);
    if (digits === undefined) {
        return (
            <Card title={t.votingTitle}>
                <p>{t.openingNumber}</p>
                <OpeningNumber characters={openingNumber(openDigest)} digest={toHex(openDigest)} />
                <Notice kind="waiting">
                    {t.confirming(
                        state.openConfirmers.size,
                        state.confirmationsNeeded,
                        state.manifest.threshold,
                    )}
                </Notice>
            </Card>
        );
    }
    return (
        <Card title={t.votingTitle}>
            <p>{t.fingerprint}</p>
            <Fingerprint digits={digits} />
            <Closing {...props} />
        </Card>
    );
}

const lastCallSeconds = 120;

function Closing({ organizer }: LeadProps) {
    const t = useTexts(staffTexts).open;
    const work = useWork();
    const [minutes, setMinutes] = useState(String(lastCallSeconds / 60));
    const [asked, setAsked] = useState(false);
    const [endsAt, setEndsAt] = useState<number>();
    const close = async () => {
        setEndsAt(undefined);
        await work.run(t.closing, () => organizer.closeVote(now()));
    };
    const call = async (seconds: number) => {
        setEndsAt(Date.now() + seconds * 1000);
        // Where the server does not hear it, the hall is told by mouth as before, and the vote closes all the same.
        await organizer.lastCall(seconds).catch(() => undefined);
    };
    const wanted = /^[0-9]{1,2}$/.test(minutes.trim()) ? Number(minutes.trim()) : undefined;
    if (endsAt !== undefined) {
        return (
            <LastCall
                endsAt={endsAt}
                onEnd={() => void close()}
                onStop={() => {
                    setEndsAt(undefined);
                    void work.run(t.takingBack, () => organizer.lastCall(0));
                }}
            />
        );
    }
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
            <WorkStatus work={work} />
            {asked && wanted !== undefined ? (
                <Confirm
                    title={t.askClose}
                    action={t.close}
                    danger
                    onConfirm={() => {
                        setAsked(false);
                        void (wanted === 0 ? close() : call(wanted * 60));
                    }}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.willClose(wanted)}</p>
                </Confirm>
            ) : null}
        </>
    );
}

interface LastCallProps {
    readonly endsAt: number;
    readonly onEnd: () => void;
    readonly onStop: () => void;
}

function LastCall({ endsAt, onEnd, onStop }: LastCallProps) {
    const t = useTexts(staffTexts).open;
    const left = useSecondsLeft(endsAt);
    // Once, at the end: a page that is drawn anew meanwhile must not close twice.
    useEffect(() => {
        if (left === 0) onEnd();
    }, [left === 0]);
    return (
        <div class="stack">
            <Notice kind="waiting" title={t.lastCallTitle}>
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
