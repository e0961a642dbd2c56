// The log of tests/vectors as a server would have published it at any moment, the keys of those who made it, and a server's
// side of a session, which answers what staff ask for while they look. Nothing is taken into this log: what is submitted is
// refused. Bulletins are kept, for as long as the file's tests run.
import { type Server } from "node:http";
import type { Page } from "playwright-core";
import { type Bytes, concat, utf8 } from "../../src/crypto/bytes";
import { keyFileCostForTests, sealKeyFile } from "../../src/crypto/key_file";
import { Reason } from "../../src/crypto/result";
import { SecretBytes } from "../../src/crypto/secret";
import { SigningKey } from "../../src/crypto/signature";
import { Kind } from "../../src/election/bodies";
import { makeEntry } from "../../src/election/entry";
import { decodeEntry } from "../../src/election/entry_decode";
import { encodeMessage, parseMessage } from "../../src/election/messages";
import { writeNamedRoll } from "../../src/election/named_roll";
import {
    type Bulletin,
    OrganizerRequestSchema,
    type Request,
    RequestSchema,
    type Response,
    ResponseSchema,
} from "../../src/gen/service_pb";
import type { Folder } from "../../src/staff/folder";
import { Vault } from "../../src/staff/vault";
import { logEntries, logVector } from "../support/log";
import { signedLog } from "../support/tampered";
import { bytes, must } from "../support/vectors";
import { serveSessions } from "./recorded_session";

export const conferenceId = "0011223344556677"; // of the log's verifier key
export const passphrase = "a passphrase for tests";
const { secrets } = logVector;
const vaultKey = new Uint8Array(32).fill(7);

/** By an organizer of the log: the last word on a vote that went wrong. */
export function annulment(reason: string): Bytes {
    const organizer = new SigningKey(SecretBytes.take(bytes(secrets.organizer_seeds[0] ?? "")));
    return makeEntry(bytes(logVector.election_id), Kind.annulment, { reason }, [organizer]);
}

export function organizerKey(): Bytes {
    const seed = bytes(secrets.organizer_seeds[0] ?? "");
    return keyFile("organizer", [seed, vaultKey, utf8("Thư ký hội nghị")]);
}
/** Numbered from 1, as on the board. */
export function trusteeKey(number: number): Bytes {
    const trustee = secrets.trustees[number - 1];
    const seeds = [bytes(trustee?.sign_seed ?? ""), bytes(trustee?.box_seed ?? "")];
    return keyFile("trustee", [...seeds, vaultKey, utf8(board()[number - 1]?.name ?? "")]);
}
/** Of the witness that the log's manifest names, or of another one. */
export function witnessKey(whose: "named" | "stranger" = "named"): Bytes {
    const seed = whose === "named" ? bytes(secrets.witness_seed) : new Uint8Array(32).fill(9);
    return keyFile("witness", [seed, utf8("Ban Kiểm tra")]);
}
function keyFile(purpose: string, parts: readonly Bytes[]): Bytes {
    const payload = SecretBytes.take(concat(parts));
    return sealKeyFile(purpose, payload, SecretBytes.take(utf8(passphrase)), keyFileCostForTests);
}
function board() {
    const entry = must(decodeEntry(logEntries[3] ?? new Uint8Array()));
    return entry.kind === Kind.board ? entry.body.trustees : [];
}

/** In which hall a number of the roll is. */
export type HallOf = (number: number) => string;

