// A tally server of its own for one journey, and the built bundle before it on one HTTPS origin, as it is served in use.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:https";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { connect } from "node:tls";
import { contentSecurityPolicy, contentTypes } from "../browser/static_server";

const root = join(import.meta.dirname, "../../../..");
const dist = join(import.meta.dirname, "../../dist");
const program = process.env["VOUCH_SERVER_BIN"] ?? join(root, "build/release/vouch-server");

export interface Stand {
    readonly origin: string;
    /** A file of the journey's own. */
    file(name: string): string;
    /** Lets that key found conferences. */
    admit(line: string): void;
    end(): Promise<void>;
}

export async function startStand(): Promise<Stand> {
    const folder = mkdtempSync(join(tmpdir(), "vouch-journey-"));
    const data = join(folder, "data");
    const tally = spawn(program, ["--data", data, "--listen", "127.0.0.1:0"], {
        stdio: ["ignore", "pipe", "ignore"],
    });
    const port = await listeningPort(tally);
    const proxy = await startProxy(folder, port);
    const address = proxy.address();
    return {
        origin: `https://localhost:${typeof address === "object" && address ? address.port : 0}`,
        file: (name) => join(folder, name),
        admit: (line) => {
            writeFileSync(join(data, "organizers"), `${line}\n`);
        },
        end: async () => {
            proxy.closeAllConnections();
            proxy.close();
            const ended = new Promise((resolve) => tally.once("exit", resolve));
            tally.kill("SIGTERM");
            await ended;
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

function listeningPort(tally: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        let said = "";
        tally.stdout?.on("data", (chunk: Buffer) => {
            said += chunk.toString();
            const port = /^listening \S+:(\d+)$/m.exec(said)?.[1];
            if (port) resolve(Number(port));
        });
        tally.once("error", reject);
        tally.once("exit", () => {
            reject(new Error(`${program} ended: ${said}`));
        });
    });
}

const conferencePage =
    /^\/c\/[0-9a-f]{16}(\/(vote|kiosk|check|hall|results|minutes|verify|lookup|organizer|board))?$/;

/** Pages and files of the bundle; everything else, WebSockets too, is the tally server's. */
async function startProxy(folder: string, port: number): Promise<Server> {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const wanted =
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost";
    execFileSync("openssl", [...wanted.split(" "), "-keyout", key, "-out", cert], { stdio: "ignore" });
    const server = createServer(
        { key: readFileSync(key), cert: readFileSync(cert) },
        (incoming, outgoing) => {
            const path = normalize(new URL(incoming.url ?? "/", "https://x").pathname);
            const page = path === "/" || path === "/organizer" || conferencePage.test(path);
            const content = readBundle(page ? "/index.html" : path);
            if (content) {
                const type = contentTypes[page ? ".html" : extname(path)] ?? "application/octet-stream";
                outgoing.writeHead(200, {
                    "content-type": type,
                    "content-security-policy": contentSecurityPolicy,
                });
                outgoing.end(content);
                return;
            }
            const onward = request(
                {
                    host: "127.0.0.1",
                    port,
                    path: incoming.url,
                    method: incoming.method,
                    rejectUnauthorized: false,
                },
                (answer) => {
                    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
                    answer.pipe(outgoing);
                },
            );
            onward.on("error", () => outgoing.writeHead(502).end());
            incoming.pipe(onward);
        },
    );
    server.on("upgrade", (incoming, socket, head) => {
        const onward = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
            const lines = [`GET ${incoming.url ?? "/"} HTTP/1.1`];
            for (let at = 0; at < incoming.rawHeaders.length; at += 2)
                lines.push(`${incoming.rawHeaders[at] ?? ""}: ${incoming.rawHeaders[at + 1] ?? ""}`);
            onward.write(lines.join("\r\n") + "\r\n\r\n");
            onward.write(head);
            onward.pipe(socket).pipe(onward);
        });
        onward.on("error", () => socket.destroy());
        socket.on("error", () => onward.destroy());
    });
    return new Promise((resolve) => {
        server.listen(0, "localhost", () => {
            resolve(server);
        });
    });
}

function readBundle(path: string): Buffer | undefined {
    try {
        return readFileSync(join(dist, path));
    } catch {
        return undefined;
    }
}
