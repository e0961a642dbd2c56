// A server's side of a session beside the recorded log: real WebSockets (RFC 6455), since a page's worker opens them and no
// browser's tools stand in between. Messages are binary and short; nothing is taken into the log.
import { createHash } from "node:crypto";
import { type IncomingMessage, type Server } from "node:http";
import { type Duplex } from "node:stream";

const binary = 2;
const closing = 8;

/** `answer` is given each message and says what goes back; `greeting` is sent first. What is returned sends a message to
    everybody. */
export function serveSessions(
    server: Server,
    greeting: () => Buffer,
    answer: (message: Buffer) => Buffer,
): (message: Buffer) => void {
    const open = new Set<Duplex>();
    server.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
        const accept = createHash("sha1")
            .update(`${request.headers["sec-websocket-key"] ?? ""}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
            .digest("base64");
        const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
        socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, "", ""].join("\r\n"));
        open.add(socket);
        socket.on("close", () => open.delete(socket));
        socket.on("error", () => socket.destroy());
        send(socket, greeting());
        let rest = Buffer.alloc(0);
        socket.on("data", (part: Buffer) => {
            rest = Buffer.concat([rest, part]);
            for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
                rest = rest.subarray(frame.size);
                if (frame.kind === closing) socket.end();
                else if (frame.kind === binary) send(socket, answer(frame.content));
            }
        });
    });
    return (message) => {
        for (const socket of open) send(socket, message);
    };
}

function send(socket: Duplex, content: Buffer): void {
    const long = content.length > 125;
    const head = Buffer.alloc(long ? 4 : 2);
    head[0] = 0x80 | binary;
    head[1] = long ? 126 : content.length;
    if (long) head.writeUInt16BE(content.length, 2);
    socket.write(Buffer.concat([head, content]));
}

/** A whole frame of a client, which is masked; nothing where a part is still missing. */
function readFrame(bytes: Buffer): { kind: number; content: Buffer; size: number } | undefined {
    if (bytes.length < 2) return undefined;
    const short = (bytes[1] ?? 0) & 0x7f;
    const start = short === 126 ? 4 : 2; // of the mask
    if (bytes.length < start + 4) return undefined;
    const length = short === 126 ? bytes.readUInt16BE(2) : short;
    const size = start + 4 + length;
    if (bytes.length < size) return undefined;
    const mask = bytes.subarray(start, start + 4);
    const content = bytes.subarray(start + 4, size).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
    return { kind: (bytes[0] ?? 0) & 0x0f, content: Buffer.from(content), size };
}
