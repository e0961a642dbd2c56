// What a check answers: a value, or the named reason why there is none. docs/protocol.md, section 10.

/** Why something was refused. The numbers travel and are signed; they never change. */
export enum Reason {
    malformed = 1,
    tooLarge = 2,
    duplicate = 3,
    wrongPhase = 4,
    unknownElection = 5,
    badSignature = 6,
    badProof = 7,
    wrongRevision = 8,
    notOnTheRoll = 9,
    numberTaken = 10,
    tooEarly = 11,
    overCapacity = 12,
    notFitting = 13,
    puzzleNeeded = 14,
}

const reasonNames: Record<Reason, string> = {
    [Reason.malformed]: "malformed",
    [Reason.tooLarge]: "too large",
    [Reason.duplicate]: "duplicate",
    [Reason.wrongPhase]: "wrong phase",
    [Reason.unknownElection]: "unknown election",
    [Reason.badSignature]: "bad signature",
    [Reason.badProof]: "bad proof",
    [Reason.wrongRevision]: "wrong revision",
    [Reason.notOnTheRoll]: "not on the roll",
    [Reason.numberTaken]: "number taken",
    [Reason.tooEarly]: "too early",
    [Reason.overCapacity]: "over capacity",
    [Reason.notFitting]: "not fitting",
    [Reason.puzzleNeeded]: "puzzle needed",
};

/** "bad proof" and so on: the protocol's name, for logs, scripts and tests. People read the dictionary's. */
export function reasonName(reason: Reason): string {
    return reasonNames[reason];
}

/** The reason of that number; malformed for one that nobody knows, since a refusal stays one. */
export function reasonOf(number: number): Reason {
    return number in reasonNames ? number : Reason.malformed;
}

/** A refusal. `detail` ("ballot: equation 3") is for people and tests; it is never signed or compared. */
export interface Rejection {
    readonly reason: Reason;
    readonly detail: string;
}

export interface Refused extends Rejection {
    readonly ok: false;
}
export type Result<T> = { readonly ok: true; readonly value: T } | Refused;
/** A check that has nothing to hand back. */
export type Status = Result<undefined>;

export function ok<T>(value: T): Result<T> {
    return { ok: true, value };
}
export const accepted: Status = { ok: true, value: undefined };
export function refuse(reason: Reason, detail = ""): Refused {
    return { ok: false, reason, detail };
}
export function malformed(detail: string): Refused {
    return refuse(Reason.malformed, detail);
}

/** "bad proof (ballot: equation 3)". */
export function describe(rejection: Rejection): string {
    const name = reasonName(rejection.reason);
    return rejection.detail === "" ? name : `${name} (${rejection.detail})`;
}

/** Throws where we ourselves made a mistake. It is never used to look at input. */
export function check(condition: boolean, what: string): asserts condition {
    if (!condition) throw new Error(`internal check failed: ${what}`);
}
