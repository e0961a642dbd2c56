import { createServer } from "node:net";

/** A server's name stands in every log for ever, so that its port must be known before it starts. */
export function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() => {
                resolve(typeof address === "object" && address ? address.port : 0);
            });
        });
    });
}
