// Cast or challenge: what a challenged device hands to another one, and how that one checks it. docs/protocol.md,
// section 9.
import { type Bytes, equal, fromHex, toHex } from "../crypto/bytes";
import {
    addPoints,
    decodePoint,
    decodeScalar,
    multiply,
    type Point,
    type Scalar,
    timesG,
} from "../crypto/group";
import { at, type Ciphertext } from "../crypto/matrix_statement";
import { malformed, ok, Reason, refuse, type Result } from "../crypto/result";
import { disclose } from "../crypto/secret";
import { readTyped, typedForms } from "../crypto/typed";
import { type Opening, trackerChoices, trackerOfParts } from "./ballot";
import { Level, levels } from "./bodies";
import { trackerCharacters } from "../crypto/crockford";
import type { SealedBallot } from "./seal";

/** The tag is not in it, so that it does not say which other ballots are of the same participant. */
export interface ChallengedBallot {
    readonly officials: readonly {
        readonly alpha: Point;
        readonly beta: Point;
        readonly level: Level;
        readonly r: Scalar;
    }[];
    readonly rest: Bytes; // Hb("tracker/rest"; body)
}

/** Gives up what was sealed, which hides nothing from now on. The caller never casts the ballot. */
export function challenge(sealed: SealedBallot): ChallengedBallot {
    return {
        officials: sealed.ciphertexts.map(({ alpha, beta }, j) => {
            const digit = at(sealed.levels, j);
            const level = digit.bytes[0] ?? Level.blank;
            digit.wipe();
            return { alpha, beta, level, r: disclose(at(sealed.r, j)) };
        }),
        rest: sealed.tracker.rest,
    };
}

/** The choices inside, if the ballot is the one whose tracker was noted before and holds just these. Y, w and
    open_digest are the confirmed log's. */
function checkChallenge(opening: Opening, notedTracker: Bytes, shown: ChallengedBallot): Result<Level[]> {
    if (shown.officials.length !== opening.officials)
        return malformed("challenge: not one line per official");
    for (const [j, { alpha, beta, level, r }] of shown.officials.entries()) {
        if (!(level in Level)) return malformed("challenge: level");
        const sealed = addPoints(multiply(r, opening.Y), timesG(at(opening.w, level)));
        if (!equal(alpha, timesG(r)) || !equal(beta, sealed))
            return refuse(Reason.badProof, `challenge: official ${j}`);
    }
    if (!equal(trackerOfChallenge(opening, shown), notedTracker))
        return refuse(Reason.badProof, "challenge: another tracker");
    return ok(shown.officials.map(({ level }) => level));
}

function trackerOfChallenge(opening: Opening, { officials, rest }: ChallengedBallot): Bytes {
    const ciphertexts: readonly Ciphertext[] = officials;
    return trackerOfParts(trackerChoices(opening.openDigest, ciphertexts), rest);
}

/** The same for a tracker as it was noted: 64 hexadecimal digits, or the 28 characters that devices show. */
export function checkNoted(opening: Opening, noted: string, shown: ChallengedBallot): Result<Level[]> {
    const bytes = fromHex(noted);
    if (bytes.ok && bytes.value.length === 32) return checkChallenge(opening, bytes.value, shown);
    const typed = readTyped(noted, typedForms.tracker);
    if (typed.wrong) return malformed("challenge: tracker");
    const tracker = trackerOfChallenge(opening, shown);
    if (trackerCharacters(tracker) !== typed.characters)
        return refuse(Reason.badProof, "challenge: another tracker than the one noted");
    return checkChallenge(opening, tracker, shown);
}

/** JSON, as the native client writes it: per official alpha, beta, r in hex and the level 0 to 3; and rest. */
export function challengeText({ officials, rest }: ChallengedBallot): string {
    const lines = officials.map(({ alpha, beta, level, r }) => ({
        alpha: toHex(alpha),
        beta: toHex(beta),
        level,
        r: toHex(r),
    }));
    return JSON.stringify({ officials: lines, rest: toHex(rest) }, null, 2) + "\n";
}
/** Malformed unless it is just that. */
export function parseChallenge(text: string): Result<ChallengedBallot> {
    const refusal = malformed("this file is no challenge");
    const json = parseJson(text);
    const rest = hexMember(json, "rest");
    const lines = member(json, "officials");
    if (rest?.length !== 32 || !Array.isArray(lines)) return refusal;
    const officials: ChallengedBallot["officials"][number][] = [];
    for (const line of lines as unknown[]) {
        const [alpha, beta, r] = ["alpha", "beta", "r"].map((key) => hexMember(line, key));
        const level = member(line, "level");
        if (!alpha || !beta || !r || typeof level !== "number") return refusal;
        if (!Number.isInteger(level) || level < 0 || level >= levels) return refusal;
        const [a, b, s] = [decodePoint(alpha), decodePoint(beta), decodeScalar(r)];
        if (!a.ok || !b.ok || !s.ok) return refusal;
        officials.push({ alpha: a.value, beta: b.value, level, r: s.value });
    }
    return ok({ officials, rest });
}

/** A value of JSON, or nothing. */
export function parseJson(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
export function member(json: unknown, key: string): unknown {
    return typeof json === "object" && json !== null ? (json as Record<string, unknown>)[key] : undefined;
}
export function hexMember(json: unknown, key: string): Bytes | undefined {
    const value = member(json, key);
    const bytes = typeof value === "string" ? fromHex(value) : undefined;
    return bytes?.ok ? bytes.value : undefined;
}
