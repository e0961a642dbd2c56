// A clock that runs down: of the last call, on every screen.
import { useEffect, useState } from "preact/hooks";

const tickMs = 250;

function secondsUntil(endsAt: number): number {
    return Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
}

/** Until `endsAt` (milliseconds, this device's clock); 0 where it is over. */
export function useSecondsLeft(endsAt: number): number {
    const [left, setLeft] = useState(() => secondsUntil(endsAt));
    useEffect(() => {
        setLeft(secondsUntil(endsAt));
        const timer = setInterval(() => {
            setLeft(secondsUntil(endsAt));
        }, tickMs);
        return () => {
            clearInterval(timer);
        };
    }, [endsAt]);
    return left;
}

/** "2:05". */
export function minutesAndSeconds(seconds: number): string {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
