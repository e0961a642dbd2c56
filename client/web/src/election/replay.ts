// A whole log at once: entries in log order go in, the state comes out, or the first entry that does not hold and why.
// The same answers as one apply after another; ballots that follow each other are verified in batches.
import type { Bytes } from "../crypto/bytes";
import { type SumIsIdentity, sumIsIdentity } from "../crypto/matrix_check";
import type { Rejection, Status } from "../crypto/result";
import { apply } from "./apply";
import { type Entry, type EntryOf, Kind } from "./bodies";
import { decodeEntry } from "./entry_decode";
import { State } from "./state";
import { verifyBallots } from "./verify";

/** Ballots that are verified together at most. */
const batchBallots = 256;

/** Called after every entry that was taken, in log order, with the state it led to. */
export type Taken = (state: State, entry: Entry) => void;

export class Replay {
    /** The state after all entries taken so far. */
    readonly state = new State();
    refusal: { readonly index: number; readonly why: Rejection } | undefined;
    #waiting: EntryOf<Kind.ballot>[] = [];

    /** `sum` as loadBulk gives it, where there may be many ballots. */
    constructor(
        private readonly sum: SumIsIdentity = sumIsIdentity,
        private readonly taken: Taken = () => undefined,
    ) {}

    /** The next entry. False once one was refused, after which nothing more is looked at. Ballots may wait for others:
        what they lead to is known after an entry of another kind, or finish(). */
    feed(carried: Bytes): boolean {
        if (this.refusal) return false;
        const entry = decodeEntry(carried);
        // A ballot changes neither phase nor opening, so a ballot that waits gets the answer that it would have got at once.
        if (entry.ok && entry.value.kind === Kind.ballot && this.state.phase === "voting") {
            this.#waiting.push(entry.value);
            return this.#waiting.length < batchBallots || this.settle();
        }
        if (!this.settle()) return false;
        return entry.ok ? this.settled(apply(this.state, entry.value), entry.value) : this.refuse(entry);
    }
    /** Settles the ballots that wait. False if any entry was refused. */
    finish(): boolean {
        return !this.refusal && this.settle();
    }

    private settle(): boolean {
        const waiting = this.#waiting;
        this.#waiting = [];
        if (waiting.length === 0) return true;
        const bodies = waiting.map(({ body }) => body.bytes);
        const verdicts = verifyBallots(this.state.opened, bodies, this.sum);
        return waiting.every((entry, i) => this.settled(apply(this.state, entry, verdicts[i]), entry));
    }
    private settled(status: Status, entry: Entry): boolean {
        if (!status.ok) return this.refuse(status);
        this.taken(this.state, entry);
        return true;
    }
    private refuse(why: Rejection): false {
        this.refusal = { index: this.state.log.size, why };
        return false;
    }
}
