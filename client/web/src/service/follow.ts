// Following a log: what is new is fetched, held against the signed checkpoint and against everything seen before, and
// handed on entry by entry. docs/protocol.md, section 5.4.
import { type Bytes, equal, fromUtf8 } from "../crypto/bytes";
import { fetchEntries } from "../crypto/log_check";
import type { SumIsIdentity } from "../crypto/matrix_check";
import { leafHash, MerkleFrontier } from "../crypto/merkle";
import {
    type Checkpoint,
    NoteKeyType,
    parseCheckpoint,
    parseNote,
    parseVkey,
    verifyCheckpoint,
    type Vkey,
} from "../crypto/note";
import { accepted, ok, Reason, refuse, type Refused, type Result, type Status } from "../crypto/result";
import { untilTheNextTask } from "../crypto/ring_sums";
import { type FetchFile, tileWidth } from "../crypto/tiles";
import { Kind } from "../election/bodies";
import { electionIdOf } from "../election/entry";
import { decodeEntry } from "../election/entry_decode";
import { Replay, type Taken } from "../election/replay";
import type { State } from "../election/state";
import { pause } from "./network";

/** The last checkpoint that was taken, kept between visits: a log that goes back behind it, or leads elsewhere, is never
    taken again. */
export interface Seen {
    readonly size: number;
    readonly root: Bytes;
}

/** How far a long work is. */
export type ProgressCall = (done: number, total: number) => void;

function notFitting(what: string): Refused {
    return refuse(Reason.notFitting, what);
}

export class LogFollower {
    #vkey: Vkey | undefined;
    #frontier = new MerkleFrontier();
    #note = "";
    checkpoint: Checkpoint | undefined; // the newest that was taken

    /** `electionId` where it is known already, from an earlier visit. */
    constructor(
        private readonly log: FetchFile,
        private readonly electionId: Bytes | undefined,
        private readonly earlier?: Seen,
    ) {}

