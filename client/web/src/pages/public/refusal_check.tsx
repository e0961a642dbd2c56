// A ballot that was refused: what its device saved, judged by the log that this browser has read and checked.
import { useState } from "preact/hooks";
import { type Result } from "../../crypto/result";
import { type JudgedRefusal } from "../../election/judge_refusal";
import { useTexts } from "../../i18n/language";
import { publicTexts } from "../../i18n/public";
import { texts } from "../../i18n/texts";
import { Card, FileField, Notice } from "../../ui/index";
import { useAnswers } from "../use_answers";
import type { Observed } from "./use_observer";

const refusalFileBytesMax = 1 << 18; // with the largest ballot

export function RefusalCheck({ judge }: { judge: Observed["judgeRefusal"] }) {
    const t = useTexts(publicTexts).refusal;
    const [answer, setAnswer] = useState<Result<JudgedRefusal>>();
    const [tooLarge, setTooLarge] = useState(false);
    const hand = useAnswers();
    const read = (file: File) => {
        setAnswer(undefined);
        setTooLarge(file.size > refusalFileBytesMax);
        if (file.size <= refusalFileBytesMax) hand(file.text().then(judge), setAnswer);
    };
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <FileField
                label={t.file}
                accept=".json,application/json"
                error={tooLarge ? t.none : undefined}
                onFile={read}
            />
            {answer ? <Judged answer={answer} /> : null}
        </Card>
    );
}

function Judged({ answer }: { answer: Result<JudgedRefusal> }) {
    const t = useTexts(publicTexts).refusal;
    const { reasons } = useTexts(texts);
    if (!answer.ok)
        return (
            <Notice kind="stop" title={t.none}>
                <span class="field-hint">{answer.detail}</span>
            </Notice>
        );
    const { standing, reason, fault } = answer.value;
    switch (standing) {
        case "wrong":
            return (
                <Notice kind="stop" title={t.wrongTitle}>
                    <p>{t.wrong(reasons[reason])}</p>
                </Notice>
            );
        case "right":
            return (
                <Notice kind="done" title={t.rightTitle}>
                    <p>{fault ? t.noBallot : t.notNext}</p>
                    {fault ? <span class="field-hint">{fault.detail}</span> : null}
                </Notice>
            );
        case "recorded":
            return <Notice kind="done" title={t.recorded} />;
        case "cannot be told":
            return (
                <Notice kind="info" title={t.untoldTitle}>
                    <p>{t.untold}</p>
                </Notice>
            );
    }
}
