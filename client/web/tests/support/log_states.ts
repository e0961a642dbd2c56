// The states that the log of tests/vectors goes through, and entries that whoever may sign them offers there.
import { type Reason, type Status } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { applyCarried } from "../../src/election/apply";
import type { EntryOf, Kind } from "../../src/election/bodies";
import { makeEntry, type NewBody } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { State } from "../../src/election/state";
import { cloneState, logEntries, logVector } from "./log";
import { bytes, must } from "./vectors";

const states = [new State()]; // each made once

/** After the first so many entries; the caller's own. */
export function stateAfter(entries: number): State {
    while (states.length <= entries) {
        const next = cloneState(states.at(-1) ?? new State());
        must(applyCarried(next, logEntries[states.length - 1] ?? new Uint8Array()));
        states.push(next);
    }
    return cloneState(states[entries] ?? new State());
}

export const indexOf = (kind: Kind) => logVector.entries.findIndex((entry) => entry.kind === Number(kind));
/** Right before the first entry of that kind. */
export const stateBefore = (kind: Kind) => stateAfter(indexOf(kind));

/** The body of the first entry of that kind, as one makes it. */
export function firstOf<K extends Kind>(kind: K): EntryOf<K>["body"] {
    const entry = must(decodeEntry(logEntries[indexOf(kind)] ?? new Uint8Array()));
    return withoutNames(entry.body) as EntryOf<K>["body"];
}
/** Messages that were decoded carry the names of their types, which an encoder takes for messages of its own. */
export function withoutNames(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutNames);
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    const entries = Object.entries(value).filter(([name]) => !name.startsWith("$"));
    return Object.fromEntries(entries.map(([name, inner]: [string, unknown]) => [name, withoutNames(inner)]));
}

const keyOf = (seed = "") => new SigningKey(SecretBytes.take(bytes(seed)));
export const organizer = () => keyOf(logVector.secrets.organizer_seeds[0]);
export const trustee = (number: number) => keyOf(logVector.secrets.trustees[number - 1]?.sign_seed);
export const electionId = () => bytes(logVector.election_id);

/** Signed by those keys, in that order. */
export function offer<K extends Kind>(
    state: State,
    kind: K,
    body: NewBody<K>,
    ...signers: readonly SigningKey[]
): Status {
    return applyCarried(state, makeEntry(state.electionId, kind, body, signers));
}
/** What offering it answers, as a refusal's reason and detail. */
export function refusal(reason: Reason, detail: string) {
    return { ok: false, reason, detail };
}
