// Looking a tracker up: counted, superseded, or not there. docs/protocol.md, section 9. Built beside the state, over
// every ballot of the log.
import { type Bytes, fromHex, toHex } from "../crypto/bytes";
import { type Entry, Kind } from "./bodies";
import { tagOfBody } from "./ballot";
import { trackerCharacters } from "../crypto/crockford";
import type { State } from "./state";

export type Standing = "counted" | "superseded" | "absent";
export interface LookupResult {
    readonly standing: Standing;
    readonly index: number; // the entry's place in the log
    readonly revision: number; // of the ballot
}

export class TrackerIndex {
    readonly #byTracker = new Map<string, { index: number; revision: number; tag: string }>();
    readonly #lastOfTag = new Map<string, number>(); // its entry's place in the log

    /** After apply took the entry, in log order. Entries other than ballots are passed over. */
    add(state: State, entry: Entry): void {
        if (entry.kind !== Kind.ballot) return;
        const tag = toHex(tagOfBody(entry.body.bytes) ?? new Uint8Array());
        const ballot = state.ballots.get(tag);
        if (!ballot) return;
        const { index, revision } = ballot;
        this.#byTracker.set(toHex(ballot.tracker), { index, revision, tag });
        this.#lastOfTag.set(tag, index);
    }
    /** "Counted" until a later revision comes; for good after the close. */
    find(tracker: Bytes): LookupResult {
        const place = this.#byTracker.get(toHex(tracker));
        if (!place) return { standing: "absent", index: 0, revision: 0 };
        const { index, revision, tag } = place;
        return { standing: this.#lastOfTag.get(tag) === index ? "counted" : "superseded", index, revision };
    }
    /** The tracker that is shown with these 28 characters; undefined where no ballot has such a tracker. */
    shownAs(characters: string): Bytes | undefined {
        for (const hex of this.#byTracker.keys()) {
            const tracker = fromHex(hex);
            if (tracker.ok && trackerCharacters(tracker.value) === characters) return tracker.value;
        }
        return undefined;
    }
}
