// One WebSocket to a tally server: requests, their answers, and what is pushed. proto/service.proto.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { encodeMessage, parseMessage } from "../election/messages";
import { type Request, RequestSchema, type Response, ResponseSchema } from "../gen/service_pb";
import { hallPatience, type Network, NetworkError, type Socket } from "./network";
import { Pulse } from "./pulse";

const answerTimeMs = 60_000;

/** What is asked: one case of Request. */
export type Asked = NonNullable<MessageInitShape<typeof RequestSchema>["what"]>;

interface Waiting {
    resolve(response: Response): void;
    reject(error: NetworkError): void;
}

export class Connection {
    readonly #socket: Socket;
    readonly #waiting = new Map<Request["id"], Waiting>();
    #lastId = 0n;
    #pulse: Pulse | undefined;
    #closed = false;
    #over = false; // the socket has closed or failed

    private constructor(socket: Socket) {
        this.#socket = socket;
    }

    /** Open when it returns. `pushed` gets what is no answer; `closed` is called once, when it is over. */
    static open(
        network: Network,
        url: string,
        pushed: (response: Response) => void = () => undefined,
        closed: () => void = () => undefined,
    ): Promise<Connection> {
        const socket = network.openSocket(url);
        socket.binaryType = "arraybuffer";
        const connection = new Connection(socket);
        return new Promise((resolve, reject) => {
            const timer = setTimeout(
                () => {
                    reject(new NetworkError(`${url} does not answer`));
                    connection.close();
                },
                (network.patience ?? hallPatience).openMs,
            );
            socket.onopen = () => {
                clearTimeout(timer);
                connection.#pulse = new Pulse(network, () => connection.#askForAWord(), drop);
                resolve(connection);
            };
            socket.onmessage = ({ data }: MessageEvent<unknown>) => {
                connection.#take(data, pushed);
            };
            const cutOff = () => {
                if (connection.#over) return;
                connection.#over = true;
                listenNoMore();
                clearTimeout(timer);
                reject(new NetworkError(`${url} cannot be reached`));
                connection.#end(new NetworkError("the connection was cut off"));
                closed();
            };
            // Whichever comes first: Node's socket that is closed while it connects tells of an error alone.
            socket.onclose = socket.onerror = cutOff;
            const drop = () => {
                socket.close(); // of which a dead one does not tell
                cutOff();
            };
            // A socket without a network stays open and is silent; the device knows at once.
            const listenNoMore = network.whenOffline?.(drop) ?? (() => undefined);
        });
    }

    get isOpen(): boolean {
        return !this.#closed;
    }

    /** The answer. Throws NetworkError where none comes. */
    ask(what: Asked): Promise<Response> {
        return new Promise((resolve, reject) => {
            if (this.#closed) {
                reject(new NetworkError("the connection is closed"));
                return;
            }
            const id = this.#send(what);
            const timer = setTimeout(() => {
                this.#waiting.delete(id);
                reject(new NetworkError("the server does not answer"));
            }, answerTimeMs);
            this.#waiting.set(id, {
                resolve: (response) => {
                    clearTimeout(timer);
                    resolve(response);
                },
                reject: (error) => {
                    clearTimeout(timer);
                    reject(error);
                },
            });
        });
    }
    #send(what: Asked): Request["id"] {
        const id = ++this.#lastId;
        this.#socket.send(encodeMessage(RequestSchema, { id, what }) as Uint8Array<ArrayBuffer>);
        return id;
    }
    #askForAWord(): void {
        if (!this.#closed) this.#send({ case: "heartbeat", value: {} });
    }

    close(): void {
        this.#socket.close();
        this.#end(new NetworkError("the connection was closed"));
    }

    #take(data: unknown, pushed: (response: Response) => void): void {
        const message =
            data instanceof ArrayBuffer ? parseMessage(ResponseSchema, new Uint8Array(data)) : undefined;
        if (!message?.ok) {
            this.close(); // not a server of this protocol
            return;
        }
        this.#pulse?.heard();
        if (message.value.what.case === "heartbeat") return;
        const waiting = this.#waiting.get(message.value.id);
        this.#waiting.delete(message.value.id);
        if (waiting) waiting.resolve(message.value);
        else pushed(message.value);
    }

    #end(error: NetworkError): void {
        this.#closed = true;
        this.#pulse?.end();
        for (const waiting of this.#waiting.values()) waiting.reject(error);
        this.#waiting.clear();
    }
}
