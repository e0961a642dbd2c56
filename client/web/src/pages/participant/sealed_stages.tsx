import { useState } from "preact/hooks";
import { Reason } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import type { TrackerView } from "../../participant/conference_view";
import { type HallView, type Stage } from "../../participant/messages";
import { routePath } from "../../router/route";
import {
    Button,
    Card,
    Confirm,
    DownloadButton,
    minutesAndSeconds,
    Notice,
    Progress,
    Qr,
    qrBytesMax,
    Sticky,
    Tracker,
    useSecondsLeft,
} from "../../ui/index";
import type { StageProps } from "./props";
import { SavedRefusal } from "./saved_refusal";

/** Only after the tracker was shown does the device learn whether the ballot is cast or challenged. */
export function SealedStage({ device, tracker }: StageProps & { tracker: TrackerView }) {
    const t = useTexts(texts).sealed;
    const [asking, setAsking] = useState(false);
    return (
        <>
            <div class="seal-state">
                <Tracker {...tracker} folded />
                <p>{t.body}</p>
            </div>
            <div class="step-actions">
                <Button
                    onPress={() => {
                        setAsking(true);
                    }}
                >
                    {t.challenge}
                </Button>
                <Button
                    kind="quiet"
                    onPress={() => {
                        void device.send({ what: "afresh" });
                    }}
                >
                    {t.drop}
                </Button>
            </div>
            <Sticky kind="foot" class="ballot-counter">
                <strong>{t.oneStep}</strong>
                <Button
                    kind="primary"
                    onPress={() => {
                        void device.send({ what: "cast" });
                    }}
                >
                    {t.cast}
                </Button>
            </Sticky>
            {asking ? (
                <Confirm
                    title={t.challengeTitle}
                    action={t.challengeNoted}
                    onConfirm={() => {
                        void device.send({ what: "challenge" });
                    }}
                    onCancel={() => {
                        setAsking(false);
                    }}
                >
                    <p>{t.challengeBody}</p>
                </Confirm>
            ) : null}
        </>
    );
}

type Challenged = Extract<Stage, { at: "challenged" }>;

export function ChallengedStage({ device, conferenceId, offer, stage }: StageProps & { stage: Challenged }) {
    const t = useTexts(texts).challenged;
    const checkPage = location.origin + routePath({ page: "check", conference: conferenceId });
    const fitsCode = stage.link.length <= qrBytesMax;
    return (
        <>
            <p>{t.body}</p>
            <p>
                {t.page} <strong class="code-address">{checkPage}</strong>
            </p>
            {fitsCode ? (
                <Qr text={stage.link} label={t.qr} large />
            ) : (
                <Notice kind="info">{t.tooLong}</Notice>
            )}
            {!offer.ownDevice && fitsCode ? null : ( // a file would stay on the tablet, with the marks in it
                <div class="step-actions">
                    <DownloadButton name="challenge.json" mediaType="application/json" content={stage.file}>
                        {t.file}
                    </DownloadButton>
                </div>
            )}
            <Card>
                <Tracker {...stage.tracker} />
                <p>{t.never}</p>
            </Card>
            <div class="step-actions">
                <Button
                    kind="primary"
                    onPress={() => {
                        void device.send({ what: "afresh" });
                    }}
                >
                    {t.again}
                </Button>
            </div>
        </>
    );
}

type Casting = Extract<Stage, { at: "casting" }>;

export function CastingStage({ device, stage }: StageProps & { stage: Casting }) {
    const t = useTexts(texts).casting;
    return (
        <>
            <div class="seal-state">
                {stage.waiting ? (
                    <p>{t.offlineBody}</p>
                ) : stage.sendsAt === undefined ? (
                    <Sending hall={device.state.hall} />
                ) : (
                    <TooSoon sendsAt={stage.sendsAt} />
                )}
                {device.state.straight ? <p class="field-hint">{t.straight}</p> : null}
                <Tracker {...stage.tracker} />
            </div>
            {stage.waiting ? (
                <div class="step-actions">
                    <Button
                        kind="primary"
                        onPress={() => {
                            void device.send({ what: "retry" });
                        }}
                    >
                        {t.tryNow}
                    </Button>
                </div>
            ) : null}
        </>
    );
}

/** The ballot is on its way, or waits to be recorded together with those of others. */
function Sending({ hall }: { hall: HallView | undefined }) {
    const t = useTexts(texts).casting;
    const mixes = hall !== undefined && hall.mixBallots > 1 && hall.mixWaitMs > 0;
    return (
        <>
            <Progress label={t.body} />
            {mixes ? <p>{t.mix(Math.ceil(hall.mixWaitMs / 1000))}</p> : null}
        </>
    );
}

/** A replacement came too soon. It is sent by itself when the clock is at zero. */
function TooSoon({ sendsAt }: { sendsAt: number }) {
    const t = useTexts(texts).casting;
    const left = useSecondsLeft(sendsAt);
    return (
        <>
            <p>{t.tooSoonBody}</p>
            <p class="wait-clock" role="timer" aria-label={t.tooSoonClock}>
                {minutesAndSeconds(left)}
            </p>
        </>
    );
}

type Refused = Extract<Stage, { at: "refused" }>;

export function RefusedStage({ device, offer, stage: { why, again } }: StageProps & { stage: Refused }) {
    const t = useTexts(texts);
    return (
        <>
            <Notice kind="stop" title={t.reasons[why.reason]}>
                <p>{why.reason === Reason.wrongRevision ? t.casting.elsewhere : t.reasonNext[why.reason]}</p>
                <span class="field-hint">{why.detail}</span>
            </Notice>
            {offer.refusal === undefined ? null : <SavedRefusal file={offer.refusal} />}
            <div class="step-actions">
                {again ? (
                    <Button
                        kind="primary"
                        onPress={() => {
                            void device.send({ what: "retry" });
                        }}
                    >
                        {t.casting.tryNow}
                    </Button>
                ) : (
                    <Button
                        onPress={() => {
                            void device.send({ what: "afresh" });
                        }}
                    >
                        {t.challenged.again}
                    </Button>
                )}
            </div>
        </>
    );
}
