// One piece of work at a time, with what it is shown as while it runs and what stopped it.
import { useCallback, useState } from "preact/hooks";
import type { Rejection, Result } from "../../crypto/result";
import type { ProgressCall } from "../../service/follow";
import { asError } from "../../worker/bridge";
import { type FailureKind, failureKind } from "../failure";
import { useOneAtATime } from "../use_one_at_a_time";

export type Failure = Rejection | FailureKind;

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
    const [broken, setBroken] = useState<Error>();
    if (broken) throw broken; // nobody foresaw it: the frame around every page says what to do
    const one = useOneAtATime();
    const run = useCallback(
        <T>(label: string, work: (told: ProgressCall) => Promise<Result<T>>): Promise<T | undefined> =>
            one.run(async () => {
                setFailure(undefined);
                setBusy({ label });
                try {
                    const result = await work((done, total) => {
                        setBusy({ label, done, total });
                    });
                    if (result.ok) return result.value;
                    setFailure(result);
                } catch (error) {
                    const kind = failureKind(error);
                    if (kind) setFailure(kind);
                    else setBroken(asError(error));
                } finally {
                    setBusy(undefined);
                }
                return undefined;
            }),
        [one],
    );
    const forget = useCallback(() => {
        setFailure(undefined);
    }, []);
    return { busy, failure, run, forget };
}
