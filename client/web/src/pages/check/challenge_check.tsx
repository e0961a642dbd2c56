// Finds out what a device has sealed. The tracker is given first, then what that device shows of the ballot; then the choices
// inside are shown. The order matters: a device that may choose the tracker afterwards can show whatever it likes.
import { useEffect, useState } from "preact/hooks";
import { type ChallengeAnswer } from "../../check/messages";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { Button, Steps } from "../../ui/index";
import { AnswerStep } from "./answer_step";
import { type CheckProps } from "./check_props";
import { CheckWorker } from "./check_worker";
import { ChallengeStep, TrackerStep } from "./input_steps";

export function ChallengeCheck({ conference, shown, onKnown, onLeave }: CheckProps & { shown: string }) {
    const t = useTexts(texts).check;
    const [noted, setNoted] = useState<string>();
    const [challenge, setChallenge] = useState(shown === "" ? undefined : shown);
    const answer = useAnswer(conference, noted, challenge);
    const known = answer?.what === "levels" ? answer.conference : undefined;
    useEffect(() => {
        onKnown(known);
    }, [known, onKnown]);
    const at = noted === undefined ? 0 : challenge === undefined ? 1 : 2;
    return (
        <>
            <Steps names={[t.stepTracker, t.stepChallenge, t.stepAnswer]} at={at} />
            {at === 0 ? <TrackerStep onNoted={setNoted} /> : null}
            {at === 1 ? <ChallengeStep onChallenge={setChallenge} /> : null}
            {at === 2 ? (
                <AnswerStep answer={answer} onAgain={onLeave} />
            ) : (
                <div class="step-actions">
                    <Button kind="quiet" onPress={onLeave}>
                        {t.leave}
                    </Button>
                </div>
            )}
        </>
    );
}

/** There is no answer before both tracker and challenge are given. */
function useAnswer(
    conference: string,
    noted: string | undefined,
    challenge: string | undefined,
): ChallengeAnswer | undefined {
    const [answer, setAnswer] = useState<ChallengeAnswer>();
    useEffect(() => {
        setAnswer(undefined);
        if (noted === undefined || challenge === undefined) return undefined;
        const worker = new CheckWorker<ChallengeAnswer>(setAnswer);
        worker.send({ what: "challenge", conference, origin: location.origin, noted, challenge });
        return () => {
            worker.end();
        };
    }, [conference, noted, challenge]);
    return answer;
}
