// A session with a tally server: entries are submitted, organizers' requests signed, growth of the log awaited.
// proto/service.proto; docs/architecture.md, "Transport". Connects by itself, again after the connection was lost.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { type Bytes, concat, equal, sha256, utf8 } from "../crypto/bytes";
import { accepted, malformed, ok, reasonOf, refuse, type Result, type Status } from "../crypto/result";
import type { SigningKey } from "../crypto/signature";
import { frame } from "../crypto/transcript";
import { encodeMessage } from "../election/messages";
import {
    type Bulletin,
    type Bulletins,
    type Created,
    type Frozen,
    type Greeting,
    type KeyCard,
    OrganizerRequestSchema,
    type Progress,
    type Response,
    type Submitted,
} from "../gen/service_pb";
import { type ConferenceAddress, conferencePath } from "./conference_address";
import { type Asked, Connection } from "./connection";
import { browserNetwork, type Network, NetworkError, pause, pauseUntilAwake } from "./network";

/** For how long a server that says "later" is asked again. */
export const patienceMs = 90_000;
const uploadPartBytes = 65_536;
const backoffMs = { first: 1_000, most: 30_000 };

type Answer = Response["what"];
type AnswerOf<C> = Extract<Answer, { case: C }> extends { value: infer V } ? V : never;
type Wanted = NonNullable<MessageInitShape<typeof OrganizerRequestSchema>["what"]>;

/** Told while following. `connected` is false while the session tries to reach the server again. */
export interface Follower {
    progress(progress: Progress): void;
    connected?(connected: boolean): void;
}

export class Session {
    #connection: Promise<Connection> | undefined;
    #challenge: Bytes = new Uint8Array();
    #clockAhead: number | undefined;
    #follower: Follower | undefined;
    #closed = false;
    #reaching = false; // keepFollowing is running

