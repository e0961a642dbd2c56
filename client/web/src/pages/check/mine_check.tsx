// Finds out whose ballot a tracker is. Number and tracker are named, this device shows a key, and the person's device answers
// it. Key and answer are forgotten as soon as the page says whose ballot it is.
import { useEffect, useRef, useState } from "preact/hooks";
import { type MineAnswer, mineProofPrefix } from "../../check/messages";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { Button, Card, CodeShown, CodeTaken, Fingerprint, Notice, Progress, Steps } from "../../ui/index";
import { StopRefusal } from "./answer_step";
import { type CheckProps } from "./check_props";
import { CheckWorker } from "./check_worker";
import { NumberAndTrackerStep } from "./input_steps";

export function MineCheck({ conference, onKnown, onLeave }: CheckProps) {
    const t = useTexts(texts).check;
    const worker = useRef<CheckWorker<MineAnswer> | undefined>(undefined);
    const [answer, setAnswer] = useState<MineAnswer>();
    const [key, setKey] = useState<string>();
    const [asked, setAsked] = useState(false);
    const end = () => {
        worker.current?.end();
        worker.current = undefined;
    };
    useEffect(() => end, []);
    const take = (given: MineAnswer) => {
        setAnswer(given);
        if (given.what === "key") setKey(given.text);
        if (given.what === "key" || given.what === "reading" || given.what === "no-answer") return;
        setKey(undefined);
        end();
        if (given.what === "whose") onKnown(given.conference);
    };
    const ask = (number: number, noted: string) => {
        setAsked(true);
        worker.current = new CheckWorker<MineAnswer>(take);
        worker.current.send({ what: "mine", conference, origin: location.origin, number, noted });
    };
    const said = answer && answer.what !== "reading" && key === undefined;
    const at = !asked ? 0 : said ? 2 : 1;
    return (
        <>
            <Steps names={[t.stepNumber, t.stepKey, t.stepAnswer]} at={at} />
            {at === 0 ? <NumberAndTrackerStep onNamed={ask} /> : null}
            {at === 1 && key !== undefined ? (
                <KeyStep
                    text={key}
                    wrong={answer?.what === "no-answer"}
                    onAnswer={(text) => worker.current?.send({ what: "answer", text })}
                />
            ) : null}
            {at === 1 && key === undefined ? <Reading answer={answer} /> : null}
            {at === 2 && answer ? <Said answer={answer} /> : null}
            <div class="step-actions">
                <Button kind={at === 2 ? "plain" : "quiet"} onPress={onLeave}>
                    {at === 2 ? t.again : t.leave}
                </Button>
            </div>
        </>
    );
}

function Reading({ answer }: { answer: MineAnswer | undefined }) {
    const t = useTexts(texts).check;
    if (answer?.what !== "reading") return <Progress label={t.reading} />;
    return <Progress label={t.reading} done={answer.done} total={answer.total} />;
}

interface KeyProps {
    readonly text: string;
    readonly wrong: boolean;
    readonly onAnswer: (text: string) => void;
}

function KeyStep({ text, wrong, onAnswer }: KeyProps) {
    const t = useTexts(texts).check;
    return (
        <>
            <Card title={t.keyTitle}>
                <p>{t.keyBody}</p>
                <CodeShown text={text} label={t.keyQr} />
            </Card>
            <Card title={t.proofTitle}>
                <p>{t.proofBody}</p>
                <CodeTaken
                    scan={t.scanProof}
                    label={t.proofField}
                    prefix={mineProofPrefix}
                    error={wrong ? t.proofWrong : undefined}
                    onText={onAnswer}
                />
            </Card>
        </>
    );
}

function Said({ answer }: { answer: MineAnswer }) {
    const t = useTexts(texts);
    switch (answer.what) {
        case "whose":
            return <Whose answer={answer} />;
        case "wrong-question":
            return <Notice kind="waiting">{t.check[answer.why]}</Notice>;
        case "refused":
            return <StopRefusal title={t.check.logTitle} body={t.check.logBody} why={answer.why} />;
        default:
            return <Notice kind="waiting">{t.frame.brokenBody}</Notice>;
    }
}

function Whose({ answer }: { answer: Extract<MineAnswer, { what: "whose" }> }) {
    const t = useTexts(texts);
    const { number, proven, superseded, index } = answer;
    return (
        <>
            {proven ? (
                <Notice kind="done" title={t.check.whose(number)}>
                    <p>{superseded ? t.check.whoseSuperseded(index) : t.check.whoseCounted(index)}</p>
                </Notice>
            ) : (
                <Notice kind="stop" title={t.check.notProvenTitle(number)}>
                    <p>{t.check.notProvenBody}</p>
                </Notice>
            )}
            <p>{t.check.forgotten}</p>
            <Card title={t.common.fingerprint}>
                <Fingerprint digits={answer.fingerprint} />
                <p>{t.ballot.compare}</p>
            </Card>
        </>
    );
}
