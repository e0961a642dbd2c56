// Runs one audit at a time, in a worker of its own.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { PlainReport } from "../../audit/plain_report";
import type { AuditOffers } from "../../audit/worker";
import { ObserverClient } from "../../observer/client";
import { WorkerLine } from "../../worker/worker_line";

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
    const worker = () => new Worker(new URL("../../audit/worker.ts", import.meta.url), { type: "module" });
    const line = new WorkerLine<AuditOffers>(worker);
    const running = (done: number, total: number) => {
        tell({ at: "running", done, total });
    };
    line.calls.audit({ server: location.origin, id: conference }, key.vkey, running).then((report) => {
        if (report.ok) tell({ at: "report", report: report.value, key });
        else tell({ at: "asking", badKey: true });
    }, fail);
    return {
        end: () => {
            line.end();
        },
    };
}
