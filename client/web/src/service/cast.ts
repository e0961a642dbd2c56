// Casting a sealed ballot, and the receipt for it. docs/protocol.md, section 7.
import { type Bytes, equal, toHex } from "../crypto/bytes";
import { leafHash } from "../crypto/merkle";
import { NoteKeyType, parseVkey, type Vkey } from "../crypto/note";
import { malformed, ok, Reason, refuse, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { type ProvenEntry, verifyReceipt } from "../crypto/tlog_proof";
import { decodeBallot, trackerOf } from "../election/ballot";
import { Kind } from "../election/bodies";
import { carriedEntry } from "../election/entry";
import {
    type CastRefusal,
    type CastReply,
    openReply,
    readCastRefusal,
    refusalHolds,
    sealEnvelope,
} from "../election/envelope";
import { solvePuzzle } from "../election/puzzle";
import { type RefusalEvidence } from "../election/refusal";
import type { State } from "../election/state";
import type { Response } from "../gen/service_pb";
import { type ConferenceAddress, urlOf } from "./conference_address";
import { Connection } from "./connection";
import { browserNetwork, type Network, NetworkError, pause } from "./network";
import { relayRounds, relaysToTry } from "./relay";
import { patienceMs, webSocketUrl } from "./session";

/** What proves that a ballot was recorded. */
export interface BallotReceipt {
    readonly body: Bytes; // of the ballot
    readonly tracker: Bytes;
    readonly proof: string; // c2sp.org/tlog-proof
}

const pauseWhenBrokenMs = 1_000;

/** The server says "later", and how long to wait. */
export interface Later {
    readonly retryAfterMs: number;
    readonly reason: Reason;
    readonly detail: string;
}
/** What is told to whoever casts. */
export interface CastHooks {
    /** Waits until the ballot is to be sent again; whoever shows a clock waits in its own way. */
    readonly untilLater?: (later: Later) => Promise<void>;
    /** Told before a ballot goes straight that none of the relays passes on. */
    readonly castsStraight?: () => void;
    /** Told what shows a refusal that the log signed and that is for good, before it is returned. */
    readonly refused?: (evidence: RefusalEvidence) => void;
}

/** Over a connection of its own that carries nothing else; through one of the manifest's relays, or straight where none passes
    the ballot on. Where the server says "later", or the connection breaks, the same envelope is sent again for as long as
    `patience`, which what a replacement has to wait does not use up; casting twice gives the receipt of the first time. A
    refusal counts only with the log's signature: bad signature otherwise. The receipt was checked when it returns. Throws
    NetworkError once patience is over. `state` is of the confirmed opening. */
export async function castBallot(
    address: ConferenceAddress,
    state: State,
    body: Bytes,
    network: Network = browserNetwork,
    patience = patienceMs,
    hooks: CastHooks = {},
): Promise<Result<BallotReceipt>> {
    const replyKey = SecretBytes.draw(32);
    try {
        const vkey = parseVkey(state.manifest.logVkey, NoteKeyType.log);
        if (!vkey.ok) return vkey;
        const envelope = sealEnvelope(state.manifest.boxKey, replyKey, body);
        if (!envelope.ok) return envelope;
        const sealed = { body, envelope: envelope.value, replyKey };
        const casting = { state, vkey: vkey.value, ...sealed, network, hooks };
        const passed = await castThroughAny(casting, address, relaysToTry(state.manifest.relays));
        if (passed) return passed;
        if (state.manifest.relays.length > 0) hooks.castsStraight?.();
        return (await castOneWay(casting, address, patience)).result;
    } finally {
        replyKey.wipe();
    }
}

/** A sealed envelope, what its reply is checked against, and how it is sent. */
interface Casting {
    readonly state: State;
    readonly body: Bytes;
    readonly vkey: Vkey;
    readonly envelope: Bytes;
    readonly replyKey: SecretBytes;
    readonly network: Network;
    readonly hooks: CastHooks;
}
/** Said for good is a receipt that holds, or a refusal that the log signed: then another way gives nothing else. */
interface Outcome {
    readonly result: Result<BallotReceipt>;
    readonly forGood: boolean;
}

/** Through one of the relays, round after round. One that cannot be reached, or brings back what does not hold, is not tried
    again; one that says "later" is. Nothing where none passed the ballot on. */
async function castThroughAny(
    casting: Casting,
    address: ConferenceAddress,
    relays: readonly string[],
): Promise<Result<BallotReceipt> | undefined> {
    let left = relays;
    for (let round = 0; round < relayRounds && left.length > 0; ++round) {
        const later: string[] = [];
        for (const relay of left) {
            try {
                const { result, forGood } = await castOneWay(casting, { ...address, server: relay }, 0);
                if (forGood) return result;
                if (!result.ok && result.reason === Reason.overCapacity) later.push(relay);
            } catch (error) {
                if (!(error instanceof NetworkError)) throw error;
            }
        }
        left = later;
        if (left.length > 0) await pause(pauseWhenBrokenMs);
    }
    return undefined;
}

/** Sends the envelope one way, again and again as castBallot says. */
async function castOneWay(casting: Casting, way: ConferenceAddress, patience: number): Promise<Outcome> {
    const { untilLater = ({ retryAfterMs }: Later) => pause(retryAfterMs) } = casting.hooks;
    let deadline = Date.now() + patience;
    for (;;) {
        let later: Later | undefined;
        try {
            const reply = readAnswer(await askOnce(way, casting.network, casting.envelope), casting.replyKey);
            if (!reply.ok) return { result: reply, forGood: false };
            const settled = settle(reply.value, casting);
            if ("result" in settled) return settled;
            later = settled;
        } catch (error) {
            if (!(error instanceof NetworkError) || Date.now() + pauseWhenBrokenMs > deadline) throw error;
        }
        const now = Date.now();
        if (later?.reason === Reason.tooEarly) deadline = Math.max(deadline, now) + later.retryAfterMs;
        if (later && now + later.retryAfterMs > deadline)
            return { result: refuse(later.reason, later.detail), forGood: false };
        await (later ? untilLater(later) : pause(pauseWhenBrokenMs));
    }
}

/** What follows from a reply: the checked receipt, a refusal, or another try. Only what is said for good has to be signed. */
function settle(reply: CastReply, casting: Casting): Outcome | Later {
    const { state, body } = casting;
    if (reply.kind === "receipt") {
        const receipt = { body, tracker: reply.tracker, proof: reply.proof };
        const checked = checkReceipt(receipt, state);
        return { result: checked.ok ? ok(receipt) : checked, forGood: checked.ok };
    }
    return reply.retryAfterMs > 0
        ? { retryAfterMs: reply.retryAfterMs, ...reply.rejection }
        : settleRefusal(reply, casting);
}
function settleRefusal(
    refusal: CastRefusal,
    { state, body, vkey, envelope, replyKey, hooks }: Casting,
): Outcome {
    const { electionId } = state;
    const { rejection, signature } = refusal;
    if (!refusalHolds(vkey.key, electionId, envelope, refusal)) {
        const result = refuse(Reason.badSignature, "cast: a refusal that the log did not sign");
        return { result, forGood: false };
    }
    const { reason, detail } = rejection;
    hooks.refused?.({ electionId, body, replyKey: replyKey.bytes.slice(), reason, signature });
    return { result: refuse(reason, detail), forGood: true };
}

/** One connection, one request, one answer; and the request once more where the server asks for work first. */
async function askOnce(
    address: ConferenceAddress,
    network: Network,
    envelope: Bytes,
): Promise<Response["what"]> {
    const connection = await Connection.open(network, webSocketUrl(urlOf(address, "/cast")));
    try {
        const { what } = await connection.ask({ case: "cast", value: { envelope } });
        const puzzle = what.case === "refusal" ? what.value.puzzle : undefined;
        const puzzleSolution = puzzle && solvePuzzle(puzzle, envelope);
        if (!puzzleSolution) return what;
        const value = { envelope, puzzleSalt: puzzle.salt, puzzleSolution };
        return (await connection.ask({ case: "cast", value })).what;
    } finally {
        connection.close();
    }
}

function readAnswer(what: Response["what"], replyKey: SecretBytes): Result<CastReply> {
    if (what.case === "cast") return openReply(replyKey, what.value.sealed);
    if (what.case === "refusal") return readCastRefusal(what.value); // of an envelope that the server has not opened
    return malformed("cast: an answer that is none");
}

/** Where the log of that election holds the ballot, proven offline against the log's key in the manifest. Bad proof where
    the tracker is another ballot's or the proof does not hold; else as verifyReceipt says. */
export function checkReceipt({ body, tracker, proof }: BallotReceipt, state: State): Result<ProvenEntry> {
    if (!state.opening) return refuse(Reason.tooEarly, "receipt: the vote is not open");
    const ballot = decodeBallot(state.opening, body);
    if (!ballot.ok) return ballot;
    const own = trackerOf(state.openDigest, ballot.value.proof.ciphertexts, body).tracker;
    if (!equal(own, tracker)) return refuse(Reason.badProof, "receipt: the tracker is another ballot's");
    const vkey = parseVkey(state.manifest.logVkey, NoteKeyType.log);
    if (!vkey.ok) return vkey;
    return verifyReceipt(proof, leafHash(carriedEntry(Kind.ballot, body, [])), vkey.value);
}

/** One file: JSON, bytes in hex, as the native client writes it. */
export function receiptText({ body, tracker, proof }: BallotReceipt): string {
    return JSON.stringify({ tracker: toHex(tracker), ballot: toHex(body), proof }, null, 2) + "\n";
}
