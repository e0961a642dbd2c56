// Protobuf on the wire: strict where bytes are hashed and signed, ordinary where they are only read.
import {
    type DescMessage,
    fromBinary,
    type MessageInitShape,
    type MessageShape,
    create,
    toBinary,
} from "@bufbuild/protobuf";
import { configureTextEncoding } from "@bufbuild/protobuf/wire";
import { type Bytes, equal, fromUtf8, utf8 } from "../crypto/bytes";
import { malformed, ok, type Result } from "../crypto/result";

// As the C++ reads strings: nothing that is not UTF-8, and a byte order mark is a character like any other.
configureTextEncoding({
    encodeUtf8: utf8 as (text: string) => Uint8Array<ArrayBuffer>,
    decodeUtf8(bytes) {
        const text = fromUtf8(bytes);
        if (!text.ok) throw new Error("not UTF-8");
        return text.value;
    },
    checkUtf8(text) {
        return !/\p{Surrogate}/u.test(text);
    },
});

/** Malformed for what is no such message. Unknown fields are passed over. */
export function parseMessage<D extends DescMessage>(schema: D, bytes: Bytes): Result<MessageShape<D>> {
    try {
        return ok(fromBinary(schema, bytes, { readUnknownFields: false }));
    } catch {
        return malformed(`${schema.name}: does not parse`);
    }
}

/** The same, and refuses whatever would not come out the same when encoded again: unknown fields, defaults written
    out, fields out of order or twice, long varints. */
export function parseCanonical<D extends DescMessage>(schema: D, bytes: Bytes): Result<MessageShape<D>> {
    const message = parseMessage(schema, bytes);
    if (message.ok && !equal(toBinary(schema, message.value), bytes))
        return malformed(`${schema.name}: not in its one spelling`);
    return message;
}

/** The bytes of a message with these fields. */
export function encodeMessage<D extends DescMessage>(schema: D, fields: MessageInitShape<D>): Bytes {
    return toBinary(schema, create(schema, fields));
}
