// Servers and relays that answer a cast as a test says, and the refusals that the log of the vectors signs.
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { type Bytes, concat, le32, utf8 } from "../../src/crypto/bytes";
import { type Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { BoxKey, sealSecretbox, SigningKey } from "../../src/crypto/signature";
import { frame, Transcript } from "../../src/crypto/transcript";
import { encodeMessage } from "../../src/election/messages";
import { CastReplySchema, type RefusalSchema, RequestSchema, ResponseSchema } from "../../src/gen/service_pb";
import { type Network, NetworkError, type Socket } from "../../src/service/network";
import { logVector } from "./log";
import { bytes, must } from "./vectors";

export type Answer = MessageInitShape<typeof ResponseSchema>["what"];
/** One answer to every envelope, one for each, or a server that cannot be reached. */
type Answering = Answer | ((envelope: Bytes) => Answer) | "away";

type Refusal = MessageInitShape<typeof RefusalSchema>;
export const bareRefusal = (value: Refusal): Answer => ({ case: "refusal", value });

/** As from the server that can open the envelope. */
export function sealedRefusal(envelope: Bytes, value: Refusal): Answer {
    const box = new BoxKey(SecretBytes.take(bytes(logVector.secrets.box_seed)));
    const replyKey = SecretBytes.take(must(box.open(envelope)).bytes.slice(4, 36));
    const message = encodeMessage(CastReplySchema, { what: { case: "refusal", value } });
    const filling = new Uint8Array(1024 - 4 - message.length);
    const sealed = sealSecretbox(replyKey, concat([le32(message.length), message, filling]));
    return { case: "cast", value: { sealed } };
}

const logKey = () => new SigningKey(SecretBytes.take(bytes(logVector.secrets.log_seed)));
/** frame("vouch/1/refusal") ‖ election_id ‖ Hb("envelope"; envelope) ‖ le32(number), signed with the log's key. */
export function signRefusal(envelope: Bytes, reason: Reason, key = logKey()): Bytes {
    const digest = Transcript.of("envelope").add(envelope).hb();
    const electionId = bytes(logVector.election_id);
    return key.sign(concat([frame(utf8("vouch/1/refusal")), electionId, digest, le32(reason)]));
}

/** Hosts that answer as they are told, and the addresses that were connected to. */
export function networkOf(answers: Record<string, Answering>): { network: Network; asked: string[] } {
    const asked: string[] = [];
    const openSocket = (url: string): Socket => {
        asked.push(url);
        const answering = answers[new URL(url).host] ?? "away";
        const socket: Socket = {
            ...{ binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null },
            send: (data) => {
                const { id, what: request } = fromBinary(RequestSchema, data);
                if (request.case !== "cast") throw new Error("no cast");
                const { envelope } = request.value;
                const what = typeof answering === "function" ? answering(envelope) : answering;
                if (what === undefined || what === "away") return;
                const response = toBinary(ResponseSchema, create(ResponseSchema, { id, what }));
                queueMicrotask(() => socket.onmessage?.({ data: response.slice().buffer } as MessageEvent));
            },
            close: () => undefined,
        };
        queueMicrotask(() => {
            if (answering === "away") socket.onerror?.(undefined as never);
            else socket.onopen?.(undefined as never);
        });
        return socket;
    };
    return { network: { fetch: () => Promise.reject(new NetworkError("not asked for")), openSocket }, asked };
}