    private constructor(
        private readonly server: string,
        private readonly path: string, // of a conference, or empty
        private readonly network: Network,
    ) {}
    static withConference(address: ConferenceAddress, network: Network = browserNetwork): Session {
        return new Session(address.server, conferencePath(address), network);
    }
    /** To make a conference: `server` is "https://HOST[:PORT]". */
    static withServer(server: string, network: Network = browserNetwork): Session {
        return new Session(server, "", network);
    }
    /** Ends the session and whatever waits in it. */
    close(): void {
        this.#closed = true;
        this.#follower = undefined;
        this.#connection?.then(
            (connection) => {
                connection.close();
            },
            () => undefined,
        );
    }

    /** Of this device before the server's, in seconds; below 0 where it is behind. Not known before the server greeted. */
    get clockAhead(): number | undefined {
        return this.#clockAhead;
    }

    /** In the log and on stable storage when it returns. Waits and tries again where the server says when. */
    async submit(entry: Bytes): Promise<Result<Submitted>> {
        return await this.askPatiently({ case: "submit", value: { entry } }, "submitted");
    }
    /** Hands a trustee's key card in, under the token of its invitation, which is used up by it. */
    async join(token: string, card: Omit<KeyCard, "$typeName">): Promise<Status> {
        const joined = await this.askPatiently({ case: "join", value: { token, card } }, "joined");
        return joined.ok ? accepted : joined;
    }

    /** Keeps it in the place of the last of its key and kind, and tells everybody who follows. */
    async post(bulletin: Omit<Bulletin, "$typeName">): Promise<Status> {
        const posted = await this.askPatiently({ case: "post", value: bulletin }, "posted");
        return posted.ok ? accepted : posted;
    }
    /** Those with a greater sequence number, as many as the server gives at once. */
    async bulletins(after: bigint): Promise<Result<Bulletins>> {
        return await this.askPatiently({ case: "listBulletins", value: { after } }, "bulletins");
    }

    // What organizers ask for, signed by theirs.

    async create(organizer: SigningKey): Promise<Result<Created>> {
        return await this.askSigned(organizer, { case: "create", value: {} }, "created");
    }
    /** `name` is "documents/<sha256 in hex>" or "named-roll". On stable storage when it returns. */
    async upload(organizer: SigningKey, name: string, content: Bytes): Promise<Status> {
        if (content.length === 0) return malformed("upload: empty");
        for (let at = 0; at < content.length; at += uploadPartBytes) {
            const part = content.subarray(at, at + uploadPartBytes);
            const value = { name, content: part, offset: BigInt(at), length: BigInt(content.length) };
            const uploaded = await this.askSigned(organizer, { case: "upload", value }, "uploaded");
            if (!uploaded.ok) return uploaded;
            const end = at + part.length;
            const { received, sha256: digest } = uploaded.value;
            const whole = end < content.length || equal(digest, sha256(content));
            if (received !== BigInt(end) || !whole) return malformed("upload: another content was stored");
        }
        return accepted;
    }
    /** What an open or a close must name, for as long as it is frozen. */
    async freeze(organizer: SigningKey): Promise<Result<Frozen>> {
        return await this.askSigned(organizer, { case: "freeze", value: {} }, "frozen");
    }
    /** Tells everybody who follows that the vote closes after that time; 0 takes it back. How many connections follow. */
    async lastCall(organizer: SigningKey, seconds: number): Promise<Result<number>> {
        const called = await this.askSigned(
            organizer,
            { case: "lastCall", value: { seconds } },
            "lastCalled",
        );
        return called.ok ? ok(called.value.followers) : called;
    }
    /** That many tokens, of one use each. */
    async invite(organizer: SigningKey, count: number): Promise<Result<string[]>> {
        const invited = await this.askSigned(organizer, { case: "invite", value: { count } }, "invited");
        return invited.ok ? ok(invited.value.tokens) : invited;
    }
    async keyCards(organizer: SigningKey): Promise<Result<KeyCard[]>> {
        const listed = await this.askSigned(organizer, { case: "listKeyCards", value: {} }, "keyCards");
        return listed.ok ? ok(listed.value.cards) : listed;
    }

    /** From now on the server tells how the log grows; over lost connections, until close(). The server's word: for
        showing, and for knowing when to look. */
    follow(follower: Follower): void {
        this.#follower = follower;
        void this.keepFollowing();
    }

    /** Until the server has answered Follow over the connection at hand; called again when that is lost. */
    private async keepFollowing(): Promise<void> {
        if (this.#reaching) return;
        this.#reaching = true;
        for (let wait = backoffMs.first; this.#follower; wait = Math.min(wait * 2, backoffMs.most)) {
            const answer = await this.ask({ case: "follow", value: {} }).catch(unlessNetwork);
            const follower = this.#follower as Follower | undefined;
            if (!follower) break; // closed meanwhile
            if (answer?.what.case === "progress") {
                follower.connected?.(true);
                follower.progress(answer.what.value);
                break;
            }
            follower.connected?.(false);
            // Not to the second, so that the devices of a hall do not all come back at one moment.
            await pauseUntilAwake(this.network, wait * (0.5 + Math.random() / 2));
        }
        this.#reaching = false;
    }

    private connect(): Promise<Connection> {
        if (this.#closed) return Promise.reject(new NetworkError("the session is closed"));
        return (this.#connection ??= this.greeted());
    }
    private async greeted(): Promise<Connection> {
        let greet: (greeting: Greeting) => void = () => undefined;
        let leave: (error: NetworkError) => void = () => undefined;
        const greeting = new Promise<Greeting>((resolve, reject) => {
            greet = resolve;
            leave = reject;
        });
        greeting.catch(() => undefined); // its failure is handled below
        try {
            const connection = await Connection.open(
                this.network,
                webSocketUrl(`${this.server}${this.path}/session`),
                ({ what }) => {
                    if (what.case === "greeting") greet(what.value);
                    if (what.case === "progress") this.#follower?.progress(what.value);
                },
                () => {
                    leave(new NetworkError("the server does not greet as a tally server does"));
                    this.#connection = undefined;
                    if (this.#follower) void this.keepFollowing();
                },
            );
            const { challenge, time } = await greeting;
            this.#challenge = challenge;
            this.#clockAhead = Math.round(Date.now() / 1000) - Number(time);
            return connection;
        } catch (error) {
            this.#connection = undefined;
            throw error;
        }
    }

    private async ask(what: Asked): Promise<Response> {
        return await (await this.connect()).ask(what);
    }

    /** The same, asked again while the server says that it should be. `make` is called for every try. */
    private async askPatiently<C extends Answer["case"]>(
        asked: Asked | (() => Promise<Asked>),
        expected: C,
    ): Promise<Result<AnswerOf<C>>> {
        const deadline = Date.now() + patienceMs;
        for (;;) {
            const { what } = await this.ask(typeof asked === "function" ? await asked() : asked);
            if (what.case === expected) return ok(what.value as AnswerOf<C>);
            if (what.case !== "refusal")
                throw new NetworkError("the server's answer is none to this request");
            const { reason, detail, retryAfterMs } = what.value;
            if (retryAfterMs === 0 || Date.now() + retryAfterMs > deadline)
                return refuse(reasonOf(reason), detail);
            await pause(retryAfterMs);
        }
    }

    private askSigned<C extends Answer["case"]>(
        organizer: SigningKey,
        wanted: Wanted,
        expected: C,
    ): Promise<Result<AnswerOf<C>>> {
        const request = encodeMessage(OrganizerRequestSchema, { what: wanted });
        return this.askPatiently(async (): Promise<Asked> => {
            await this.connect(); // its challenge is what is signed, for this address alone
            const address = new URL(this.server).host + this.path;
            const where = [this.#challenge, frame(utf8(address))];
            const message = concat([frame(utf8("vouch/1/request")), ...where, frame(request)]);
            const value = { request, address, key: organizer.publicKey, signature: organizer.sign(message) };
            return { case: "signed", value };
        }, expected);
    }
}

/** When the last call ends, by this device's clock; nothing where none was called. */
export function lastCallEnd({ lastCallMs }: Progress): number | undefined {
    return lastCallMs > 0 ? Date.now() + lastCallMs : undefined;
}

function unlessNetwork(error: unknown): undefined {
    if (!(error instanceof NetworkError)) throw error;
}

export function webSocketUrl(https: string): string {
    return https.replace(/^http/, "ws");
}
