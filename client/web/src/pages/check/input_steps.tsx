import { useState } from "preact/hooks";
import { challengePrefix } from "../../check/messages";
import { isWholeHex, readTyped, typedForms } from "../../crypto/typed";
import { rollNumbersMax } from "../../election/limits";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { Button, Card, Field, FileField, ScanButton, ScanOrType } from "../../ui/index";
import { mistypedText } from "../mistyped";
import { useAnswers } from "../use_answers";

const challengeBytesMax = 1 << 20;

/** What is wrong with a tracker, as it was typed or scanned; nothing where it can be one. */
function useTrackerFault(noted: string): string | undefined {
    const t = useTexts(texts).mistyped;
    const { wrong } = readTyped(noted, typedForms.tracker);
    return wrong && !isWholeHex(noted.trim()) ? mistypedText(t, wrong) : undefined;
}
/** Whether a QR code can be a tracker's. */
function isScannedTracker(code: string): boolean {
    return isWholeHex(code.trim()) || readTyped(code, typedForms.tracker).wrong === undefined;
}

export function TrackerStep({ onNoted }: { onNoted: (noted: string) => void }) {
    const t = useTexts(texts);
    const [typed, setTyped] = useState("");
    const [tried, setTried] = useState(false);
    const fault = useTrackerFault(typed);
    const take = (text: string) => {
        if (!isScannedTracker(text)) return false;
        onNoted(text.trim());
        return true;
    };
    return (
        <>
            <p>{t.check.intro}</p>
            <ScanOrType
                scan={t.check.scanTracker}
                take={take}
                prefer="scan"
                card
                label={t.check.trackerField}
                hint={t.check.trackerHint}
                code
                lines={2} // so that a phone shows all of it
                value={typed}
                onChange={(changed) => {
                    setTyped(changed.replace(/\s+/g, " "));
                }}
                error={tried ? fault : undefined}
                give={t.common.proceed}
                onGive={() => {
                    setTried(true);
                    take(typed);
                }}
            />
        </>
    );
}

export function ChallengeStep({ onChallenge }: { onChallenge: (challenge: string) => void }) {
    const t = useTexts(texts).check;
    const [wrong, setWrong] = useState(false);
    const hand = useAnswers();
    const take = (text: string) => {
        if (!text.includes(`#${challengePrefix}`)) return false;
        onChallenge(text);
        return true;
    };
    const read = (file: File) => {
        setWrong(file.size > challengeBytesMax);
        if (file.size <= challengeBytesMax) hand(file.text(), onChallenge);
    };
    return (
        <>
            <p>{t.challengeIntro}</p>
            <ScanButton label={t.scanChallenge} take={take} />
            <FileField
                label={t.challengeFile}
                accept=".json,application/json"
                error={wrong ? t.challengeWrong : undefined}
                onFile={read}
            />
        </>
    );
}

/** The person names a roll number, and the tracker of the ballot that is said to be its own. */
export function NumberAndTrackerStep({ onNamed }: { onNamed: (number: number, noted: string) => void }) {
    const t = useTexts(texts);
    const [number, setNumber] = useState("");
    const [noted, setNoted] = useState("");
    const [tried, setTried] = useState(false);
    const digits = number.trim();
    const numberWrong = !/^[1-9][0-9]{0,4}$/.test(digits) || Number(digits) > rollNumbersMax;
    const fault = useTrackerFault(noted);
    const scanned = (text: string) => {
        if (!isScannedTracker(text)) return false;
        setNoted(text);
        return true;
    };
    const give = (event: Event) => {
        event.preventDefault();
        setTried(true);
        if (!numberWrong && fault === undefined) onNamed(Number(digits), noted.trim());
    };
    return (
        <>
            <p>{t.check.mineIntro}</p>
            <ScanButton label={t.check.scanTracker} take={scanned} />
            <Card>
                <form class="stack" onSubmit={give}>
                    <Field
                        label={t.join.number}
                        hint={t.check.numberHint}
                        inputMode="numeric"
                        value={number}
                        onChange={setNumber}
                        error={tried && numberWrong ? t.join.numberWrong : undefined}
                    />
                    <Field
                        label={t.check.trackerField}
                        hint={t.check.mineTrackerHint}
                        code
                        lines={2} // so that a phone shows all of it
                        value={noted}
                        onChange={(changed) => {
                            setNoted(changed.replace(/\s+/g, " "));
                        }}
                        error={tried ? fault : undefined}
                    />
                    <div class="step-actions">
                        <Button type="submit" kind="primary">
                            {t.common.proceed}
                        </Button>
                    </div>
                </form>
            </Card>
        </>
    );
}
