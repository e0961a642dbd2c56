import { useState } from "preact/hooks";
import { type Rejection, Reason } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type Stage, type TrackerView } from "../../participant/messages";
import { pathOf } from "../../router/route";
import {
    Button,
    Card,
    Confirm,
    DownloadButton,
    Notice,
    Progress,
    Qr,
    qrBytesMax,
    Tracker,
} from "../../ui/index";
import { type StageProps } from "./participant_page";

/** Only after the tracker was shown does the device learn whether the ballot is cast or challenged. */
export function SealedStage({ device, tracker }: StageProps & { tracker: TrackerView }) {
    const t = useTexts(texts).sealed;
    const [asking, setAsking] = useState(false);
    return (
        <>
            <div class="seal-state">
                <p>{t.body}</p>
                <Tracker {...tracker} />
            </div>
            <div class="step-actions">
                <Button
                    kind="primary"
                    onPress={() => {
                        void device.send({ what: "cast" });
                    }}
                >
                    {t.cast}
                </Button>
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

export function ChallengedStage({ device, conferenceId, stage }: StageProps & { stage: Challenged }) {
    const t = useTexts(texts).challenged;
    const checkPage = location.origin + pathOf({ page: "check", conference: conferenceId });
    return (
        <>
            <p>{t.body}</p>
            <p>
                {t.page} <strong>{checkPage}</strong>
            </p>
            {stage.link.length <= qrBytesMax ? (
                <Qr text={stage.link} label={t.qr} large />
            ) : (
                <Notice kind="info">{t.tooLong}</Notice>
            )}
            <div class="step-actions">
                <DownloadButton name="challenge.json" mediaType="application/json" content={stage.file}>
                    {t.file}
                </DownloadButton>
            </div>
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
                {stage.waiting ? <p>{t.offlineBody}</p> : <Progress label={t.body} />}
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

export function RefusedStage({ device, why }: StageProps & { why: Rejection }) {
    const t = useTexts(texts);
    return (
        <>
            <Notice kind="stop" title={t.reasons[why.reason]}>
                {why.reason === Reason.wrongRevision ? <p>{t.casting.elsewhere}</p> : null}
                <span class="field-hint">{why.detail}</span>
            </Notice>
            <div class="step-actions">
                <Button
                    onPress={() => {
                        void device.send({ what: "afresh" });
                    }}
                >
                    {t.challenged.again}
                </Button>
            </div>
        </>
    );
}
