// A tablet that many share. It forgets whoever walks away.
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type Stage } from "../../participant/messages";
import { Button, Confirm, Notice } from "../../ui/index";
import { type Offer } from "./offer";

const patienceSeconds = { due: 60, allowed: 240, losing: 240 };
const warningSeconds = 20;

interface KioskEndProps {
    readonly stage: Stage["at"];
    readonly turnEnd: Exclude<Offer["turnEnd"], "none">;
    readonly onForget: () => void;
}

/** A person's turn ends by the button, or by itself when nobody has touched the tablet for a while. A warning comes first. */
export function KioskEnd({ stage, turnEnd, onForget }: KioskEndProps) {
    const t = useTexts(texts).kiosk;
    const left = useSecondsLeft(patienceSeconds[turnEnd], stage, onForget);
    return (
        <>
            {left <= warningSeconds ? <Notice kind="waiting">{t.soon}</Notice> : null}
            {turnEnd === "losing" ? (
                <Leave onLeave={onForget} />
            ) : (
                <div class="step-actions">
                    <Button kind={turnEnd === "due" ? "primary" : "plain"} onPress={onForget}>
                        {t.finish}
                    </Button>
                </div>
            )}
        </>
    );
}

/** Nobody gives up a ballot that is not cast without having been asked. */
function Leave({ onLeave }: { onLeave: () => void }) {
    const t = useTexts(texts).kiosk;
    const [asking, setAsking] = useState(false);
    return (
        <div class="step-actions">
            <Button
                kind="danger"
                onPress={() => {
                    setAsking(true);
                }}
            >
                {t.leave}
            </Button>
            {asking ? (
                <Confirm
                    title={t.leaveTitle}
                    action={t.leave}
                    danger
                    onConfirm={onLeave}
                    onCancel={() => {
                        setAsking(false);
                    }}
                >
                    <p>{t.leaveBody}</p>
                </Confirm>
            ) : null}
        </div>
    );
}

/** The count begins anew with every touch, key and step. */
function useSecondsLeft(patience: number, step: Stage["at"], onEnd: () => void): number {
    const [left, setLeft] = useState(patience);
    const ending = useRef(onEnd); // the page makes a new function each time; the count does not begin anew for it
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
