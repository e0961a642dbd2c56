import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { challengePrefix } from "../../check/messages";
import { Button, Card, Field, FileField, Scanner } from "../../ui/index";

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

interface ScanProps {
    readonly label: string;
    readonly take: (text: string) => boolean;
}

function ScanButton({ label, take }: ScanProps) {
    const [scanning, setScanning] = useState(false);
    const turn = () => {
        setScanning(!scanning);
    };
    if (scanning) return <Scanner onCode={take} onStop={turn} />;
    return (
        <div class="step-actions">
            <Button kind="primary" onPress={turn}>
                {label}
            </Button>
        </div>
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
    const give = (event: Event) => {
        event.preventDefault();
        setTried(true);
        take(typed);
    };
    return (
        <>
            <p>{t.check.intro}</p>
            <ScanButton label={t.check.scanTracker} take={take} />
            <Card>
                <form class="stack" onSubmit={give}>
                    <Field
                        label={t.check.trackerField}
                        hint={t.check.trackerHint}
                        code
                        value={typed}
                        onChange={setTyped}
                        error={tried && !isTracker(typed) ? t.check.trackerWrong : undefined}
                    />
                    <div class="step-actions">
                        <Button type="submit">{t.common.proceed}</Button>
                    </div>
                </form>
            </Card>
        </>
    );
}

export function ChallengeStep({ onChallenge }: { onChallenge: (challenge: string) => void }) {
    const t = useTexts(texts).check;
    const [wrong, setWrong] = useState(false);
    const take = (text: string) => {
        if (!text.includes(`#${challengePrefix}`)) return false;
        onChallenge(text);
        return true;
    };
    const read = (file: File) => {
        setWrong(file.size > challengeBytesMax);
        if (file.size <= challengeBytesMax) void file.text().then(onChallenge);
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
