// The built bundle in front of a real tally server: pages and assets from dist/ with the policy that vouch-server sends,
// everything else passed on to the server, WebSockets too. What it publishes can be changed on the way, as a dishonest
// server would.
import { readFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, request, type Server } from "node:https";
import { extname, join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { contentTypes, policyWith } from "./static_server";

const dist = join(import.meta.dirname, "../../dist");
const page = /^\/(?:organizer|c\/[0-9a-f]{16}(?:\/[a-z]+)?)?$/;

export interface FrontServer {
    readonly server: Server;
    readonly origin: string;
    /** Given each published file and its path; what it answers is what the browser gets. */
    change: (path: string, content: Buffer) => Buffer;
    /** The same for each file of the bundle. */
    changeBundle: (path: string, content: Buffer) => Buffer | Promise<Buffer>;
    end(): void;
}

/** `behind` is the port of the tally server, `data` its folder, whose certificate serves here too. `at` is the port to listen
    at, where the tally server is named after it; 0 takes any. `relays` are those of the tally server's --relay. */
export async function serveInFrontOf(
    behind: number,
    data: string,
    at = 0,
    relays: readonly string[] = [],
): Promise<FrontServer> {
    const key = readFileSync(join(data, "certificate-key.pem"));
    const cert = readFileSync(join(data, "certificate.pem"));
    const target = { host: "127.0.0.1", port: behind, rejectUnauthorized: false };
    const server = createServer({ key, cert }, (incoming, outgoing) => {
        const path = (incoming.url ?? "/").split("?")[0] ?? "/";
        if (isOfBundle(path)) {
            void serveFile(path, outgoing, front.changeBundle, policyWith(relays));
            return;
        }
        const onward = request({ ...target, path, method: incoming.method }, (answer) => {
            const parts: Buffer[] = [];
            answer.on("data", (part: Buffer) => parts.push(part));
            answer.on("end", () => {
                outgoing.writeHead(answer.statusCode ?? 502, { "cache-control": "no-store" });
                outgoing.end(front.change(path, Buffer.concat(parts)));
            });
        });
        onward.on("error", () => outgoing.destroy()); // as if there were no server
        incoming.pipe(onward);
    });
    server.on("upgrade", (incoming: IncomingMessage, socket, head) => {
        const onward: TLSSocket = connect({ ...target, minVersion: "TLSv1.3" }, () => {
            const lines = incoming.rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`));
            onward.write(`GET ${incoming.url ?? "/"} HTTP/1.1\r\n${lines.join("")}\r\n`);
            onward.write(head);
            socket.pipe(onward).pipe(socket);
        });
        onward.on("error", () => socket.destroy());
        onward.on("close", () => socket.destroy());
        socket.on("error", () => onward.destroy());
    });
    const front: FrontServer = {
        server,
        origin: "",
        change: (_, content) => content,
        changeBundle: (_, content) => content,
        end: () => {
            server.closeAllConnections();
            server.close();
        },
    };
    await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return Object.assign(front, { origin: `https://127.0.0.1:${port}` });
}

function isOfBundle(path: string): boolean {
    return page.test(path) || /^\/(?:assets\/|icon|bundle\.txt)/.test(path);
}
async function serveFile(
    path: string,
    outgoing: ServerResponse,
    change: FrontServer["changeBundle"],
    policy: string,
) {
    const file = page.test(path) ? "/index.html" : path;
    const content = await change(path, readFileSync(join(dist, file)));
    outgoing.writeHead(200, {
        "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
        "content-security-policy": policy,
    });
    outgoing.end(content);
}
