// What a page asks its worker, its storage or a file for in passing, without a progress or a refusal of its own.
import { useCallback, useState } from "preact/hooks";
import { asError } from "../worker/bridge";

/** Hands an answer on. Where there is none, the frame around every page says what to do. */
export function useAnswers(): <T>(asked: Promise<T>, take: (answer: T) => void) => void {
    const [failed, setFailed] = useState<Error>();
    if (failed) throw failed;
    return useCallback(<T>(asked: Promise<T>, take: (answer: T) => void) => {
        asked.then(take).catch((error: unknown) => {
            setFailed(asError(error));
        });
    }, []);
}
