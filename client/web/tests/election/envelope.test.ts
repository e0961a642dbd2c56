// The envelope of a ballot and the sealed reply: length, filling and parts, to the byte.
import { describe, expect, test } from "vitest";
import { type Bytes, concat, le32, toHex } from "../../src/crypto/bytes";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { BoxKey, sealSecretbox, secretboxOverheadBytes } from "../../src/crypto/signature";
import { Transcript } from "../../src/crypto/transcript";
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

    const key = (byte: number) => SecretBytes.copyOf(zeros(32).fill(byte));
    const sealed = ({ boxKey = box.publicKey, reply = 4, body = Uint8Array.of(9) } = {}) =>
        must(sealEnvelope(boxKey, key(reply), body));
    test("follows from box key, reply key and body", () => {
        expect(sealed()).toEqual(sealed());
    });
    test("has another ephemeral key for another box key, reply key or body", () => {
        const others = [{ boxKey: new BoxKey(key(5)).publicKey }, { reply: 5 }, { body: Uint8Array.of(8) }];
        const ephemeral = [{}, ...others].map((parts) => toHex(sealed(parts).slice(0, 32)));
        expect(new Set(ephemeral).size).toBe(4);
    });
    test("is the one that the native client seals", () => {
        const { publicKey } = new BoxKey(key(1));
        const envelope = sealed({
            boxKey: publicKey,
            reply: 2,
            body: Uint8Array.from({ length: 100 }, (_, i) => i),
        });
        expect(toHex(Transcript.of("envelope").add(envelope).hb())).toBe(
            "721b199deab0acab4274172a12ccc35164181cd1e9c87ad0d0e0f106d79226ff",
        );
    });
    test("is refused to a box key of small order", () => {
        expect(sealEnvelope(zeros(32), key(4), zeros(1))).toMatchObject({ reason: Reason.malformed });
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
    test("is refused unopened above 64 KiB and what sealing adds", () => {
        const most = 65_536 + secretboxOverheadBytes;
        expect(openReply(replyKey(), zeros(most))).toMatchObject({ reason: Reason.malformed });
        expect(openReply(replyKey(), zeros(most + 1))).toEqual({
            ok: false,
            reason: Reason.tooLarge,
            detail: "reply",
        });
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
