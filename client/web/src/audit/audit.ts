// Auditing: a published log is checked whole, and the answer says check by check what was proven and over how much.
// docs/protocol.md, section 9; docs/auditor-guide.md. The same verdicts as `vouch audit verify`; the words for them are the
// page's, from the dictionary and the numbers here.
import { type Bytes, fromUtf8 } from "../crypto/bytes";
import { checkLog, faultText, type LogFault } from "../crypto/log_check";
import type { SumIsIdentity } from "../crypto/matrix_check";
import {
    type Checkpoint,
    NoteKeyType,
    parseVkey,
    verifyCheckpoint,
    type Vkey,
    vkeyText,
} from "../crypto/note";
import { accepted, malformed, Reason, refuse, type Rejection, type Status } from "../crypto/result";
import { untilTheNextTask } from "../crypto/ring_sums";
import type { FetchFile } from "../crypto/tiles";
import { Kind } from "../election/bodies";
import { inGroupsOfFour } from "../crypto/crockford";
import { fingerprint } from "../election/fingerprint";
import { decodeEntry } from "../election/entry_decode";
import { TrackerIndex } from "../election/lookup";
import { isInTheLog, type NamedPerson } from "../election/named_roll";
import { Replay } from "../election/replay";
import { type Phase, State } from "../election/state";
import { resultsMistake } from "./results";

/** "not verified" is what a check says that was not made: never that it holds. */
export type Verdict = "holds" | "fails" | "not verified" | "nothing yet";

/** What is checked, in this order, by the names that the native report has. The middle six are about the entries of
    some kinds each. */
export type CheckName =
    | "checkpoint"
    | "files"
    | "manifest, roll and board"
    | "enrolments"
    | "opening"
    | "ballots"
    | "close"
    | "counting"
    | "cosignatures"
    | "results.json"
    | "named roll";
const groups = ["manifest, roll and board", "enrolments", "opening", "ballots", "close", "counting"] as const;
type Group = (typeof groups)[number];

/** `numbers` are what was proven, by name ("ballots", "counted"), for the page's sentence. */
export interface AuditCheck {
    readonly name: CheckName;
    readonly verdict: Verdict;
    readonly numbers: Readonly<Record<string, number>>;
    readonly detail: string; // where it fails: English, for logs and tests
}

export interface AuditOptions {
    readonly resultsJson?: string; // what the server publishes beside the log
    readonly namedRoll?: readonly NamedPerson[]; // held against the salted hashes in the log
    readonly progress?: (done: number, total: number) => void;
    readonly sum?: SumIsIdentity; // as loadBulk gives it
}

export interface AuditReport {
    readonly holds: boolean; // nothing failed, and nothing that had to be checked was left unchecked
    readonly checks: readonly AuditCheck[];
    readonly fault: LogFault | undefined; // the first thing that does not hold
    readonly checkpoint: Checkpoint | undefined;
    readonly state: State; // after all entries that hold
    readonly trackers: TrackerIndex;
    readonly fingerprint: string; // in groups of four; empty before the open is confirmed
}

/** `logVkey` comes from the minutes, the hall or participants, never from the log itself. */
export async function audit(log: FetchFile, logVkey: Vkey, options: AuditOptions = {}): Promise<AuditReport> {
    return await new Audit(log, logVkey, options).run();
}

function groupOf(kind: Kind, phase: Phase): Group {
    switch (kind) {
        case Kind.enrolment:
        case Kind.revocation:
        case Kind.paper:
            return "enrolments";
        case Kind.open:
            return "opening";
        case Kind.confirmation:
            return phase === "voting" ? "opening" : "close";
        case Kind.ballot:
            return "ballots";
        case Kind.close:
            return "close";
        case Kind.decryptionShares:
        case Kind.paperCount:
        case Kind.announcement:
            return "counting";
        default:
            return "manifest, roll and board";
    }
}

const entriesBetweenPauses = 16;

