// A refusal that the log signed can be shown: from what is handed over, the envelope is sealed again and the signature held
// against it. Whatever else a server says is no evidence.
import { beforeAll, describe, expect, it } from "vitest";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { NoteKeyType, parseVkey } from "../../src/crypto/note";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { refusalHolds, sealEnvelope } from "../../src/election/envelope";
import { type RefusalEvidence, refusalText } from "../../src/election/refusal";
import { Replay } from "../../src/election/replay";
import type { State } from "../../src/election/state";
import { castBallot } from "../../src/service/cast";
import { conferenceAddress } from "../../src/service/conference_address";
import { type Answer, bareRefusal, networkOf, sealedRefusal, signRefusal } from "../support/cast_answers";
import { logEntries } from "../support/log";
import { bytes, must } from "../support/vectors";

const address = must(conferenceAddress("https://vote.example/c/0011223344556677"));
const body = Uint8Array.from({ length: 1_500 }, (_, i) => i & 0xff);
const reason = Reason.wrongRevision;
let state: State;

beforeAll(() => {
    const replay = new Replay();
    for (const entry of logEntries.slice(0, 27)) replay.feed(entry);
    state = replay.state;
});

/** What casting came to, the envelopes that were sent, and what was handed over. */
async function cast(answer: (envelope: Bytes) => Answer, patience = 0) {
    const envelopes: Bytes[] = [];
    const evidence: RefusalEvidence[] = [];
    const { network } = networkOf({
        "vote.example": (envelope) => {
            envelopes.push(envelope);
            return answer(envelope);
        },
    });
    const result = await castBallot(address, state, body, network, patience, {
        untilLater: () => Promise.resolve(),
        refused: (one) => evidence.push(one),
    });
    return { result, envelopes, evidence };
}

interface RefusalFile {
    election: string;
    ballot: string;
    reply_key: string;
    reason: number;
    signature: string;
}
/** As anybody judges it who has the log: seals the envelope again, and holds the signature against it. */
function judged(file: RefusalFile): { envelope: Bytes; holds: boolean } {
    const { boxKey, logVkey } = state.manifest;
    const envelope = must(sealEnvelope(boxKey, SecretBytes.take(bytes(file.reply_key)), bytes(file.ballot)));
    const { key } = must(parseVkey(logVkey, NoteKeyType.log));
    const signature = bytes(file.signature);
    const rejection = { reason: file.reason as Reason, detail: "" };
    const refusal = { kind: "refusal", rejection, retryAfterMs: 0, signature } as const;
    return { envelope, holds: refusalHolds(key, bytes(file.election), envelope, refusal) };
}

describe("a refusal that the log signed", () => {
    it.each([
        ["in the box", sealedRefusal],
        ["bare", (_: Bytes, value: Parameters<typeof bareRefusal>[0]) => bareRefusal(value)],
    ])("can be shown where it came %s", async (_, answer) => {
        const { result, envelopes, evidence } = await cast((envelope) =>
            answer(envelope, { reason, detail: "why", signature: signRefusal(envelope, reason) }),
        );
        expect(result).toMatchObject({ ok: false, reason, detail: "why" });
        expect(evidence).toHaveLength(1);
        const text = evidence.map(refusalText).join("");
        const file = JSON.parse(text) as RefusalFile;
        expect(text).toBe(JSON.stringify(file, null, 2) + "\n");
        expect(Object.keys(file)).toEqual(["election", "ballot", "reply_key", "reason", "signature"]);
        expect(file).toMatchObject({ election: toHex(state.electionId), ballot: toHex(body), reason });
        const { envelope, holds } = judged(file);
        expect(envelope).toEqual(envelopes[0]);
        expect(holds).toBe(true);
    });

    it("shows nothing once anything of it is changed", async () => {
        const { evidence } = await cast((envelope) =>
            bareRefusal({ reason, signature: signRefusal(envelope, reason) }),
        );
        const file = JSON.parse(evidence.map(refusalText).join("")) as RefusalFile;
        expect(judged(file).holds).toBe(true);
        for (const key of ["election", "ballot", "reply_key", "signature"] as const) {
            const changed = (file[key].startsWith("0") ? "1" : "0") + file[key].slice(1);
            expect(judged({ ...file, [key]: changed }).holds, key).toBe(false);
        }
        expect(judged({ ...file, reason: Reason.badProof }).holds).toBe(false);
    });
});

describe("nothing is handed over", () => {
    const stranger = () => new SigningKey(SecretBytes.draw(32));
    it.each([
        ["that nobody signed", () => ({ reason })],
        [
            "that another key signed",
            (sent: Bytes) => ({ reason, signature: signRefusal(sent, reason, stranger()) }),
        ],
        ["of another envelope", (sent: Bytes) => ({ reason, signature: signRefusal(sent.slice(1), reason) })],
        ["of another number", (sent: Bytes) => ({ reason, signature: signRefusal(sent, Reason.badProof) })],
    ] as const)("with a refusal %s", async (_, refusal) => {
        for (const answer of [sealedRefusal, (__: Bytes, value: object) => bareRefusal(value)]) {
            const { result, evidence } = await cast((envelope) => answer(envelope, refusal(envelope)));
            expect(result).toMatchObject({ ok: false, reason: Reason.badSignature });
            expect(evidence).toEqual([]);
        }
    });
    it.each([
        ["unsigned", () => ({})],
        ["signed", (sent: Bytes) => ({ signature: signRefusal(sent, Reason.overCapacity) })],
    ])("where the server says to come again, %s", async (_, signature) => {
        const { result, evidence } = await cast((envelope) =>
            sealedRefusal(envelope, {
                reason: Reason.overCapacity,
                retryAfterMs: 60_000,
                ...signature(envelope),
            }),
        );
        expect(result).toMatchObject({ ok: false, reason: Reason.overCapacity });
        expect(evidence).toEqual([]);
    });
});
