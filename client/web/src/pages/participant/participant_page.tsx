// The participant's page, from the slip to "my ballot is in the count". It shows the stage that the worker tells. The marks
// are kept by the page itself, and no update from the worker changes them.
import { useState } from "preact/hooks";
import type { ConferencePageProps } from "../props";
import { inLanguage, useAddressOf, useLanguage, useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import {
    minutesAndSeconds,
    Notice,
    Page,
    Progress,
    StepLine,
    Sticky,
    useScreenAwake,
    useSecondsLeft,
} from "../../ui/index";
import { BallotStage } from "./ballot_stage";
import { CastStage, ClosedStage } from "./after_stages";
import { HelpDeskStage, StopStage } from "./help_desk_stages";
import { GreetingStage, NoSlipStage } from "./join_stages";
import { CastingStage, ChallengedStage, RefusedStage, SealedStage } from "./sealed_stages";
import { InAppNotice } from "./in_app";
import { KioskEnd } from "./kiosk";
import { useLastingStorage } from "./lasting_storage";
import { type Offer, offerOf, stepOf, steps, type Visit } from "./offer";
import type { StageProps } from "./props";
import { useDevice, type DeviceHandle } from "./use_device";
import { useMarks, type Marks } from "./use_marks";
import { WaitingStage } from "./waiting_stage";

export function ParticipantPage({ conference }: ConferencePageProps) {
    return <Participant conference={conference} kiosk={false} />;
}

/** The same on a tablet that many share: what the device holds is forgotten after each step. */
export function KioskPage({ conference }: ConferencePageProps) {
    return <Participant conference={conference} kiosk={true} />;
}

function Participant({ conference, kiosk }: ConferencePageProps & { kiosk: boolean }) {
    const device = useDevice(conference, kiosk);
    const [suspicion, setSuspicion] = useState(false);
    const [forgotten, setForgotten] = useState<Visit["forgotten"]>("no");
    const { stage } = device.state;
    const offer = offerOf(stage, !kiosk, { suspicion, forgotten });
    const forget = () => {
        device.forget();
        setSuspicion(false);
        setForgotten(offer.turnEnd === "losing" ? "notCast" : "done");
    };
    useScreenAwake(offer.awake);
    useLastingStorage(offer.needsStorage);
    const marks = useMarks(conference, device.state, !kiosk);
    const title = useStageTitle(device, offer, marks?.at);
    const step = stepOf(offer.shown, marks?.at);
    const early = step !== undefined && step < steps.indexOf("seal"); // later on, the next step is what has to be in sight
    const { language } = useLanguage();
    const t = useTexts(texts);
    const view = device.state.conference;
    useAddressOf(view?.profile);
    const shown = (text: readonly string[] | undefined) =>
        view && text ? inLanguage(text, view.languages, language) : undefined;
    return (
        <Page
            title={title}
            conference={shown(view?.title)}
            body={shown(view?.body)}
            rehearsal={view?.rehearsal}
            wide={offer.shown.at === "ballot" && marks?.at === "marking"}
            step={step === undefined ? null : <StepLine names={steps.map((one) => t.steps[one])} at={step} />}
            leads={marks?.aim !== undefined}
        >
            <Forgotten how={offer.saysForgotten} />
            {offer.ownDevice ? null : <Notice kind="info">{t.kiosk.help}</Notice>}
            {offer.otherBrowser ? <InAppNotice /> : null}
            {device.state.connected ? null : <Notice kind="waiting">{t.network.offline}</Notice>}
            {early ? <BoardMark device={device} /> : null}
            {offer.lastCall ? <LastCall device={device} /> : null}
            <Refusal device={device} />
            <CurrentStage
                device={device}
                conferenceId={conference}
                offer={offer}
                marks={marks}
                onSuspicion={setSuspicion}
            />
            {early ? null : <BoardMark device={device} />}
            {offer.turnEnd === "none" ? null : (
                <KioskEnd stage={stage.at} turnEnd={offer.turnEnd} onForget={forget} />
            )}
        </Page>
    );
}

/** Says to the next person at a tablet what became of the one before. */
function Forgotten({ how }: { how: Visit["forgotten"] }) {
    const t = useTexts(texts).kiosk;
    if (how === "no") return null;
    return how === "done" ? (
        <Notice kind="done">{t.finished}</Notice>
    ) : (
        <Notice kind="waiting" title={t.leftTitle}>
            <p>{t.left}</p>
        </Notice>
    );
}

interface CurrentProps extends StageProps {
    readonly marks: Marks | undefined;
    readonly onSuspicion: (suspicion: boolean) => void;
}

function CurrentStage({ onSuspicion, marks, ...props }: CurrentProps) {
    const t = useTexts(texts);
    const stage = props.offer.shown;
    switch (stage.at) {
        case "suspicion":
            return (
                <StopStage
                    {...props}
                    why={undefined}
                    onMistaken={() => {
                        onSuspicion(false);
                    }}
                />
            );
        case "reading":
            return <Progress label={t.join.reading} done={stage.done} total={stage.total} />;
        case "no-slip":
            return <NoSlipStage {...props} problem={stage.problem} />;
        case "greeting":
            return <GreetingStage {...props} stage={stage} />;
        case "checked-in":
            return <WaitingStage {...props} />;
        case "ballot":
            return (
                <BallotStage
                    {...props}
                    stage={stage}
                    marks={marks}
                    onDiffers={() => {
                        onSuspicion(true);
                    }}
                />
            );
        case "sealed":
            return <SealedStage {...props} tracker={stage.tracker} />;
        case "challenged":
            return <ChallengedStage {...props} stage={stage} />;
        case "casting":
            return <CastingStage {...props} stage={stage} />;
        case "refused":
            return <RefusedStage {...props} stage={stage} />;
        case "cast":
            return <CastStage {...props} stage={stage} />;
        case "closed":
            return <ClosedStage {...props} stage={stage} />;
        case "desk":
            return (
                <>
                    <HelpDeskStage {...props} stage={stage} />
                    {stage.why === "otherBoard" ? <NoSlipStage {...props} problem={undefined} /> : null}
                </>
            );
        case "stop":
            return <StopStage {...props} why={stage.why} />;
    }
}

function useStageTitle(
    { busy }: DeviceHandle,
    { shown: stage, ownDevice }: Offer,
    marking: Marks["at"] | undefined,
): string {
    const t = useTexts(texts);
    switch (stage.at) {
        case "reading":
        case "no-slip":
            return ownDevice ? t.join.title : t.kiosk.title;
        case "greeting":
            return t.join.greet;
        case "checked-in":
            return t.waiting.title;
        case "ballot":
            if (busy === "seal") return t.review.sealing;
            if (stage.asks) return t.asked.title;
            if (marking === "compare") return t.ballot.compareTitle;
            return marking === "review" ? t.review.title : t.ballot.title;
        case "sealed":
            return t.sealed.title;
        case "challenged":
            return t.challenged.title;
        case "casting":
            if (stage.waiting) return t.casting.offlineTitle;
            return stage.sendsAt === undefined ? t.casting.title : t.casting.tooSoonTitle;
        case "refused":
            return t.casting.refusedTitle;
        case "cast":
            return t.receipt.title;
        case "closed":
            if (!stage.ballot) return t.closed.titleNone;
            return stage.confirmed ? t.closed.titleCounted : t.closed.titleClosing;
        case "desk":
            return t.desk[`${stage.why}Title`];
        case "stop":
        case "suspicion":
            return t.stop.title;
    }
}

/** Shows whoever holds the paper slip that the device took the board from it. */
function BoardMark({ device: { state } }: { device: DeviceHandle }) {
    const t = useTexts(texts).common;
    if (state.boardMark === undefined) return null;
    return (
        <p class="board-mark">
            {t.boardMark} <strong class="mono">{state.boardMark}</strong>
            {t.asOnSlip}
        </p>
    );
}

/** Says how long there is to cast or to change. When it is over, the marks stay. */
function LastCall({ device: { state } }: { device: DeviceHandle }) {
    const endsAt = state.hall?.lastCallEndsAt;
    return endsAt === undefined ? null : <RunningLastCall endsAt={endsAt} />;
}
function RunningLastCall({ endsAt }: { endsAt: number }) {
    const t = useTexts(texts).lastCall;
    const left = useSecondsLeft(endsAt);
    return (
        <Sticky kind="head">
            <Notice kind="waiting" title={t.title}>
                <p>{left > 0 ? t.body : t.over}</p>
                <p class="last-call-clock" role="timer" aria-label={t.title}>
                    {minutesAndSeconds(left)}
                </p>
            </Notice>
        </Sticky>
    );
}

/** Says why the last command was refused. */
function Refusal({ device }: { device: DeviceHandle }) {
    const t = useTexts(texts);
    if (!device.refusal) return null;
    return (
        <Notice kind="stop" title={t.reasons[device.refusal.reason]}>
            <p>{t.reasonNext[device.refusal.reason]}</p>
            <span class="field-hint">{device.refusal.detail}</span>
        </Notice>
    );
}