/** One pass over the log; each member fills in some of the report. */
class Audit {
    private readonly checks: AuditCheck[] = [];
    private fault: LogFault | undefined;
    private failedGroup: Group | undefined;
    private note = "";
    private checkpoint: Checkpoint | undefined;
    private state = new State();
    private readonly trackers = new TrackerIndex();

    constructor(
        private readonly log: FetchFile,
        private readonly vkey: Vkey,
        private readonly options: AuditOptions,
    ) {}

    async run(): Promise<AuditReport> {
        const checkpoint = await this.checkCheckpoint();
        if (checkpoint) await this.checkEntries(checkpoint);
        this.sayWhatWasProven();
        if (!this.fault) {
            this.checkCosignatures();
            this.checkResultsJson();
            this.checkNamedRoll();
        }
        const { checks, fault, state, trackers } = this;
        const unproven = checks.some(({ verdict }) => verdict === "fails" || verdict === "not verified");
        return {
            holds: !fault && !unproven,
            checks,
            fault,
            checkpoint: this.checkpoint,
            state,
            trackers,
            fingerprint: fingerprintOf(state),
        };
    }

    private say(name: CheckName, verdict: Verdict, numbers: Record<string, number> = {}, detail = ""): void {
        this.checks.push({ name, verdict, numbers, detail });
    }
    private blame(why: Rejection, file: string, entry?: number): void {
        this.fault = { why, file, ...(entry !== undefined && { entry }) };
    }

    private async checkCheckpoint(): Promise<Checkpoint | undefined> {
        const bytes = await this.log("checkpoint");
        const text = bytes ? fromUtf8(bytes) : malformed("file is missing");
        const verified = text.ok ? verifyCheckpoint(text.value, this.vkey) : text;
        if (!text.ok || !verified.ok) {
            const why = verified.ok ? malformed("checkpoint") : verified;
            this.blame(why, "checkpoint");
            this.say("checkpoint", "fails", {}, why.detail);
            return undefined;
        }
        this.note = text.value;
        this.checkpoint = verified.value.checkpoint;
        this.say("checkpoint", "holds", { entries: Number(this.checkpoint.size) });
        return this.checkpoint;
    }

    private async checkEntries({ size, root }: Checkpoint): Promise<void> {
        const replay = new Replay(this.options.sum, (state, entry) => {
            this.trackers.add(state, entry);
        });
        this.state = replay.state;
        const total = Number(size);
        const kinds: (Kind | undefined)[] = [];
        const found = await checkLog(total, root, this.log, async (index, carried) => {
            if (index % entriesBetweenPauses === 0) await untilTheNextTask();
            this.options.progress?.(index, total);
            kinds.push(kindOf(carried));
            return this.feed(replay, carried, index);
        });
        replay.finish(); // also after a fault: a ballot before it may not hold either
        const { refusal } = replay;
        if (refusal) {
            // Never after what checkLog found: entries are fed in order, up to there.
            this.blame(refusal.why, "", refusal.index);
            const kind = kinds[refusal.index];
            this.failedGroup =
                kind === undefined ? "manifest, roll and board" : groupOf(kind, this.state.phase);
            this.say("files", "not verified", { entries: kinds.length });
        } else if (found) {
            this.fault = found;
            this.say("files", "fails", { entries: kinds.length }, faultText(found));
        } else {
            this.say("files", "holds", { entries: total });
        }
    }
    private feed(replay: Replay, carried: Bytes, index: number): Status {
        if (!replay.feed(carried)) return refuse(Reason.notFitting, "refused"); // said better below
        if (index === 0 && replay.state.manifest.logVkey !== vkeyText(this.vkey))
            return refuse(Reason.notFitting, "the manifest names another log key");
        return accepted;
    }

    private sayWhatWasProven(): void {
        for (const group of groups) {
            if (this.failedGroup === group) {
                this.say(group, "fails", {}, this.fault ? faultText(this.fault) : "");
            } else if (this.fault) {
                this.say(group, "not verified");
            } else if (hasCome(this.state, group)) {
                this.say(group, "holds", numbersOf(this.state, group));
            } else {
                this.say(group, "nothing yet");
            }
        }
    }

