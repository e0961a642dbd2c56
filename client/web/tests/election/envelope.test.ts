// The envelope of a ballot and the sealed reply: length, filling and parts, to the byte.
import { describe, expect, test } from "vitest";
import { type Bytes, concat, le32 } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { BoxKey, sealSecretbox } from "../../src/crypto/signature";
import { openReply, sealEnvelope } from "../../src/election/envelope";
import { encodeMessage } from "../../src/election/messages";
import { CastReplySchema } from "../../src/gen/service_pb";
import { must } from "../support/vectors";

const box = new BoxKey(SecretBytes.copyOf(new Uint8Array(32).fill(3)));
const replyKey = () => SecretBytes.copyOf(new Uint8Array(32).fill(4));
const zeros = (size: number) => new Uint8Array(size);

describe("an envelope", () => {
    test.each([
        [0, 1024],
        [988, 1024],
        [989, 2048],
        [1352, 2048],
    ])("of %i bytes is filled to %i", (size, filled) => {
        const body = zeros(size).fill(9);
        const envelope = must(sealEnvelope(box.publicKey, replyKey(), body));
        expect(envelope.length).toBe(filled + 48);
        const parts = [le32(size), replyKey().bytes, body, zeros(filled - 36 - size)];
        expect(must(box.open(envelope)).bytes).toEqual(concat(parts));
    });
});

describe("a reply", () => {
    const receipt = (tracker = zeros(32)) =>
        encodeMessage(CastReplySchema, { what: { case: "receipt", value: { tracker, proof: "proof" } } });
    const sealed = (...parts: Bytes[]) => openReply(replyKey(), sealSecretbox(replyKey(), concat(parts)));
    const filled = (message: Bytes, to = 1024) => [
        le32(message.length),
        message,
        zeros(to - 4 - message.length),
    ];
    test("is read", () => {
        expect(must(sealed(...filled(receipt())))).toEqual({
            kind: "receipt",
            tracker: zeros(32),
            proof: "proof",
        });
    });
    test("is refused with another filling, length or key", () => {
        const message = receipt();
        expect(sealed(...filled(message, 2048)).ok).toBe(false);
        expect(sealed(...filled(message, 1023)).ok).toBe(false);
        expect(sealed(le32(message.length), message).ok).toBe(false);
        expect(sealed(le32(message.length), message, zeros(1019 - message.length), Uint8Array.of(1)).ok).toBe(
            false,
        );
        expect(sealed(le32(message.length + 1), message, zeros(1020 - message.length)).ok).toBe(false);
        expect(sealed(le32(0xffff_ffff), zeros(1020)).ok).toBe(false);
        expect(sealed(zeros(3)).ok).toBe(false);
        const other = sealSecretbox(SecretBytes.draw(32), concat(filled(message)));
        expect(openReply(replyKey(), other)).toMatchObject({ reason: Reason.malformed });
    });
    test("is refused where it is neither receipt nor refusal, or a part has another length", () => {
        expect(sealed(...filled(zeros(0))).ok).toBe(false);
        expect(sealed(...filled(receipt(zeros(31)))).ok).toBe(false);
        const refusal = (reason: number, signature = zeros(64)) =>
            encodeMessage(CastReplySchema, {
                what: { case: "refusal", value: { reason, detail: "", retryAfterMs: 0, signature } },
            });
        expect(sealed(...filled(refusal(8))).ok).toBe(true);
        expect(sealed(...filled(refusal(8, zeros(63)))).ok).toBe(false);
        expect(sealed(...filled(refusal(15))).ok).toBe(false);
    });
});
