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
import { type CastReply, openReply, readCastRefusal, refusalHolds, sealEnvelope } from "../election/envelope";
import { solvePuzzle } from "../election/puzzle";
import type { State } from "../election/state";
import type { Response } from "../gen/service_pb";
import { type ConferenceAddress, urlOf } from "./conference_address";
import { Connection } from "./connection";
import { browserNetwork, type Network, NetworkError, pause } from "./network";
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
/** Waits until the ballot is to be sent again; whoever shows a clock waits in its own way. */
export type WaitUntilLater = (later: Later) => Promise<void>;

/** Over a connection of its own that carries nothing else. Where the server says "later", or the connection breaks, the
    same envelope is sent again for as long as `patience`, which what a replacement has to wait does not use up; casting
    twice gives the receipt of the first time. A refusal
    counts only with the log's signature: bad signature otherwise. The receipt was checked when it returns. Throws
    NetworkError once patience is over. `state` is of the confirmed opening. */
export async function castBallot(
    address: ConferenceAddress,
    state: State,
    body: Bytes,
    network: Network = browserNetwork,
    patience = patienceMs,
    untilLater: WaitUntilLater = ({ retryAfterMs }) => pause(retryAfterMs),
): Promise<Result<BallotReceipt>> {
    const replyKey = SecretBytes.draw(32);
    try {
        const vkey = parseVkey(state.manifest.logVkey, NoteKeyType.log);
        if (!vkey.ok) return vkey;
        const envelope = sealEnvelope(state.manifest.boxKey, replyKey, body);
        if (!envelope.ok) return envelope;
        let deadline = Date.now() + patience;
        for (;;) {
            let later: Later | undefined;
            try {
                const reply = readAnswer(await askOnce(address, network, envelope.value), replyKey);
                if (!reply.ok) return reply;
                const settled = settle(reply.value, state, body, vkey.value, envelope.value);
                if ("ok" in settled) return settled;
                later = settled;
            } catch (error) {
                if (!(error instanceof NetworkError) || Date.now() + pauseWhenBrokenMs > deadline)
                    throw error;
            }
            if (later?.reason === Reason.tooEarly) deadline += later.retryAfterMs;
            if (later && Date.now() + later.retryAfterMs > deadline)
                return refuse(later.reason, later.detail);
            await (later ? untilLater(later) : pause(pauseWhenBrokenMs));
        }
    } finally {
        replyKey.wipe();
    }
}

/** What follows from a reply: the checked receipt, a refusal, or another try. Only what is said for good has to be signed. */
function settle(
    reply: CastReply,
    state: State,
    body: Bytes,
    vkey: Vkey,
    envelope: Bytes,
): Result<BallotReceipt> | Later {
    if (reply.kind === "receipt") {
        const receipt = { body, tracker: reply.tracker, proof: reply.proof };
        const checked = checkReceipt(receipt, state);
        return checked.ok ? ok(receipt) : checked;
    }
    const { rejection, retryAfterMs } = reply;
    if (retryAfterMs > 0) return { retryAfterMs, ...rejection };
    if (!refusalHolds(vkey.key, state.electionId, envelope, reply))
        return refuse(Reason.badSignature, "cast: a refusal that the log did not sign");
    return refuse(rejection.reason, rejection.detail);
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
