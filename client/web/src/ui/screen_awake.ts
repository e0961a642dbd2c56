// A screen that people wait at stays on, where the browser can do that. Nothing depends on it, so that a failure is not told.
import { useEffect } from "preact/hooks";

export function useScreenAwake(on: boolean): void {
    useEffect(() => {
        if (!on) return;
        let held: Promise<WakeLockSentinel | undefined> | undefined;
        const hold = () => {
            if (document.visibilityState === "visible") held = askForIt(); // the browser lets go of it with every hidden page
        };
        hold();
        document.addEventListener("visibilitychange", hold);
        return () => {
            document.removeEventListener("visibilitychange", hold);
            void held?.then((lock) => lock?.release()).catch(() => undefined);
        };
    }, [on]);
}

async function askForIt(): Promise<WakeLockSentinel | undefined> {
    try {
        // eslint-disable-next-line compat/compat -- where there is none, this throws, too
        return await navigator.wakeLock.request("screen");
    } catch {
        return undefined;
    }
}
