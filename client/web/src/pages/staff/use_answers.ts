// What a page asks its worker for in passing, without a progress or a refusal of its own.
import { useCallback, useState } from "preact/hooks";

/** Hands an answer on. Where there is none, the frame around every page says what to do. */
export function useAnswers(): <T>(asked: Promise<T>, take: (answer: T) => void) => void {
    const [failed, setFailed] = useState(false);
    if (failed) throw new Error("the worker gave no answer");
    return useCallback(<T>(asked: Promise<T>, take: (answer: T) => void) => {
        asked.then(take).catch(() => {
            setFailed(true);
        });
    }, []);
}