    private checkCosignatures(): void {
        if (this.state.phase === "first") {
            this.say("cosignatures", "nothing yet");
            return;
        }
        const witnesses = this.state.manifest.witnesses.flatMap((witness) => {
            const vkey = parseVkey(witness, NoteKeyType.witness);
            return vkey.ok ? [vkey.value] : [];
        });
        const verified = verifyCheckpoint(this.note, this.vkey, witnesses);
        if (!verified.ok) {
            this.blame(verified, "checkpoint");
            this.say("cosignatures", "fails", {}, verified.detail);
            return;
        }
        const cosigned = verified.value.cosignatures.length;
        const numbers = { cosigned, witnesses: witnesses.length };
        this.say("cosignatures", cosigned > 0 ? "holds" : "nothing yet", numbers);
    }

    private checkResultsJson(): void {
        const { resultsJson } = this.options;
        if (resultsJson === undefined) return;
        if (!this.state.result) {
            this.say("results.json", "not verified", {}, "there is no result in the log");
            return;
        }
        const mistake = resultsMistake(this.state, resultsJson);
        if (mistake !== undefined) this.blame(refuse(Reason.notFitting, `results.json: ${mistake}`), "");
        this.say("results.json", mistake === undefined ? "holds" : "fails", {}, mistake);
    }

    private checkNamedRoll(): void {
        const roll = this.options.namedRoll;
        if (!roll) return;
        const complete =
            roll.length === this.state.summoned && roll.every(({ number }, i) => number === i + 1);
        const stranger = roll.find((person) => !isInTheLog(this.state, person));
        let mistake: string | undefined;
        if (!complete) mistake = `${roll.length} people, and the log has ${this.state.summoned}`;
        else if (stranger) mistake = `number ${stranger.number} is not whom the log names`;
        if (mistake !== undefined) this.blame(refuse(Reason.notFitting, `named roll: ${mistake}`), "");
        this.say("named roll", mistake === undefined ? "holds" : "fails", { people: roll.length }, mistake);
    }
}

function fingerprintOf({ fingerprintHash }: State): string {
    return fingerprintHash ? inGroupsOfFour(fingerprint(fingerprintHash)) : "";
}

function kindOf(carried: Bytes): Kind | undefined {
    const entry = decodeEntry(carried);
    return entry.ok ? entry.value.kind : undefined;
}

function hasCome(state: State, group: Group): boolean {
    switch (group) {
        case "manifest, roll and board":
        case "enrolments":
            return state.phase !== "first";
        case "opening":
        case "ballots":
            return state.opening !== undefined;
        case "close":
            return state.closeIndex !== 0;
        case "counting":
            return state.shares.size > 0 || state.paperCount !== undefined;
    }
}

function numbersOf(state: State, group: Group): Record<string, number> {
    const confirmed = (by: ReadonlySet<string>) => ({
        confirmed: by.size,
        confirmers: state.confirmers,
        needed: state.confirmationsNeeded,
        trustees: state.trusteesAmong(by),
        threshold: state.manifest.threshold,
    });
    switch (group) {
        case "manifest, roll and board":
            return {
                officials: state.manifest.officials.length,
                summoned: state.summoned,
                trustees: state.manifest.trustees,
                threshold: state.manifest.threshold,
            };
        case "enrolments":
            return { enrolled: state.enrolled, papers: state.papersIssued };
        case "opening":
            return confirmed(state.openConfirmers);
        case "ballots":
            return { ballots: state.ballotsAdmitted, counted: state.ballots.size };
        case "close":
            return confirmed(state.closeConfirmers);
        case "counting":
            return {
                shares: state.shares.size,
                threshold: state.manifest.threshold,
                counted: state.ballots.size,
                paper: state.paperCount ? 1 : 0,
                announced: state.announced ? 1 : 0,
            };
    }
}
