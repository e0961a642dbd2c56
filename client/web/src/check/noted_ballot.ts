// Finds the ballot of a noted tracker while a log is read, and whether a later ballot of the same participant replaces it.
// docs/protocol.md, section 9.
import { type Bytes, equal, fromHex } from "../crypto/bytes";
import { trackerCharacters } from "../crypto/crockford";
import type { Point } from "../crypto/group";
import { at } from "../crypto/matrix_statement";
import { malformed, ok, type Result } from "../crypto/result";
import { readTyped, typedForms } from "../crypto/typed";
import { type Opening, tagOfBody, trackerOfBody } from "../election/ballot";
import { verifyBallots } from "../election/verify";

export interface FoundBallot {
    readonly index: number; // of its entry in the log
    readonly tag: Point;
    readonly superseded: boolean;
}

export class NotedBallot {
    #found: (FoundBallot & { readonly revision: number }) | undefined;
    /** Several ballots have trackers that are shown with these characters. Only all 32 bytes tell them apart. */
    several = false;

    private constructor(private readonly isNoted: (tracker: Bytes) => boolean) {}

    /** `noted` is 64 hexadecimal digits, or the 28 characters that devices show. Malformed for anything else. */
    static of(noted: string): Result<NotedBallot> {
        const whole = fromHex(noted);
        if (whole.ok && whole.value.length === 32)
            return ok(new NotedBallot((tracker) => equal(tracker, whole.value)));
        const typed = readTyped(noted, typedForms.tracker);
        if (typed.wrong) return malformed("tracker");
        return ok(new NotedBallot((tracker) => trackerCharacters(tracker) === typed.characters));
    }

    get found(): FoundBallot | undefined {
        return this.#found;
    }

    /** Is given every ballot before the close, in log order. A ballot that does not verify is passed over. */
    look(opening: Opening, body: Bytes, index: number): void {
        const tracker = trackerOfBody(opening, body);
        const tag = tagOfBody(body);
        if (!tracker || !tag) return;
        const noted = this.isNoted(tracker);
        const later = this.#found && equal(tag, this.#found.tag);
        if (!noted && !later) return;
        const verified = at(verifyBallots(opening, [body]), 0);
        if (!verified.ok) return;
        const { revision, proof } = verified.value.ballot;
        if (noted && this.#found) this.several = true;
        else if (noted) this.#found = { index, tag: proof.tag, revision, superseded: false };
        else if (this.#found && revision > this.#found.revision)
            this.#found = { ...this.#found, superseded: true };
    }
}
