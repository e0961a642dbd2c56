import { useState } from "preact/hooks";
import { type Rejection } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type DeskReason } from "../../participant/messages";
import { Button, DownloadButton, Facts, Fingerprint, Notice } from "../../ui/index";
import { type DeviceHandle } from "./use_device";

/** The person has to go to the desk, where somebody can help. */
export function DeskStage({ why }: { why: DeskReason }) {
    const t = useTexts(texts).desk;
    return <Notice kind={why === "annulled" ? "info" : "waiting"}>{t[`${why}Body`]}</Notice>;
}

interface StopProps {
    readonly device: DeviceHandle;
    readonly conferenceId: string;
    /** Is undefined where the person says that the fingerprint differs. */
    readonly why: Rejection | undefined;
    readonly onMistaken?: () => void;
}

/** A check failed. The person shows the page to the counting board, and can save what the device saw as a file. */
export function StopStage({ device, conferenceId, why, onMistaken }: StopProps) {
    const t = useTexts(texts);
    const [evidence, setEvidence] = useState<string>();
    const { opening } = device.state;
    const gather = async () => {
        const outcome = await device.send({ what: "evidence" });
        setEvidence(outcome?.text);
    };
    return (
        <>
            <div class="stop-page" role="alert">
                <p class="lead">{t.stop.body}</p>
                {why ? (
                    <Facts
                        lines={[
                            [t.stop.reason, `${why.reason} ${t.reasons[why.reason]}`],
                            [t.stop.detail, why.detail],
                        ]}
                    />
                ) : (
                    <p>{t.stop.fingerprintBody}</p>
                )}
                {opening ? <Fingerprint digits={opening.fingerprint} /> : null}
            </div>
            <p>{t.stop.evidenceHint}</p>
            <div class="step-actions">
                {evidence === undefined ? (
                    <Button
                        kind="primary"
                        onPress={() => {
                            void gather();
                        }}
                    >
                        {t.stop.evidence}
                    </Button>
                ) : (
                    <DownloadButton
                        name={`evidence-${conferenceId}.json`}
                        mediaType="application/json"
                        content={evidence}
                    >
                        {t.common.download}
                    </DownloadButton>
                )}
                {onMistaken ? <Button onPress={onMistaken}>{t.stop.back}</Button> : null}
            </div>
        </>
    );
}
