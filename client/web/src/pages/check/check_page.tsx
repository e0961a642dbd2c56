// The check page, for a second device: the tracker first, then what the first device shows of that ballot, then the choices
// inside. The order matters: a device that may choose the tracker afterwards can show whatever it likes.
import { useEffect, useState } from "preact/hooks";
import { type ConferencePageProps } from "../../app";
import { type CheckAnswer, type CheckRequest } from "../../check/messages";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { takeFragment } from "../../router/fragment";
import { Page, Steps } from "../../ui/index";
import { AnswerStep } from "./answer_step";
import { ChallengeStep, TrackerStep } from "./input_steps";

export function CheckPage({ conference }: ConferencePageProps) {
    const t = useTexts(texts).check;
    const { language } = useLanguage();
    const [fragment] = useState(takeFragment);
    const [noted, setNoted] = useState<string>();
    const [challenge, setChallenge] = useState(fragment === "" ? undefined : fragment);
    const answer = useCheck(conference, noted, challenge);
    const again = () => {
        setNoted(undefined);
        setChallenge(undefined);
    };
    const known = answer?.what === "levels" ? answer.conference : undefined;
    const at = noted === undefined ? 0 : challenge === undefined ? 1 : 2;
    return (
        <Page
            title={t.title}
            conference={known && inLanguage(known.title, known.languages, language)}
            rehearsal={known?.rehearsal}
        >
            <Steps names={[t.stepTracker, t.stepChallenge, t.stepAnswer]} at={at} />
            {at === 0 ? <TrackerStep onNoted={setNoted} /> : null}
            {at === 1 ? <ChallengeStep onChallenge={setChallenge} /> : null}
            {at === 2 ? <AnswerStep answer={answer} onAgain={again} /> : null}
        </Page>
    );
}

/** Nothing before there is something to check. */
function useCheck(
    conference: string,
    noted: string | undefined,
    challenge: string | undefined,
): CheckAnswer | undefined {
    const [answer, setAnswer] = useState<CheckAnswer>();
    useEffect(() => {
        setAnswer(undefined);
        if (noted === undefined || challenge === undefined) return undefined;
        const worker = new Worker(new URL("../../check/worker.ts", import.meta.url), { type: "module" });
        worker.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
            setAnswer(data);
        };
        worker.onerror = () => {
            setAnswer({ what: "failed" });
        };
        const request: CheckRequest = { conference, origin: location.origin, noted, challenge };
        worker.postMessage(request);
        return () => {
            worker.terminate();
        };
    }, [conference, noted, challenge]);
    return answer;
}
