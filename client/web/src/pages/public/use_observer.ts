// One worker for the page, and what it told last.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Result } from "../../crypto/result";
import type { JudgedRefusal } from "../../election/judge_refusal";
import { ObserverClient } from "../../observer/client";
import type { FoundView, ObserverState } from "../../observer/views";

const nothingYet: ObserverState = {
    reading: { done: 0, total: 0 },
    log: undefined,
    hall: undefined,
    hallScreen: undefined,
    connected: true,
    refusal: undefined,
};

export interface Observed {
    readonly state: ObserverState;
    readonly lookUp: (tracker: string) => Promise<FoundView | undefined>;
    /** Nothing before the log is read. */
    readonly judgeRefusal: (file: string) => Promise<Result<JudgedRefusal> | undefined>;
}

export function useObserver(conference: string): Observed {
    const [state, setState] = useState(nothingYet);
    const [broken, setBroken] = useState<Error>();
    const client = useRef<ObserverClient | undefined>(undefined);
    if (broken) throw broken; // the frame around every page says what to do
    useEffect(() => {
        const observer = new ObserverClient(conference, setBroken, setState);
        client.current = observer;
        observer.open();
        return () => {
            observer.end();
        };
    }, [conference]);
    const lookUp = (tracker: string) => client.current?.lookUp(tracker) ?? Promise.resolve(undefined);
    const judgeRefusal = (file: string) => client.current?.judgeRefusal(file) ?? Promise.resolve(undefined);
    return { state, lookUp, judgeRefusal };
}
