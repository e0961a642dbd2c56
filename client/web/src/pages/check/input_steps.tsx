import { useState } from "preact/hooks";
import { challengePrefix } from "../../check/messages";
import { rollNumbersMax } from "../../election/limits";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { Button, Card, Field, FileField, ScanButton, ScanOrType } from "../../ui/index";
import { useAnswers } from "../use_answers";

const trackerCharacters = 26;
const trackerHexDigits = 64;
const challengeBytesMax = 1 << 20;

function isTracker(text: string): boolean {
    const characters = text.replace(/[\s-]/g, "");
    return (
        (characters.length === trackerHexDigits && /^[0-9a-f]+$/.test(characters)) ||
        (characters.length === trackerCharacters && /^[0-9a-z]+$/i.test(characters))
    );
}

export function TrackerStep({ onNoted }: { onNoted: (noted: string) => void }) {
    const t = useTexts(texts);
    const [typed, setTyped] = useState("");
    const [tried, setTried] = useState(false);
    const take = (text: string) => {
        if (!isTracker(text)) return false;
        onNoted(text);
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
                value={typed}
                onChange={setTyped}
                error={tried && !isTracker(typed) ? t.check.trackerWrong : undefined}
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
    const scanned = (text: string) => {
        if (!isTracker(text)) return false;
        setNoted(text);
        return true;
    };
    const give = (event: Event) => {
        event.preventDefault();
        setTried(true);
        if (!numberWrong && isTracker(noted)) onNamed(Number(digits), noted.trim());
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
                        value={noted}
                        onChange={setNoted}
                        error={tried && !isTracker(noted) ? t.check.trackerWrong : undefined}
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
