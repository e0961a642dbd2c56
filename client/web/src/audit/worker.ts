// The audit in a Web Worker, so that the page stays alive. What comes back is plain data: the worker keeps the state, and
// answers lookups over it.
import { addressOf, type Place } from "../service/place";
import { browserNetwork, getFile, logOf } from "../service/network";
import { type Bytes, fromHex, fromUtf8 } from "../crypto/bytes";
import type { LogFault } from "../crypto/log_check";
import { type Checkpoint, NoteKeyType, parseVkey } from "../crypto/note";
import type { Rejection } from "../crypto/result";
import { initializeCrypto } from "../crypto/sodium";
import type { Manifest, ResultLine } from "../election/bodies";
import { readSpoken } from "../crypto/crockford";
import type { Lookup } from "../election/lookup";
import { resultsCsv } from "../election/outcome";
import type { Phase } from "../election/state";
import { loadBulk } from "../election/verify";
import { audit, type AuditCheck, type AuditReport } from "./audit";

export type AuditRequest =
    | { readonly kind: "audit"; readonly place: Place; readonly logVkey: string }
    | { readonly kind: "lookup"; readonly tracker: string }; // 64 hex digits, or the 26 characters shown

export type AuditAnswer =
    | { readonly kind: "progress"; readonly done: number; readonly total: number }
    | { readonly kind: "report"; readonly report: PlainReport }
    | { readonly kind: "refused"; readonly why: Rejection } // the vkey or the tracker is none
    | { readonly kind: "failed"; readonly message: string } // the network, or no memory
    | { readonly kind: "found"; readonly lookup: Lookup };

/** The report as it travels to the page. */
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

let last: AuditReport | undefined;

async function answer(request: AuditRequest, tell: (answer: AuditAnswer) => void): Promise<AuditAnswer> {
    await initializeCrypto();
    if (request.kind === "lookup") return lookUp(request.tracker);
    const vkey = parseVkey(request.logVkey.trim(), NoteKeyType.log);
    if (!vkey.ok) return { kind: "refused", why: vkey };
    const results = await getFile(browserNetwork, request.place, "/results.json", 1 << 20);
    const text = results ? fromUtf8(results) : undefined;
    last = await audit(logOf(browserNetwork, request.place), vkey.value, {
        ...(text && { resultsJson: text.ok ? text.value : "" }),
        sum: await loadBulk(),
        progress: (done, total) => {
            tell({ kind: "progress", done, total });
        },
    });
    return { kind: "report", report: plainReport(last) };
}

function lookUp(typed: string): AuditAnswer {
    const hex = fromHex(typed.trim());
    if (hex.ok && hex.value.length === 32) return found(hex.value);
    const shown = readSpoken(typed);
    return shown.ok ? found(last?.trackers.shownAs(shown.value)) : { kind: "refused", why: shown };
}
function found(tracker: Bytes | undefined): AuditAnswer {
    const absent: Lookup = { standing: "absent", index: 0, revision: 0 };
    return { kind: "found", lookup: (tracker && last?.trackers.find(tracker)) ?? absent };
}

// In the page and in tests this module is only read for its types.
if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
    const tell = (told: AuditAnswer) => {
        self.postMessage(told);
    };
    self.onmessage = ({ data }: MessageEvent<AuditRequest>) => {
        answer(data, tell).then(tell, (error: unknown) => {
            const where = data.kind === "audit" ? addressOf(data.place) : "lookup";
            tell({
                kind: "failed",
                message: `${where}: ${error instanceof Error ? error.message : "failed"}`,
            });
        });
    };
}
