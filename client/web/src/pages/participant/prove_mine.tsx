// "It is mine": the person's own device answers a checking device that the person has chosen.
import { useState } from "preact/hooks";
import { Reason } from "../../crypto/result";
import { mineKeyPrefix } from "../../check/messages";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { routePath } from "../../router/route";
import { Button, Card, CodeShown, CodeTaken, Notice } from "../../ui/index";
import type { StageProps } from "./props";

export function ProveMine({ device, conferenceId }: Pick<StageProps, "device" | "conferenceId">) {
    const t = useTexts(texts).mine;
    const [open, setOpen] = useState(false);
    const [error, setError] = useState<string>();
    const [answer, setAnswer] = useState<string>();
    const turn = () => {
        setOpen(!open);
        setError(undefined);
        setAnswer(undefined);
    };
    if (!open) {
        return (
            <div class="step-actions">
                <Button onPress={turn}>{t.open}</Button>
            </div>
        );
    }
    const give = async (key: string) => {
        const outcome = await device.ask({ what: "mine", key });
        if (outcome?.ok) setAnswer(outcome.value.text);
        else if (outcome) setError(outcome.reason === Reason.malformed ? t.keyWrong : t.keyRefused);
    };
    const checkPage = location.origin + routePath({ page: "check", conference: conferenceId });
    return (
        <Card title={t.open}>
            {answer === undefined ? (
                <>
                    <p>{t.body}</p>
                    <p>
                        {t.page} <strong class="code-address">{checkPage}</strong>
                    </p>
                    <Notice kind="info" title={t.chooseTitle}>
                        <p>{t.chooseBody}</p>
                    </Notice>
                    <CodeTaken
                        scan={t.scanKey}
                        label={t.keyField}
                        prefix={mineKeyPrefix}
                        error={error}
                        onText={(key) => void give(key)}
                    />
                </>
            ) : (
                <>
                    <p>{t.answerBody}</p>
                    <CodeShown text={answer} label={t.answerQr} />
                </>
            )}
            <div class="step-actions">
                <Button onPress={turn}>{answer === undefined ? t.leave : t.finish}</Button>
            </div>
        </Card>
    );
}
