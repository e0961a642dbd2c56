// The ballot before it is sealed. First the fingerprint is compared, then each official marked, then the whole ballot reviewed.
// The marks are kept at each tap.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type OpeningView, type Stage } from "../../participant/messages";
import { Button, Card, Fingerprint, Notice, Progress, ScanOrType } from "../../ui/index";
import { Marking } from "./marking_stage";
import type { StageProps } from "./props";
import { Review } from "./review_stage";
import { type DeviceHandle } from "./use_device";
import { type Marks } from "./use_marks";

interface BallotProps extends StageProps {
    readonly stage: Extract<Stage, { at: "ballot" }>;
    readonly marks: Marks | undefined;
    readonly onDiffers: () => void;
}

export function BallotStage({ device, conferenceId, offer, stage, marks, onDiffers }: BallotProps) {
    const t = useTexts(texts);
    const { conference } = device.state;
    if (!conference || !marks) return <Progress label={t.frame.loading} />;
    if (device.busy === "seal") return <Progress label={t.review.sealing} />;
    if (stage.asks) return <AskedFingerprint device={device} marks={marks} />;
    const changing = stage.changing ? <Changing device={device} /> : null;
    switch (marks.at) {
        case "compare":
            return <Compare opening={stage.opening} marks={marks} onDiffers={onDiffers} />;
        case "marking":
            return (
                <>
                    {changing}
                    {offer.ownDevice ? <p class="soft">{t.ballot.kept}</p> : null}
                    <Marking conferenceId={conferenceId} conference={conference} marks={marks} />
                </>
            );
        case "review":
            return (
                <>
                    {changing}
                    <Review
                        conference={conference}
                        marks={marks}
                        onSeal={() => {
                            void device.send({ what: "seal", levels: marks.levels });
                        }}
                    />
                </>
            );
    }
}

/** Whoever thinks better of a change turns back to the ballot that was cast. */
function Changing({ device }: { device: DeviceHandle }) {
    const t = useTexts(texts);
    return (
        <Notice kind="info">
            <p>{t.ballot.changing}</p>
            <div class="step-actions">
                <Button
                    onPress={() => {
                        void device.send({ what: "keep-cast" });
                    }}
                >
                    {t.receipt.keepCast}
                </Button>
            </div>
        </Notice>
    );
}

function Compare({
    opening,
    marks,
    onDiffers,
}: {
    opening: OpeningView;
    marks: Marks;
    onDiffers: () => void;
}) {
    const t = useTexts(texts);
    return (
        <>
            <Card title={t.common.fingerprint}>
                <Fingerprint digits={opening.fingerprint} />
                <p>{t.ballot.compare}</p>
            </Card>
            <div class="step-actions">
                <Button
                    kind="primary"
                    onPress={() => {
                        marks.go("marking");
                    }}
                >
                    {t.ballot.same}
                </Button>
                <Button kind="danger" onPress={onDiffers}>
                    {t.ballot.differs}
                </Button>
            </div>
        </>
    );
}

/** No slip of this device names the board, so the person gives it the fingerprint. It shows none of its own before that. */
function AskedFingerprint({ device, marks }: { device: DeviceHandle; marks: Marks }) {
    const t = useTexts(texts).asked;
    const [digits, setDigits] = useState("");
    const [wrong, setWrong] = useState(false);
    const give = async (given: string) => {
        const taken = await device.ask({ what: "fingerprint", given });
        setWrong(taken?.ok === false);
        if (taken?.ok && marks.at === "compare") marks.go("marking");
    };
    const take = (code: string) => {
        if (!/^[0-9a-f]{64}$/.test(code)) return false;
        void give(code);
        return true;
    };
    return (
        <Card>
            <p>{t.body}</p>
            <Notice kind="info">{t.notHall}</Notice>
            <ScanOrType
                scan={t.scan}
                take={take}
                prefer="type"
                together
                label={t.digits}
                inputMode="numeric"
                value={digits}
                error={wrong ? t.wrong : undefined}
                onChange={setDigits}
                give={t.check}
                onGive={() => void give(digits)}
            />
        </Card>
    );
}
