// A challenge small enough for a QR code. docs/protocol.md, section 9: the other device gets α_j, β_j, v_j, r_j of all
// officials and Hb("tracker/rest"; body). Since α_j = r_j·G and β_j = r_j·Y + w[v_j]·G is what it checks, the code carries
// v_j and r_j alone, and the other device computes α_j and β_j; the tracker says whether they are those of the ballot.
//   https://HOST/c/ID/check#challenge.BASE64URL( v_0 ‖ r_0 ‖ v_1 ‖ r_1 … ‖ rest )
import { type Bytes, concat, fromBase64url, toBase64url } from "../crypto/bytes";
import { addPoints, decodeScalar, multiply, type Scalar, timesG } from "../crypto/group";
import { at } from "../crypto/matrix_statement";
import { malformed, ok, type Result } from "../crypto/result";
import { challengePrefix } from "../check/messages";
import { type Opening } from "../election/ballot";
import { type Level, levels } from "../election/bodies";
import { type ChallengedBallot } from "../election/challenge";

const lineBytes = 1 + 32;
const restBytes = 32;

/** `checkPage` is https://HOST/c/ID/check. */
export function challengeLink(checkPage: string, { officials, rest }: ChallengedBallot): string {
    const lines = officials.flatMap(({ level, r }) => [Uint8Array.of(level), r]);
    return `${checkPage}#${challengePrefix}${toBase64url(concat([...lines, rest]))}`;
}

/** What a challenge's code says. */
export interface ShortChallenge {
    readonly officials: readonly { readonly level: Level; readonly r: Scalar }[];
    readonly rest: Bytes;
}

/** From the link or what stands behind its "#". Malformed for anything else. */
export function parseChallengeLink(text: string): Result<ShortChallenge> {
    const fragment = text.slice(text.indexOf("#") + 1);
    if (!fragment.startsWith(challengePrefix)) return malformed("challenge: not a challenge's code");
    const bytes = fromBase64url(fragment.slice(challengePrefix.length));
    if (!bytes.ok) return bytes;
    const lines = bytes.value.length - restBytes;
    if (lines < lineBytes || lines % lineBytes !== 0) return malformed("challenge: length");
    const officials: ShortChallenge["officials"][number][] = [];
    for (let from = 0; from < lines; from += lineBytes) {
        const level = bytes.value[from] ?? levels;
        const r = decodeScalar(bytes.value.slice(from + 1, from + lineBytes));
        if (level >= levels) return malformed("challenge: level");
        if (!r.ok) return r;
        officials.push({ level, r: r.value });
    }
    return ok({ officials, rest: bytes.value.slice(lines) });
}

/** With the ciphertexts that these choices and this randomness give under the opening's key. */
export function completeChallenge(opening: Opening, { officials, rest }: ShortChallenge): ChallengedBallot {
    return {
        officials: officials.map(({ level, r }) => ({
            alpha: timesG(r),
            beta: addPoints(multiply(r, opening.Y), timesG(at(opening.w, level))),
            level,
            r,
        })),
        rest,
    };
}
