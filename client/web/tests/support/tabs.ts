// The tabs of one browser, each a participant's device with its own worker, over an IndexedDB in memory and a log that takes
// what is submitted.
import { vi } from "vitest";
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { Credential } from "../../src/crypto/credential";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { Kind } from "../../src/election/bodies";
import { codePublicKey, drawCode, printedCode, readCode } from "../../src/election/enrolment";
import { makeEntry } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { encodeMessage, parseMessage } from "../../src/election/messages";
import { type Request, RequestSchema, ResponseSchema } from "../../src/gen/service_pb";
import { type Command, type DeviceState } from "../../src/participant/messages";
import { type Network, type Socket } from "../../src/service/network";
import { type Answer } from "./cast_answers";
import { logEntries, logVector } from "./log";
import { signedLog } from "./tampered";
import { bytes, must } from "./vectors";

export const conference = "0011223344556677";
const origin = "https://vote.example";
const beforeCheckIns = logVector.entries.findIndex(({ kind }) => kind === Number(Kind.enrolment));

/** A server that admits one enrolment of each number, as the tally server does, and tells nobody of it unasked. It answers no
    cast where it is not told how: a ballot stays on its way. */
export class Server {
    readonly entries: Bytes[];
    readonly enrolled = new Map<number, string>();
    answerCast: (envelope: Bytes) => Answer = () => undefined;
    #files: ReadonlyMap<string, Bytes>;

    constructor(entries: readonly Bytes[] = logEntries.slice(0, beforeCheckIns)) {
        this.entries = [...entries];
        this.#files = signedLog(this.entries);
    }

    /** Into the log, whoever said it. */
    append(entry: Bytes): void {
        this.entries.push(entry);
        this.#files = signedLog(this.entries);
    }

    /** The organizer gives the number a new slip. Returns what it prints in letters. */
    revoke(number: number, pk: Bytes = new Uint8Array(32)): string {
        const manifest = must(decodeEntry(this.entries[0] ?? new Uint8Array()));
        if (manifest.kind !== Kind.manifest) throw new Error("the first entry is no manifest");
        const organizer = new SigningKey(SecretBytes.take(bytes(logVector.secrets.organizer_seeds[0] ?? "")));
        const fresh = drawCode();
        const codeKey = codePublicKey(manifest.body.nonce, number, fresh);
        const revocation = { rollNumber: number, pk, codeKey };
        this.append(makeEntry(bytes(logVector.election_id), Kind.revocation, revocation, [organizer]));
        this.enrolled.delete(number);
        return printedCode(fresh);
    }

    readonly network: Network = {
        fetch: (url) => {
            const file = [...this.#files].find(([path]) => url.endsWith(`/log/${path}`))?.[1];
            return Promise.resolve(file ? new Response(file.slice()) : new Response(null, { status: 404 }));
        },
        openSocket: () => this.socket(),
    };

    private socket(): Socket {
        const say = (response: Parameters<typeof encodeMessage<typeof ResponseSchema>>[1]) => {
            const data = encodeMessage(ResponseSchema, response).slice().buffer;
            socket.onmessage?.({ data } as MessageEvent);
        };
        const socket: Socket = {
            ...{ binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null },
            send: (data) => {
                const request = must(parseMessage(RequestSchema, data));
                const what = this.answer(request);
                if (!what) return;
                queueMicrotask(() => {
                    say({ id: request.id, what });
                });
            },
            close: () => undefined,
        };
        setTimeout(() => {
            socket.onopen?.(undefined as never);
            say({ id: 0n, what: { case: "greeting", value: { challenge: new Uint8Array(32) } } });
        });
        return socket;
    }
    private answer({ what }: Request): Answer {
        if (what.case === "cast") return this.answerCast(what.value.envelope);
        if (what.case !== "submit")
            return { case: "progress", value: { size: BigInt(this.entries.length) } } as const;
        const refused = (reason: Reason) => ({ case: "refusal", value: { reason } }) as const;
        const entry = must(decodeEntry(what.value.entry));
        if (entry.kind !== Kind.enrolment) return refused(Reason.malformed);
        const { rollNumber, pk } = entry.body;
        if (this.enrolled.has(rollNumber)) return refused(Reason.numberTaken);
        this.enrolled.set(rollNumber, toHex(pk));
        this.append(what.value.entry);
        return { case: "submitted", value: { index: BigInt(this.entries.length - 1) } } as const;
    }
}

/** What the slip of one of the log's people prints in letters. */
export function printedCodeOf(person: { readonly code: string } | undefined): string {
    return printedCode(must(readCode(person?.code ?? "")));
}

/** A tab of its own, with its own worker. */
export class Tab {
    state: DeviceState | undefined;
    private constructor(
        private readonly host: {
            run(command: Command): Promise<{ readonly ok: boolean }>;
        },
    ) {}
    static async open(network: Network, kiosk = false): Promise<Tab> {
        vi.resetModules();
        const { initializeCrypto } = await import("../../src/crypto/sodium");
        await initializeCrypto();
        const { ParticipantHost } = await import("../../src/participant/host");
        const tab: Tab = new Tab(
            new ParticipantHost((state) => {
                tab.state = state;
            }, network),
        );
        await tab.run({ what: "open", conference, origin, kiosk });
        return tab;
    }
    async run(command: Command) {
        return await this.host.run(command);
    }
    get at(): string | undefined {
        return this.state?.stage.at;
    }
    /** Of the ballot that the page shows. */
    get tracker(): string | undefined {
        const stage = this.state?.stage;
        return stage && "tracker" in stage ? stage.tracker.hex : undefined;
    }
}

/** This browser keeps that credential since an earlier visit. Returns its public key. */
export async function keepCredential(number: number, secret: Credential): Promise<string> {
    vi.resetModules();
    const { put } = await import("../../src/storage/database");
    const kept = { electionId: bytes(logVector.election_id), number, anchor: bytes(logVector.slip_anchor) };
    await put("credentials", conference, { ...kept, secret: secret.encode().bytes });
    return toHex(secret.publicKey());
}

/** The public key of the credential that this browser keeps. */
export async function keptKey(): Promise<string | undefined> {
    const { get } = await import("../../src/storage/database");
    const kept = await get("credentials", conference);
    return kept && toHex(must(Credential.decode(kept.secret)).publicKey());
}
