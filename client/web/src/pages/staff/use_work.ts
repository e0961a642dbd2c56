// One piece of work at a time, with what it is shown as while it runs and what stopped it.
import { useCallback, useRef, useState } from "preact/hooks";
import type { Rejection, Result } from "../../crypto/result";
import type { ProgressCall } from "../../service/follow";
import { isNetworkFailure } from "../../worker/bridge";

export type Failure = Rejection | "network" | "memory";

export interface Work {
    readonly busy: { readonly label: string; readonly done?: number; readonly total?: number } | undefined;
    readonly failure: Failure | undefined;
    /** The value, where it succeeded. Whatever is pressed meanwhile does nothing. */
    readonly run: <T>(
        label: string,
        work: (told: ProgressCall) => Promise<Result<T>>,
    ) => Promise<T | undefined>;
    readonly forget: () => void;
}

export function useWork(): Work {
    const [busy, setBusy] = useState<Work["busy"]>();
    const [failure, setFailure] = useState<Failure>();
    const running = useRef(false);
    const run = useCallback(
        async <T>(
            label: string,
            work: (told: ProgressCall) => Promise<Result<T>>,
        ): Promise<T | undefined> => {
            if (running.current) return undefined;
            running.current = true;
            setFailure(undefined);
            setBusy({ label });
            try {
                const result = await work((done, total) => {
                    setBusy({ label, done, total });
                });
                if (result.ok) return result.value;
                setFailure(result);
            } catch (error) {
                setFailure(isNetworkFailure(error) ? "network" : "memory");
                if (!isNetworkFailure(error)) throw error;
            } finally {
                running.current = false;
                setBusy(undefined);
            }
            return undefined;
        },
        [],
    );
    const forget = useCallback(() => {
        setFailure(undefined);
    }, []);
    return { busy, failure, run, forget };
}