/** What the organizer's device keeps since it imported the roll: names and codes, sealed. */
export async function organizerVault(hallOf: HallOf): Promise<Map<string, Bytes>> {
    const kept = new Map<string, Bytes>();
    const noRecords = () => Promise.reject(new Error("a vault keeps no records"));
    const change: Folder["change"] = (name, made) => {
        const content = made(undefined);
        kept.set(name, content);
        return Promise.resolve(content);
    };
    const folder = { read: () => Promise.resolve(undefined), change, once: noRecords, recorded: noRecords };
    const vault = new Vault(folder, SecretBytes.copyOf(vaultKey));
    const roll = secrets.people.map((person) => ({
        ...person,
        hall: hallOf(person.number),
        salt: bytes(person.salt),
    }));
    await vault.put("named-roll", SecretBytes.take(utf8(writeNamedRoll(roll))));
    const codes = roll.map(({ number, code }) => concat([Uint8Array.of(number, 0, 0, 0), utf8(code)]));
    await vault.put("codes", SecretBytes.take(concat([new Uint8Array(32), ...codes])));
    return kept;
}

/** The page sees a log of these entries. */
export async function publishTo(page: Page, entries: readonly Bytes[]): Promise<void> {
    const published = signedLog(entries);
    const under = `/c/${conferenceId}/log/`;
    await page.route(new RegExp(`${under}(checkpoint|tile/.*)$`), (route) => {
        const content = published.get(new URL(route.request().url()).pathname.slice(under.length));
        return route.fulfill(content ? { body: Buffer.from(content) } : { status: 404 });
    });
}

export interface Recording {
    /** How many entries pages wanted to submit. */
    readonly refused: () => number;
    /** Tells everybody who follows that nothing is new. */
    readonly push: () => void;
    /** What pages told each other beside the log. */
    readonly posted: readonly Bulletin[];
    /** Of the server before everybody else's, in seconds. */
    clockAhead: number;
}

/** A server that follows a log of so many entries. */
export function followRecording(server: Server, size: () => number): Recording {
    let refused = 0;
    const posted: Bulletin[] = [];
    const say = (id: bigint, what: Response["what"]) =>
        Buffer.from(encodeMessage(ResponseSchema, { id, what }));
    const greeting = () => {
        const time = BigInt(Math.floor(Date.now() / 1000) + recording.clockAhead);
        return say(0n, answer("greeting", { challenge: new Uint8Array(32), time }));
    };
    const tellAll = serveSessions(server, greeting, (message) => {
        const request = must(parseMessage(RequestSchema, new Uint8Array(message)));
        if (request.what.case === "submit") ++refused;
        if (request.what.case === "post") {
            posted.push(request.what.value);
            setImmediate(push); // the others hear of it
        }
        return say(request.id, answerTo(request.what, size(), posted));
    });
    const push = () => {
        tellAll(say(0n, progressAt(size(), posted.length)));
    };
    const recording: Recording = { refused: () => refused, push, posted, clockAhead: 0 };
    return recording;
}

function progressAt(size: number, bulletins: number): Response["what"] {
    return answer("progress", { size: BigInt(size), ballots: 6, bulletins: BigInt(bulletins) });
}
function answerTo(asked: Request["what"], size: number, posted: readonly Bulletin[]): Response["what"] {
    if (asked.case === "follow") return progressAt(size, posted.length);
    if (asked.case === "post") return answer("posted", {});
    if (asked.case === "listBulletins") {
        const bulletins = posted.slice(Number(asked.value.after));
        return answer("bulletins", { bulletins, last: BigInt(posted.length) });
    }
    if (asked.case === "heartbeat") return answer("heartbeat", {});
    if (asked.case === "join") return answer("joined", {});
    if (asked.case === "signed") {
        const { what } = must(parseMessage(OrganizerRequestSchema, asked.value.request));
        if (what.case === "listKeyCards") return answer("keyCards", { cards: board() });
        if (what.case === "lastCall") return answer("lastCalled", { followers: 9 });
        if (what.case === "invite") {
            const tokens = Array.from({ length: what.value.count }, (_, at) => `${at + 1}`.repeat(32));
            return answer("invited", { tokens });
        }
    }
    return answer("refusal", { reason: Reason.wrongPhase, detail: "this log is a recording" });
}

/** One case of Response, without the names that generated messages carry. */
function answer(name: Response["what"]["case"], value: object): Response["what"] {
    return { case: name, value } as Response["what"];
}