    get seen(): Seen {
        return { size: this.#frontier.size, root: this.#frontier.root() };
    }
    get logVkey(): Vkey | undefined {
        return this.#vkey;
    }

    /** The entries that are new, in order; none where the log has not grown. Bad signature where the checkpoint is not
        signed by the log's key in the manifest; not fitting where the entries do not lead to its root, the log is not this
        election's, or something seen earlier is no longer in it. After a refusal nothing is taken. */
    async next(): Promise<Result<Bytes[]>> {
        const fetched = await this.log("checkpoint");
        if (!fetched) return notFitting("log: no checkpoint");
        const text = fromUtf8(fetched);
        if (!text.ok) return text;
        if (text.value === this.#note) return ok([]);
        const claimed = this.claimed(text.value);
        if (!claimed.ok) return claimed;
        const begun = await this.begun(claimed.value);
        if (!begun.ok) return begun;
        const { vkey, entries } = begun.value;
        const verified = verifyCheckpoint(text.value, vkey);
        if (!verified.ok) return verified;
        const rest = await fetchEntries(this.log, this.#frontier.size + entries.length, claimed.value);
        if (!rest.ok) return rest;
        const fresh = [...entries, ...rest.value];
        const frontier = this.#frontier.clone();
        const extended = this.extend(frontier, fresh);
        if (!extended.ok) return extended;
        if (!equal(frontier.root(), verified.value.checkpoint.root))
            return notFitting("log: not the one seen before, or its files do not fit its checkpoint");
        this.#vkey = vkey;
        this.#frontier = frontier;
        this.#note = text.value;
        this.checkpoint = verified.value.checkpoint;
        return ok(fresh);
    }

    /** The size that a checkpoint claims, before anything of it is verified. */
    private claimed(text: string): Result<number> {
        const note = parseNote(text);
        if (!note.ok) return note;
        const checkpoint = parseCheckpoint(note.value.text);
        if (!checkpoint.ok) return checkpoint;
        const { size } = checkpoint.value;
        if (size > BigInt(Number.MAX_SAFE_INTEGER)) return notFitting("log: larger than a log can be");
        const least = Math.max(this.#frontier.size, this.earlier?.size ?? 0);
        if (size < BigInt(least)) return notFitting(`log: has gone back to ${size} entries`);
        return ok(Number(size));
    }

    /** The log's key, which the manifest names, and the entries that were read for it: the manifest's election is looked at
        in the very bytes that are handed on, since a server may answer the same question in two ways. */
    private async begun(size: number): Promise<Result<{ vkey: Vkey; entries: readonly Bytes[] }>> {
        if (this.#vkey) return ok({ vkey: this.#vkey, entries: [] });
        if (size === 0) return notFitting("log: empty");
        const entries = await fetchEntries(this.log, 0, Math.min(size, tileWidth));
        if (!entries.ok) return entries;
        const entry = decodeEntry(entries.value[0] ?? new Uint8Array());
        if (!entry.ok) return entry;
        if (entry.value.kind !== Kind.manifest) return notFitting("log: does not begin with a manifest");
        const id = electionIdOf(entry.value.bodyBytes);
        if (this.electionId && !equal(this.electionId, id)) return notFitting("log: another election");
        const vkey = parseVkey(entry.value.body.logVkey, NoteKeyType.log);
        return vkey.ok ? ok({ vkey: vkey.value, entries: entries.value }) : vkey;
    }

    private extend(frontier: MerkleFrontier, fresh: readonly Bytes[]): Status {
        for (const entry of fresh) {
            frontier.append(leafHash(entry));
            const { earlier } = this;
            if (earlier && frontier.size === earlier.size && !equal(frontier.root(), earlier.root))
                return notFitting("log: no longer holds what this device saw before");
        }
        return accepted;
    }
}

/** Runs one thing after another, in the order asked: two updates never mix. */
export class OneAtATime {
    #last: Promise<unknown> = Promise.resolve();
    run<T>(work: () => Promise<T>): Promise<T> {
        const next = this.#last.then(work, work);
        this.#last = next.catch(() => undefined);
        return next;
    }
}

const publishTimeMs = 30_000;
const lookEveryMs = 200;
const entriesBetweenPauses = 32;

/** A whole replay that follows the log: what a trustee, an organizer and the hall screen look at. */
export class Replica {
    readonly log: LogFollower;
    readonly #replay: Replay;
    readonly #one = new OneAtATime();

    /** `sum` as loadBulk gives it. `taken` is called after every entry, in log order. */
    constructor(log: FetchFile, electionId?: Bytes, earlier?: Seen, sum?: SumIsIdentity, taken?: Taken) {
        this.log = new LogFollower(log, electionId, earlier);
        this.#replay = new Replay(sum, taken);
    }
    get state(): State {
        return this.#replay.state;
    }

    /** Takes what is new: what LogFollower.next refuses, and the first entry that the rules refuse. Throws NetworkError. */
    update(progress?: ProgressCall): Promise<Status> {
        return this.#one.run(() => this.takeNew(progress));
    }
    /** Until the entry at that index is there: a server publishes a little after it has acknowledged. Not fitting where
        it takes longer than half a minute. */
    async updatePast(index: number): Promise<Status> {
        const deadline = Date.now() + publishTimeMs;
        for (;;) {
            const status = await this.update();
            if (!status.ok || this.log.seen.size > index) return status;
            if (Date.now() > deadline) return notFitting(`log: entry ${index} is not published`);
            await pause(lookEveryMs);
        }
    }

    private async takeNew(progress?: ProgressCall): Promise<Status> {
        if (this.#replay.refusal) return this.refusal();
        const before = this.log.seen.size;
        const fresh = await this.log.next();
        if (!fresh.ok) return fresh;
        for (const [i, entry] of fresh.value.entries()) {
            progress?.(before + i, before + fresh.value.length);
            if (!this.#replay.feed(entry)) break;
            if (i % entriesBetweenPauses === entriesBetweenPauses - 1) await untilTheNextTask();
        }
        this.#replay.finish();
        return this.refusal();
    }
    private refusal(): Status {
        const refusal = this.#replay.refusal;
        if (!refusal) return accepted;
        return refuse(refusal.why.reason, `entry ${refusal.index}: ${refusal.why.detail}`);
    }
}
