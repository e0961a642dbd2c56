// A hall's bad network: a TCP proxy before a server, which a test lets stall, cuts, or lets be bad at random. What it passes on
// it does not look into.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** The same every time: of a known seed. */
export function randomFrom(seed: number): () => number {
    let state = seed;
    return () => (state = (Math.imul(state, 48_271) >>> 0) % 0x7fff_ffff) / 0x7fff_ffff;
}

const latestMs = 1_000;

/** One connection: the browser's side, the server's side. */
interface Pair {
    readonly near: Socket;
    readonly far: Socket;
}

export class BadNetwork {
    readonly #sockets = new Set<Socket>();
    readonly #stalled = new Set<Socket>(); // never to be resumed: to both sides they look alive for ever
    readonly #lagMs = new Map<Socket, number>(); // how much later than they come a side's bytes are passed on
    #stalls = false;
    #spoils: ((pair: Pair) => void) | undefined;
    #delays: ((side: Socket) => void) | undefined;
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

    /** Before "https://HOST:PORT"; at that port, or at any. Listens when it returns. */
    static async before(url: string, port = 0): Promise<BadNetwork> {
        const { hostname: host, port: behind } = new URL(url);
        const server = createServer();
        const network = new BadNetwork(server, { host, port: Number(behind) });
        await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
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
    /** From now on what goes over a new connection comes late, by so many milliseconds at most. */
    delay(latestMs: number, random: () => number): void {
        this.#delays = (side) => this.#lagMs.set(side, random() * latestMs);
    }
    /** From now on that part of the new connections goes bad, at some time within so many milliseconds: each breaks, stalls, is
        closed from one side while the other goes on, or passes everything on late from its beginning. */
    spoil(chance: number, withinMs: number, random: () => number): void {
        this.#spoils = ({ near, far }) => {
            if (random() >= chance) return;
            ++this.spoiled;
            const [how, when] = [Math.floor(random() * 4), random() * withinMs];
            if (how === 0) for (const side of [near, far]) this.#lagMs.set(side, Math.min(when, latestMs));
            if (how === 1) setTimeout(() => near.resetAndDestroy(), when);
            if (how === 2) setTimeout(() => [near, far].forEach((side) => this.#silence(side)), when);
            if (how === 3) setTimeout(() => (random() < 0.5 ? near : far).end(), when);
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
        const sides = [near, far] as const;
        if (this.#delays) sides.forEach(this.#delays);
        this.#spoils?.({ near, far });
        for (const [from, to] of [sides, [far, near] as const]) {
            this.#sockets.add(from);
            from.on("data", (bytes) => this.#later(from, () => to.write(bytes)));
            from.on("end", () => this.#later(from, () => to.end()));
            from.on("error", () => to.destroy());
            from.on("close", () => {
                this.#sockets.delete(from);
                if (!this.#stalled.has(from)) to.destroy();
            });
            if (this.#stalls) this.#silence(from);
        }
    }
    #later(from: Socket, pass: () => void): void {
        const lag = this.#lagMs.get(from);
        if (lag === undefined) pass();
        else setTimeout(pass, lag);
    }
    #silence(socket: Socket): void {
        this.#stalled.add(socket);
        socket.pause();
    }
}
