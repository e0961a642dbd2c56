import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { copyLink } from "../../participant/copy_link";
import { type HallView } from "../../participant/messages";
import { Button, Card, DownloadButton, Notice, Passphrase, Progress, Qr } from "../../ui/index";
import { OfficialDossiers } from "./dossier_view";
import { type DeviceHandle } from "./use_device";
import type { StageProps } from "./props";

export function WaitingStage({ device, conferenceId, offer }: StageProps) {
    const t = useTexts(texts);
    const { hall, conference } = device.state;
    return (
        <>
            <Notice kind="waiting">{offer.ownDevice ? t.waiting.keepOpen : t.kiosk.waiting}</Notice>
            {hall ? <HallLine hall={hall} /> : null}
            {offer.ownDevice ? <SaveCopy device={device} conferenceId={conferenceId} /> : null}
            {conference ? <OfficialDossiers conferenceId={conferenceId} conference={conference} /> : null}
        </>
    );
}

function HallLine({ hall }: { hall: HallView }) {
    const t = useTexts(texts).waiting;
    return (
        <p class="soft">
            {t.counted(hall.enrolled, hall.summoned)}
            {hall.confirmations > 0 ? <br /> : null}
            {hall.confirmations > 0 ? t.confirming(hall.confirmations, hall.confirmationsNeeded) : null}
        </p>
    );
}

/** Helps when a phone is lost: it gives the credential under a passphrase, as a file and as a QR code. */
function SaveCopy({ device, conferenceId }: { device: DeviceHandle; conferenceId: string }) {
    const t = useTexts(texts);
    const [open, setOpen] = useState(false);
    const [copy, setCopy] = useState<Uint8Array>();
    if (!open) {
        return (
            <div class="step-actions">
                <Button
                    onPress={() => {
                        setOpen(true);
                    }}
                >
                    {t.waiting.save}
                </Button>
            </div>
        );
    }
    const make = async (passphrase: Uint8Array) => {
        const outcome = await device.send({ what: "save-copy", passphrase });
        setCopy(outcome?.file);
    };
    return (
        <Card title={t.waiting.saveTitle}>
            {copy ? (
                <>
                    <p>{t.waiting.saved}</p>
                    <DownloadButton name={`vouch-${conferenceId}.key`} content={copy}>
                        {t.common.download}
                    </DownloadButton>
                    <Qr text={copyLink(conferenceId, copy)} label={t.waiting.saveQr} />
                </>
            ) : device.busy === "save-copy" ? (
                <Progress label={t.waiting.saving} />
            ) : (
                <>
                    <p>{t.waiting.saveBody}</p>
                    <Passphrase
                        fresh
                        action={t.waiting.saveDo}
                        onGiven={(passphrase) => {
                            void make(passphrase);
                        }}
                    />
                </>
            )}
        </Card>
    );
}
