// Runs one audit at a time, in a worker of its own.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { AuditAnswer, AuditRequest, PlainReport } from "../../audit/worker";
import { ObserverClient } from "../../observer/client";

/** Where the verifier key came from. A key that the log names for itself proves least. */
export type KeySource = "pasted" | "link" | "log";

export interface UsedKey {
    readonly vkey: string;
    readonly source: KeySource;
}

export type AuditStage =
    | { readonly at: "asking"; readonly badKey: boolean }
    | { readonly at: "running"; readonly done: number; readonly total: number }
    | { readonly at: "failed" }
    | { readonly at: "report"; readonly report: PlainReport; readonly key: UsedKey };

const asking: AuditStage = { at: "asking", badKey: false };

export interface AuditHandle {
    readonly stage: AuditStage;
    readonly start: (key: UsedKey) => void;
    /** Starts with the key that the log names for itself. */
    readonly startWithout: () => void;
    readonly again: () => void;
}

export function useAudit(conference: string): AuditHandle {
    const [stage, setStage] = useState<AuditStage>(asking);
    const working = useRef<{ end: () => void } | undefined>(undefined);
    const stop = useCallback(() => {
        working.current?.end();
        working.current = undefined;
    }, []);
    const fail = () => {
        setStage({ at: "failed" });
    };
    useEffect(() => stop, [conference, stop]);

    const start = (key: UsedKey) => {
        stop();
        setStage({ at: "running", done: 0, total: 0 });
        working.current = runAudit(conference, key, setStage, fail);
    };
    const startWithout = () => {
        stop();
        setStage({ at: "running", done: 0, total: 0 });
        const observer = new ObserverClient(conference, fail);
        working.current = {
            end: () => {
                observer.end();
            },
        };
        void observer.keyNamedByLog().then((vkey) => {
            if (vkey === undefined) fail();
            else start({ vkey, source: "log" });
        });
    };
    const again = useCallback(() => {
        stop();
        setStage(asking);
    }, [stop]);
    return { stage, start, startWithout, again };
}

function runAudit(
    conference: string,
    key: UsedKey,
    tell: (stage: AuditStage) => void,
    fail: () => void,
): { end: () => void } {
    const worker = new Worker(new URL("../../audit/worker.ts", import.meta.url), { type: "module" });
    worker.onerror = fail;
    worker.onmessage = ({ data }: MessageEvent<AuditAnswer>) => {
        if (data.kind === "progress") tell({ at: "running", done: data.done, total: data.total });
        else if (data.kind === "report") tell({ at: "report", report: data.report, key });
        else if (data.kind === "refused") tell({ at: "asking", badKey: true });
        else fail();
    };
    const place = { server: location.origin, id: conference };
    worker.postMessage({ kind: "audit", place, logVkey: key.vkey } satisfies AuditRequest);
    return {
        end: () => {
            worker.terminate();
        },
    };
}
