import { useState } from "preact/hooks";
import { type Rejection } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import type { MainTexts } from "../../gen/main_texts";
import { type HelpDeskFacts, type HelpDeskReason, type Stage } from "../../participant/messages";
import { Button, Card, DownloadButton, Facts, Fingerprint, Notice } from "../../ui/index";
import { TypedSlip } from "./join_stages";
import { type DeviceHandle } from "./use_device";

/** What helps: a slip is replaced until the opening, and paper is given until the close to numbers that are free. */
function adviceOf(why: HelpDeskReason, facts: HelpDeskFacts | undefined): keyof MainTexts["desk"] {
    if (facts?.taken === "paper" && (why === "taken" || why === "replaced")) return "takenPaper";
    const opened = facts?.moment === "voting";
    switch (why) {
        case "taken":
        case "replaced":
        case "late":
            if (facts?.moment === "over") return "over";
            if (opened && facts.taken === "checkedIn") return "takenOpened";
            return opened && why === "replaced" ? "replacedOpened" : `${why}Body`;
        default:
            return `${why}Body`;
    }
}

/** The person has to go to the help desk, where somebody can help; or has typed what is not this number's, and types it again. */
export function HelpDeskStage({
    device,
    stage: { why, facts },
}: {
    device: DeviceHandle;
    stage: HelpDeskView;
}) {
    const t = useTexts(texts).desk;
    const mendable = facts?.typed && (why === "otherCode" || why === "notOnRoll");
    const lines: [string, string][] = facts ? [[t.number, String(facts.number)]] : [];
    if (facts && facts.taken !== "no" && (why === "taken" || why === "replaced"))
        lines.push([t.since, t.sinceEntry(facts.since)]);
    return (
        <>
            <Notice kind={why === "annulled" ? "info" : "waiting"}>
                {t[adviceOf(why, facts)] as string}
            </Notice>
            {lines.length > 0 ? (
                <Card>
                    <Facts lines={lines} />
                </Card>
            ) : null}
            {mendable ? <TypedSlip device={device} /> : null}
        </>
    );
}

type HelpDeskView = Extract<Stage, { at: "desk" }>;

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
