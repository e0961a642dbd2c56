// Follows a conference's log for the pages that anyone may see, off the page's own thread: every entry is replayed and
// every proof checked here. The server's pushes say when to look, and the numbers of the hall.
import { type Bytes, fromHex, toHex } from "../crypto/bytes";
import { vkeyText } from "../crypto/note";
import { Reason, refuse, type Rejection, type Result } from "../crypto/result";
import { initializeCrypto } from "../crypto/sodium";
import { isWholeHex, readTyped, typedForms } from "../crypto/typed";
import { type JudgedRefusal, judgeRefusal, parseRefusal } from "../election/judge_refusal";
import { TrackerIndex } from "../election/lookup";
import { loadBulk } from "../election/verify";
import type { Progress } from "../gen/service_pb";
import { BulletinReader } from "../service/bulletins";
import type { ConferenceAddress } from "../service/conference_address";
import { LogFollower, Replica } from "../service/follow";
import { hallScreenOf } from "../service/hall_screen";
import { browserNetwork, logOf, NetworkError, nowAndThen } from "../service/network";
import { lastCallEnd, Session } from "../service/session";
import { serve } from "../worker/bridge";
import { fingerprintOf, viewOf } from "./view_of";
import type { FoundView, HallView, ObserverState } from "./views";

/** Also without a push: a connection that died in silence must not leave a hall screen behind for long. */
const lookEveryMs = 15_000;
const entriesBetweenProgress = 16;

class Observer {
    #state: ObserverState = {
        reading: { done: 0, total: 0 },
        log: undefined,
        hall: undefined,
        hallScreen: undefined,
        connected: true,
        refusal: undefined,
    };
    #session: Session | undefined;
    #bulletins: BulletinReader | undefined;
    #lastBulletin = 0n; // its sequence number, as the server told it
    #digits: string | undefined; // of the opening, once there is one
    readonly #trackers: TrackerIndex;
    readonly #replica: Replica;

    private constructor(
        private readonly address: ConferenceAddress,
        replica: Replica,
        trackers: TrackerIndex,
    ) {
        this.#replica = replica;
        this.#trackers = trackers;
    }

    static async open(address: ConferenceAddress): Promise<Observer> {
        const trackers = new TrackerIndex();
        const log = logOf(browserNetwork, address);
        const replica = new Replica(log, undefined, undefined, await loadBulk(), (state, entry) => {
            trackers.add(state, entry);
        });
        const observer = new Observer(address, replica, trackers);
        observer.follow();
        await observer.look();
        nowAndThen(browserNetwork, lookEveryMs, () => void observer.lookAgain());
        return observer;
    }

    private say(change: Partial<ObserverState>): void {
        this.#state = { ...this.#state, ...change };
        tell(this.#state);
    }

    private follow(): void {
        this.#session?.close();
        this.#session = Session.withConference(this.address);
        this.#bulletins = new BulletinReader(this.#session);
        this.#session.follow({
            progress: (progress) => {
                this.say({ hall: hallOf(progress), connected: true });
                this.#lastBulletin = progress.bulletins;
                void this.readBulletins();
                if (Number(progress.size) > this.#replica.log.seen.size) void this.look();
            },
            connected: (connected) => {
                this.say({ connected });
            },
        });
    }

    private async readBulletins(): Promise<void> {
        const { state } = this.#replica;
        if (!this.#bulletins || state.phase === "first") return; // the manifest says whose count
        try {
            if (!(await this.#bulletins.readTo(this.#lastBulletin, state.electionId))) return;
            this.say({ hallScreen: hallScreenOf(this.#bulletins, state) });
        } catch (error) {
            if (!(error instanceof NetworkError)) throw error; // the next push tells of them again
        }
    }

    /** Reads what is new. Where the network fails, what was read stays and the next look goes on from there. */
    async look(): Promise<void> {
        try {
            const status = await this.#replica.update((done, total) => {
                if (done % entriesBetweenProgress === 0) this.say({ reading: { done, total } });
            });
            this.tellLog(status.ok ? undefined : { reason: status.reason, detail: status.detail });
        } catch (error) {
            if (!(error instanceof NetworkError)) throw error;
            this.say({ connected: false });
        }
    }

    private tellLog(refusal: Rejection | undefined): void {
        const { state } = this.#replica;
        if (state.phase === "first") {
            this.say({ reading: undefined, refusal });
            return;
        }
        this.#digits ??= fingerprintOf(state);
        this.say({ reading: undefined, log: viewOf(state, this.#digits), refusal });
        void this.readBulletins();
    }

    /** A log that has grown past the last push means that pushes no longer arrive. */
    private async lookAgain(): Promise<void> {
        const pushed = this.#state.hall?.size ?? 0;
        const before = this.#replica.log.seen.size;
        await this.look();
        if (before > pushed && this.#state.hall?.size === pushed) this.follow();
    }

    find(text: string): FoundView | undefined {
        const tracker = this.trackerOf(text.trim());
        if (tracker === undefined) return undefined;
        if (tracker === "absent") return { standing: "absent", index: 0, tracker: undefined };
        const { standing, index } = this.#trackers.find(tracker);
        return { standing, index, tracker: toHex(tracker) };
    }
    judge(text: string): Result<JudgedRefusal> {
        const evidence = parseRefusal(text);
        return evidence.ok ? judgeRefusal(this.#replica.state, evidence.value) : evidence;
    }
    /** Nothing where it is no tracker at all. */
    private trackerOf(text: string): Bytes | "absent" | undefined {
        if (isWholeHex(text)) {
            const bytes = fromHex(text.toLowerCase());
            return bytes.ok ? bytes.value : undefined;
        }
        const shown = readTyped(text, typedForms.tracker);
        return shown.wrong ? undefined : (this.#trackers.shownAs(shown.characters) ?? "absent");
    }
}

function hallOf(progress: Progress): HallView {
    const { phase, summoned, enrolled, papers, ballots, confirmations, confirmationsNeeded, shares } =
        progress;
    return {
        ...{ phase, summoned, enrolled, papers, ballots, confirmations, confirmationsNeeded, shares },
        size: Number(progress.size),
        lastCallEndsAt: lastCallEnd(progress),
    };
}

/** The key that a log names for itself: a log can agree with itself and still be the wrong one, so whoever uses it
    says so. Nothing where no log can be read. */
async function keyNamedBy(address: ConferenceAddress): Promise<string | undefined> {
    const log = new LogFollower(logOf(browserNetwork, address), undefined);
    try {
        await log.next();
    } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
    }
    return log.logVkey && vkeyText(log.logVkey);
}

let observer: Promise<Observer> | undefined;
const offers = {
    async open(server: string, conference: string): Promise<void> {
        observer = Observer.open({ server, id: conference });
        await observer;
    },
    /** A tracker as it is shown (28 characters) or as its QR code says (64 hex digits). */
    async lookUp(tracker: string): Promise<FoundView | undefined> {
        return (await observer)?.find(tracker);
    },
    /** What a participant's device saved of a refused ballot, judged by the log as it is now. */
    async judgeRefusal(file: string): Promise<Result<JudgedRefusal>> {
        const open = await observer;
        if (!open) return refuse(Reason.tooEarly, "refusal: no log is read");
        await open.look();
        return open.judge(file);
    },
    keyNamedByLog: (server: string, conference: string) => keyNamedBy({ server, id: conference }),
};
export type ObserverOffers = typeof offers;
const tell = serve<ObserverState>(self, offers, initializeCrypto());
