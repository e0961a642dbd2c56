// What a challenged device shows, held against the tracker that was noted: tests/client/participant/challenge_file_test.cpp and
// tests/hostile/dishonest_members_test.cpp ask the same of the native client.
import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { inGroupsOfFour, trackerCharacters } from "../../src/crypto/crockford";
import {
    addPoints,
    invertScalar,
    multiply,
    multiplyScalars,
    scalarOf,
    subtractPoints,
    subtractScalars,
    timesG,
} from "../../src/crypto/group";
import { at } from "../../src/crypto/matrix_statement";
import { Reason } from "../../src/crypto/result";
import { Level } from "../../src/election/bodies";
import {
    challenge,
    type ChallengedBallot,
    challengeText,
    checkNoted,
    parseChallenge,
} from "../../src/election/challenge";
import { locate, prepareSealing, sealBallot } from "../../src/election/seal";
import { boardSecret, madeElection } from "../support/election";
import { refusal } from "../support/log_states";
import { must } from "../support/vectors";

const { opening, credentials } = madeElection(5, 2);
const choices = [Level.high, Level.blank];
let tracker = new Uint8Array();
let shown: ChallengedBallot = { officials: [], rest: tracker };

beforeAll(async () => {
    const placed = must(locate(opening, at(credentials, 1)));
    const prepared = await prepareSealing(opening, placed, 0, 1n, undefined, () => Promise.resolve());
    const sealed = sealBallot(opening, placed, choices, prepared);
    tracker = sealed.tracker.tracker.slice();
    shown = challenge(sealed);
});

type Line = ChallengedBallot["officials"][number];
/** As shown, but for what is said of the first official. */
function changed(line: (own: Line) => Partial<Line>): ChallengedBallot {
    const [first, ...others] = shown.officials;
    if (!first) throw new Error("nothing was sealed");
    return { ...shown, officials: [{ ...first, ...line(first) }, ...others] };
}
const answer = (given: ChallengedBallot, noted = toHex(tracker)) => checkNoted(opening, noted, given);
const badProof = (detail: string) => refusal(Reason.badProof, detail);

describe("a challenge", () => {
    test("shows the choices under the tracker that was noted, in either spelling", () => {
        const read = must(parseChallenge(challengeText(shown)));
        const characters = trackerCharacters(tracker);
        const grouped = inGroupsOfFour(characters, "-").toLowerCase();
        for (const noted of [toHex(tracker), toHex(tracker).toUpperCase(), characters, grouped])
            expect(must(answer(read, noted)), noted).toEqual(choices);
    });
    test("is refused under a tracker that is none", () => {
        const characters = trackerCharacters(tracker);
        const mistyped = characters.slice(0, -1) + (characters.endsWith("0") ? "1" : "0");
        for (const noted of ["", toHex(tracker).slice(2), characters.slice(1), mistyped])
            expect(answer(shown, noted), noted).toEqual(refusal(Reason.malformed, "challenge: tracker"));
    });
    test("is refused under another tracker, in either spelling", () => {
        const other = tracker.map((byte, place) => (place === 0 ? byte ^ 1 : byte));
        expect(answer(shown, toHex(other))).toEqual(badProof("challenge: another tracker"));
        expect(answer(shown, trackerCharacters(other))).toEqual(
            badProof("challenge: another tracker than the one noted"),
        );
        // The 28 characters say half of a tracker; in hex every byte of it counts.
        const otherEnd = tracker.map((byte, place) => (place === 31 ? byte ^ 1 : byte));
        expect(answer(shown, trackerCharacters(otherEnd)).ok).toBe(true);
        expect(answer(shown, toHex(otherEnd))).toEqual(badProof("challenge: another tracker"));
    });
    test("is refused where the rest of the ballot is another", () => {
        const given = { ...shown, rest: shown.rest.map((byte) => byte ^ 1) };
        expect(answer(given)).toEqual(badProof("challenge: another tracker"));
    });
    test("is refused without a line for each official, or with one too many", () => {
        const { officials } = shown;
        for (const lines of [[], officials.slice(1), [...officials, at(officials, 0)]])
            expect(answer({ ...shown, officials: lines })).toEqual(
                refusal(Reason.malformed, "challenge: not one line per official"),
            );
    });
    test("is refused with a level that is none", () => {
        for (const level of [-1, 4, 1.5] as number[])
            expect(answer(changed(() => ({ level })))).toEqual(refusal(Reason.malformed, "challenge: level"));
    });
    test("is refused with another mark, or another r", () => {
        const one = scalarOf(1);
        for (const given of [
            changed(() => ({ level: Level.low })),
            changed(({ r }) => ({ r: subtractScalars(r, one) })),
            // Fits the first half of the ciphertext alone.
            changed(({ alpha, r }) => ({
                alpha: subtractPoints(alpha, timesG(one)),
                r: subtractScalars(r, one),
            })),
        ])
            expect(answer(given)).toEqual(badProof("challenge: official 0"));
    });
    test("is not answered falsely by the whole board and a device together", () => {
        // Who knows the secret of Y finds an r for any other mark, as far as the second half of the ciphertext goes.
        const [high, low] = [at(opening.w, Level.high), at(opening.w, Level.low)];
        const shift = multiplyScalars(subtractScalars(low, high), invertScalar(boardSecret));
        const forged = changed(({ r }) => ({ level: Level.low, r: subtractScalars(r, shift) }));
        const { r, beta } = at(forged.officials, 0);
        expect(addPoints(multiply(r, opening.Y), timesG(low))).toEqual(beta);
        expect(answer(forged)).toEqual(badProof("challenge: official 0"));
    });
});
