// What an error that was thrown, here or in a worker, is told a person as.
import { noWebAssembly } from "../crypto/sodium";
import { storageProblemOf, type StorageProblem } from "../storage/storage_error";
import { isNetworkFailure, nameOfError } from "../worker/bridge";

/** "missing", "full" and "failed" are said of what this device keeps. */
export type FailureKind = "network" | "memory" | "webAssembly" | StorageProblem;

/** Nothing for an error that nobody foresaw. */
export function failureKind(error: unknown): FailureKind | undefined {
    if (isNetworkFailure(error)) return "network";
    const name = nameOfError(error);
    if (name === noWebAssembly) return "webAssembly";
    return name === "OutOfMemory" ? "memory" : storageProblemOf(name);
}
