import { Reason, type Rejection } from "../../crypto/result";
import { type ChallengeAnswer } from "../../check/messages";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { Button, Card, Fingerprint, Notice, Progress } from "../../ui/index";

interface AnswerProps {
    readonly answer: ChallengeAnswer | undefined;
    readonly onAgain: () => void;
}

export function AnswerStep({ answer, onAgain }: AnswerProps) {
    const t = useTexts(texts);
    if (!answer) return <Progress label={t.check.reading} />;
    if (answer.what === "reading")
        return <Progress label={t.check.reading} done={answer.done} total={answer.total} />;
    return (
        <>
            {answer.what === "levels" ? <Choices answer={answer} /> : null}
            {answer.what === "refused" ? <Refusal why={answer.why} /> : null}
            {answer.what === "failed" ? <Notice kind="waiting">{t.frame.brokenBody}</Notice> : null}
            <div class="step-actions">
                <Button onPress={onAgain}>{t.check.again}</Button>
            </div>
        </>
    );
}

/** Early, mistyped, or a device that did not tell the truth: three different things to do. */
function Refusal({ why }: { why: Rejection }) {
    const t = useTexts(texts);
    if (why.reason === Reason.tooEarly) return <Notice kind="waiting">{t.check.notOpen}</Notice>;
    if (why.reason === Reason.malformed) return <Notice kind="waiting">{t.check.challengeWrong}</Notice>;
    return <StopRefusal title={t.check.wrongTitle} body={t.check.wrongBody} why={why} />;
}

interface StopProps {
    readonly title: string;
    readonly body: string;
    readonly why: Rejection;
}

export function StopRefusal({ title, body, why }: StopProps) {
    const t = useTexts(texts);
    return (
        <Notice kind="stop" title={title}>
            <p>{body}</p>
            <span class="field-hint">
                {t.reasons[why.reason]}: {why.detail}
            </span>
        </Notice>
    );
}

function Choices({ answer }: { answer: Extract<ChallengeAnswer, { what: "levels" }> }) {
    const t = useTexts(texts);
    const { language } = useLanguage();
    const { conference, levels } = answer;
    const named = (level: number) => {
        const names = level === 0 ? undefined : conference.levelNames[level - 1];
        return names ? inLanguage(names, conference.languages, language) : t.level.blank;
    };
    return (
        <>
            <Card title={t.check.honestTitle}>
                <ol class="review-lines">
                    {conference.officials.map((official, j) => (
                        <li key={j}>
                            <bdi>{official.name}</bdi>
                            <span class="review-mark">
                                <bdi>{named(levels[j] ?? 0)}</bdi>
                            </span>
                        </li>
                    ))}
                </ol>
            </Card>
            <Notice kind="info">{t.check.honestBody}</Notice>
            <Card title={t.common.fingerprint}>
                <Fingerprint digits={answer.fingerprint} />
                <p>{t.ballot.compare}</p>
            </Card>
        </>
    );
}
