// The report as it travels from the worker to the page: plain data.
import { type Bytes } from "../crypto/bytes";
import type { LogFault } from "../crypto/log_check";
import type { Checkpoint } from "../crypto/note";
import type { Manifest, ResultLine } from "../election/bodies";
import { resultsCsv } from "../election/results_files";
import type { Phase } from "../election/state";
import type { AuditCheck, AuditReport } from "./audit";

export interface PlainReport {
    readonly holds: boolean;
    readonly checks: readonly AuditCheck[];
    readonly fault: LogFault | undefined;
    readonly checkpoint: Checkpoint | undefined;
    readonly fingerprint: string;
    readonly phase: Phase;
    readonly electionId: Bytes;
    readonly manifest: Manifest | undefined;
    readonly summoned: number;
    readonly present: number;
    readonly ballots: number; // counted
    readonly base: number;
    readonly result: readonly ResultLine[] | undefined; // only where everything holds
    readonly csv: string; // results.csv, likewise
}

export function plainReport({
    holds,
    checks,
    fault,
    checkpoint,
    fingerprint,
    state,
}: AuditReport): PlainReport {
    const manifest = state.phase === "first" ? undefined : state.manifest;
    const result = holds ? state.result : undefined;
    const base = manifest ? state.base : 0;
    return {
        ...{ holds, checks, fault, checkpoint, fingerprint, manifest, base, result },
        phase: state.phase,
        electionId: state.electionId,
        summoned: state.summoned,
        present: state.present,
        ballots: state.ballots.size,
        csv: manifest && result ? resultsCsv(manifest, result, base) : "",
    };
}
