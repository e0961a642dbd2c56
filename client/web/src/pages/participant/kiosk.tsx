// A tablet that many share: what staff may help with is said on every step, and whoever walks away is forgotten.
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type Stage } from "../../participant/messages";
import { Button, Notice } from "../../ui/index";

/** Nothing of a person is on the tablet here; a ballot on its way is not given up. */
const nobodyAt: readonly Stage["at"][] = ["reading", "no-slip", "casting"];
const endsAt: readonly Stage["at"][] = ["checked-in", "cast", "closed", "desk"];
const patienceSeconds = { end: 60, within: 240 };
const warningSeconds = 20;

interface KioskEndProps {
    readonly stage: Stage["at"];
    readonly onForget: () => void;
}

/** Ends the step: by the button, or by itself where nobody has touched the tablet for a while, with a warning before. */
export function KioskEnd({ stage, onForget }: KioskEndProps) {
    const t = useTexts(texts).kiosk;
    const atEnd = endsAt.includes(stage);
    const left = useSecondsLeft(atEnd ? patienceSeconds.end : patienceSeconds.within, stage, onForget);
    return (
        <>
            {left <= warningSeconds ? <Notice kind="waiting">{t.soon}</Notice> : null}
            <div class="step-actions">
                <Button kind={atEnd ? "primary" : "plain"} onPress={onForget}>
                    {t.finish}
                </Button>
            </div>
        </>
    );
}
export function somebodyAt(stage: Stage["at"]): boolean {
    return !nobodyAt.includes(stage);
}

/** The count begins anew with every touch, key and step. */
function useSecondsLeft(patience: number, step: Stage["at"], onEnd: () => void): number {
    const [left, setLeft] = useState(patience);
    const ending = useRef(onEnd); // what the page says of it last, without a new count for it
    ending.current = onEnd;
    useEffect(() => {
        let end = Date.now() + patience * 1000;
        const begin = () => {
            end = Date.now() + patience * 1000;
            setLeft(patience);
        };
        begin();
        const timer = setInterval(() => {
            const seconds = Math.ceil((end - Date.now()) / 1000);
            if (seconds > 0) setLeft(seconds);
            else ending.current();
        }, 1000);
        const signs = ["pointerdown", "keydown", "wheel"];
        for (const sign of signs) addEventListener(sign, begin);
        return () => {
            clearInterval(timer);
            for (const sign of signs) removeEventListener(sign, begin);
        };
    }, [patience, step]);
    return left;
}
