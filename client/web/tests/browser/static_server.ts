// The built bundle over HTTP with the policy that vouch-server sends, and nothing behind it.
import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";

const dist = join(import.meta.dirname, "../../dist");
export const contentTypes: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
};
/** Pages may connect to those relays too, "HOST[:PORT]" each. */
export function policyWith(relays: readonly string[]): string {
    return (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
        `connect-src ${["'self'", ...relays.map((relay) => `wss://${relay}`)].join(" ")}; ` +
        "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
}

/** Pages of the application get index.html, everything else the file of that name, and a mistyped address the page that says
    so, as from vouch-server. A file goes out as `change` makes it. */
export function serveBundle(
    change: (path: string, content: Buffer) => Buffer = (_, content) => content,
): Promise<{ server: Server; origin: string }> {
    const server = createServer((request, response) => {
        const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
        const file = path === "/" || /^\/(c|organizer|witness)(\/|$)/.test(path) ? "/index.html" : path;
        try {
            const content = change(file, readFileSync(join(dist, file)));
            response.writeHead(200, {
                "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
                "content-security-policy": policyWith([]),
            });
            response.end(content);
        } catch {
            if (path.includes(".")) response.writeHead(404).end();
            else {
                response.writeHead(404, { "content-type": contentTypes[".html"] });
                response.end(readFileSync(join(dist, "/index.html")));
            }
        }
    });
    return new Promise((resolve) => {
        server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            const port = typeof address === "object" && address ? address.port : 0;
            resolve({ server, origin: `http://127.0.0.1:${port}` });
        });
    });
}
