// Verifies a whole log. The page asks for the log's key first: a key that the log names for itself proves less, and whoever
// uses that one is told so.
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { onFragment, takeFragment } from "../../router/fragment";
import { Button, Field, Notice, Page, Progress } from "../../ui/index";
import { useAudit, type UsedKey } from "./use_audit";
import { VerifyReport } from "./verify_report";

export function VerifyPage({ conference }: { conference: string }) {
    const t = useTexts(publicTexts).verify;
    const { stage, start, startWithout, again } = useAudit(conference);
    const [key, setKey] = useState<UsedKey>(keyFromLink);
    useEffect(
        () =>
            onFragment(() => {
                setKey(keyFromLink());
                again();
            }),
        [again],
    );
    if (stage.at === "report") {
        const { report, key: used } = stage;
        return <VerifyReport report={report} used={used} conference={conference} again={again} />;
    }
    return (
        <Page title={t.title}>
            <p>{t.body}</p>
            {stage.at === "running" ? <Running {...stage} /> : null}
            {stage.at === "failed" ? (
                <Notice kind="waiting" title={t.networkTitle}>
                    {t.networkBody}
                </Notice>
            ) : null}
            {stage.at === "running" ? null : (
                <AskForKey
                    vkey={key}
                    bad={stage.at === "asking" && stage.badKey}
                    onChange={(vkey) => {
                        setKey({ vkey, source: "pasted" });
                    }}
                    onStart={() => {
                        start(key);
                    }}
                    onStartWithout={startWithout}
                />
            )}
            <p class="soft">{t.notHere}</p>
        </Page>
    );
}

function keyFromLink(): UsedKey {
    const fragment = takeFragment();
    try {
        const vkey = decodeURIComponent(fragment);
        return { vkey, source: vkey === "" ? "pasted" : "link" };
    } catch {
        return { vkey: fragment, source: "link" };
    }
}

function Running({ done, total }: { done: number; total: number }) {
    const t = useTexts(publicTexts).verify;
    if (total === 0) return <Progress label={t.running} />;
    return (
        <div class="stack">
            <Progress label={t.running} done={done} total={total} />
            <p aria-hidden="true">{t.checkedEntries(done, total)}</p>
        </div>
    );
}

interface AskForKeyProps {
    readonly vkey: UsedKey;
    readonly bad: boolean;
    readonly onChange: (vkey: string) => void;
    readonly onStart: () => void;
    readonly onStartWithout: () => void;
}

function AskForKey({ vkey, bad, onChange, onStart, onStartWithout }: AskForKeyProps) {
    const t = useTexts(publicTexts).verify;
    return (
        <form
            class="stack"
            onSubmit={(event) => {
                event.preventDefault();
                onStart();
            }}
        >
            <Field
                label={t.vkeyField}
                hint={t.vkeyHint}
                value={vkey.vkey}
                error={bad ? t.vkeyWrong : undefined}
                lines={2}
                onChange={onChange}
            />
            {vkey.source === "link" ? <p class="soft">{t.vkeyFromLink}</p> : null}
            <div class="step-actions">
                <Button kind="primary" type="submit">
                    {t.start}
                </Button>
                <Button onPress={onStartWithout}>{t.startWithout}</Button>
            </div>
        </form>
    );
}
