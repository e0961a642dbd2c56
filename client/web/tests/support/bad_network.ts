// A hall's bad network: a TCP proxy before a server, which a test lets stall or cuts. What it passes on it does not look into.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class BadNetwork {
    readonly #sockets = new Set<Socket>();
    readonly #stalled = new Set<Socket>(); // never to be resumed: to both sides they look alive for ever
    #stalls = false;
    #spoils: ((near: Socket, far: Socket) => void) | undefined;
    connections = 0;
    spoiled = 0;

    private constructor(
        private readonly server: Server,
        private readonly target: { readonly host: string; readonly port: number },
    ) {
        server.on("connection", (near) => {
            this.#join(near);
        });
    }

    /** Before "https://HOST:PORT". Listens when it returns. */
    static async before(url: string): Promise<BadNetwork> {
        const { hostname: host, port } = new URL(url);
        const server = createServer();
        const network = new BadNetwork(server, { host, port: Number(port) });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return network;
    }
    get url(): string {
        return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** From now on nothing is passed on, and nothing is closed, as when an access point loses its power. */
    stall(): void {
        this.#stalls = true;
        for (const socket of this.#sockets) this.#silence(socket);
    }
    /** New connections pass again; those that stalled never do. */
    recover(): void {
        this.#stalls = false;
    }
    /** From now on that part of the new connections goes bad, at some time within so many milliseconds: half of them break, half
        of them stall. */
    spoil(chance: number, withinMs: number, random: () => number): void {
        this.#spoils = (near, far) => {
            if (random() >= chance) return;
            ++this.spoiled;
            const breaks = random() < 0.5;
            setTimeout(() => {
                if (breaks) near.resetAndDestroy();
                else for (const socket of [near, far]) this.#silence(socket);
            }, random() * withinMs);
        };
    }
    /** Every connection at hand breaks. */
    cut(): void {
        for (const socket of this.#sockets) socket.resetAndDestroy();
    }
    async stop(): Promise<void> {
        this.cut();
        await new Promise((resolve) => this.server.close(resolve));
    }

    #join(near: Socket): void {
        const far = connect(this.target);
        ++this.connections;
        this.#spoils?.(near, far);
        const sides = [near, far] as const;
        for (const [from, to] of [sides, [far, near] as const]) {
            this.#sockets.add(from);
            from.on("data", (bytes) => to.write(bytes));
            from.on("end", () => to.end());
            from.on("error", () => to.destroy());
            from.on("close", () => {
                this.#sockets.delete(from);
                if (!this.#stalled.has(from)) to.destroy();
            });
            if (this.#stalls) this.#silence(from);
        }
    }
    #silence(socket: Socket): void {
        this.#stalled.add(socket);
        socket.pause();
    }
}
