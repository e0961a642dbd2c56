import { describe, expect, it } from "vitest";
import {
    addPoints,
    decodeScalar,
    generator,
    multiply,
    type Scalar,
    scalarOf,
    timesG,
} from "../../src/crypto/group";
import { type Opening } from "../../src/election/ballot";
import { type Level } from "../../src/election/bodies";
import { type ChallengedBallot } from "../../src/election/challenge";
import { challengeLink, completeChallenge, parseChallengeLink } from "../../src/participant/challenge_link";

const page = "https://vote.example/c/0123456789abcdef/check";
const w = [0, 1, 8, 64].map(scalarOf);
const Y = multiply(scalarOf(12345), generator());
const opening = { Y, w } as unknown as Opening; // all that is looked at

function line(level: number, r: Scalar): ChallengedBallot["officials"][number] {
    const beta = addPoints(multiply(r, Y), timesG(w[level] ?? scalarOf(0)));
    return { alpha: timesG(r), beta, level, r };
}
const shown: ChallengedBallot = {
    officials: [line(3, scalarOf(7)), line(0, scalarOf(99)), line(1, scalarOf(2n ** 200n))],
    rest: Uint8Array.from({ length: 32 }, (_, i) => i),
};

describe("a challenge's code", () => {
    const link = challengeLink(page, shown);

    it("gives the whole challenge back under the opening's key", () => {
        const short = parseChallengeLink(link);
        if (!short.ok) throw new Error(short.detail);
        expect(completeChallenge(opening, short.value)).toEqual(shown);
    });
    it("is read from what stands behind the # alone, too", () => {
        expect(parseChallengeLink(link.slice(link.indexOf("#") + 1)).ok).toBe(true);
    });
    it("of fifty officials still fits a QR code", () => {
        const officials = Array.from({ length: 50 }, () => line(2, scalarOf(5)));
        expect(challengeLink(page, { ...shown, officials }).length).toBeLessThan(2_900);
    });
    it.each([
        ["nothing", ""],
        ["a slip", `${page}#AAAA.1.ABC.DEF`],
        ["no base64url", `${page}#challenge.@@`],
        ["no line", challengeLink(page, { ...shown, officials: [] })],
        ["a cut-off one", link.slice(0, -4)],
        [
            "a level that is none",
            challengeLink(page, { ...shown, officials: [{ ...line(0, scalarOf(1)), level: 4 as Level }] }),
        ],
    ])("is refused: %s", (_, text) => {
        expect(parseChallengeLink(text)).toMatchObject({ ok: false, reason: 1 });
    });
    it("is refused with a scalar that is not reduced", () => {
        const r = new Uint8Array(32).fill(255) as unknown as Scalar;
        expect(decodeScalar(r).ok).toBe(false);
        const forged = challengeLink(page, { ...shown, officials: [{ ...line(0, scalarOf(1)), r }] });
        expect(parseChallengeLink(forged)).toMatchObject({ ok: false, reason: 1 });
    });
});
