// Somebody who wants a vote not to happen: node attacker.mjs KIND FIRST LAST PORT CONFERENCE BOXKEY BODYBYTES, until it is killed.
// Sends as fast as one process can, from the hosts 127.0.1.FIRST to 127.0.1.LAST by turns, on at most `connectionsMax`
// connections at a time, and makes those anew that it loses.
import { randomBytes } from "node:crypto";
import { connect as connectTcp } from "node:net";
import { connect as connectTls } from "node:tls";
import sodium from "libsodium-wrappers-sumo";

const [kind, firstHost, lastHost, port, conference, boxKey, bodyBytes] = process.argv.slice(2);
const hosts = 1 + Number(lastHost) - Number(firstHost);
const connectionsMax = hosts === 1 ? 400 : 40 * hosts;
let connections = 0;
function fromTheNextHost() {
    const host = Number(firstHost) + (connections++ % hosts);
    return { host: "127.0.0.1", port: Number(port), localAddress: `127.0.1.${host}` };
}
const path = `/c/${conference}`;
await sodium.ready;

function lengthFirst(field, bytes) {
    return Buffer.concat([Buffer.from([(field << 3) | 2]), varint(bytes.length), bytes]);
}
function varint(value) {
    const out = [];
    for (; value > 127; value >>>= 7) out.push((value & 127) | 128);
    return Buffer.from([...out, value]);
}
/** A Request of proto/service.proto, as a WebSocket's frame with a mask of zeros. */
function request(field, message) {
    const payload = Buffer.concat([Buffer.from([8, 1]), lengthFirst(field, message)]);
    const length = Buffer.alloc(payload.length < 65_536 ? 4 : 10);
    length[0] = 0x82;
    if (payload.length < 65_536) {
        length[1] = 0x80 | 126;
        length.writeUInt16BE(payload.length, 2);
    } else {
        length[1] = 0x80 | 127;
        length.writeBigUInt64BE(BigInt(payload.length), 2);
    }
    return Buffer.concat([length, Buffer.alloc(4), payload]);
}
const upgrade = (to) =>
    `GET ${path}${to} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
const get = (file) => `GET ${path}${file} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

/** As long as a ballot, and sealed as one is; no proof in it holds. */
function sealedGarbage() {
    const used = 36 + Number(bodyBytes);
    const plain = Buffer.alloc(Math.ceil(used / 1024) * 1024);
    plain.writeUInt32LE(Number(bodyBytes), 0);
    randomBytes(Number(bodyBytes)).copy(plain, 36);
    return Buffer.from(sodium.crypto_box_seal(plain, Buffer.from(boxKey, "hex")));
}
/** What each kind does on a fresh TLS connection, and again whenever the server says something. */
const kinds = {
    idle: { first: () => upgrade("/session") },
    leaving: { first: () => upgrade("/cast"), then: (socket) => socket.destroy() },
    garbage: { first: () => randomBytes(16_384) },
    "unread answers": { first: () => get("/log/tile/entries/000.p/12").repeat(50), reads: false },
    "malformed envelopes": {
        first: () => upgrade("/cast"),
        then: (socket) => send(socket, 6, randomBytes(3_000)),
    },
    "bad proofs": { first: () => upgrade("/cast"), then: (socket) => send(socket, 6, sealedGarbage(), 16) },
    "large entries": {
        first: () => upgrade("/session"),
        then: (socket) => send(socket, 2, randomBytes(65_535)),
    },
    "look-ups": { first: () => upgrade("/cast"), then: (socket) => send(socket, 7, randomBytes(32), 16) },
    "half messages": {
        first: () => upgrade("/session"),
        then: (socket) => socket.write(request(2, lengthFirst(1, randomBytes(65_535))).subarray(0, 60_000)),
    },
};
function send(socket, field, content, times = 1) {
    for (let i = 0; i < times; ++i) socket.write(request(field, lengthFirst(1, content)));
}

let open = 0;
function attack() {
    while (open < connectionsMax) {
        ++open;
        const at = fromTheNextHost();
        const socket =
            kind === "half-open" ? connectTcp(at) : connectTls({ ...at, rejectUnauthorized: false });
        socket.on("error", () => undefined);
        socket.on("close", () => --open);
        const { first, then, reads = true } = kinds[kind] ?? {};
        if (!first) continue;
        socket.once("secureConnect", () => {
            socket.write(first());
            if (!reads) socket.pause();
            else socket.on("data", () => socket.writableLength < 1_000_000 && then?.(socket));
        });
    }
    globalThis.setTimeout(attack, 10);
}
attack();
