// What this device keeps between visits, in IndexedDB. Nothing of it lies in localStorage or in a cookie.
//
//   credentials  what a participant has from check-in on; whoever has it votes in its place. Plain: nobody is asked for
//                a passphrase with a phone in the hand
//   marks        a half-filled ballot
//   sealed       a ballot on its way that has no receipt yet: what a retry sends
//   receipts     in the order they came
//   sealings     the number of the last sealing that was begun, also where it was thrown away: part of what hides a ballot
//   seen         the last checkpoint: a log that goes back behind it is never taken again
//   kiosk        credentials of a shared tablet, each sealed under a key from its slip's code
//   keys         organizers' and trustees' key files, wrapped under their passphrases
//   records      what a confirmer or trustee did once and must never do otherwise (confirmed, decrypted)
//   drafts       a conference that is still being filled in. Nothing of it is secret
//   documents    what belongs to a draft's dossiers, so that a key that is typed does not write megabytes
//
// Several tabs of one browser share all of it. So whatever depends on what is there already is read and written in one
// transaction. Who writes each, and when it may be replaced:
//
//   credentials, kiosk  check-in, where nothing is. Replaced by the same key with another anchor, and by a new key where
//                the log has revoked the kept one or has another in force (changeOne; decided in participant/kept.ts)
//   marks        the page at each mark, the last tab wins: a person can make them again. Removed with a receipt, and where
//                a ballot is begun afresh
//   sealed       the cast, where nothing is. Removed with this ballot's receipt (keepReceipt) or its refusal (changeOne)
//   receipts     the cast; one is added (keepReceipt), none ever goes
//   sealings     only rises (changeOne)
//   seen         only goes forward (keepSeen)
//   keys         a key file, where nothing is or what the page found (staff/folder.ts). Of a vault: what was drawn, where
//                nothing is; codes grow (changeOne; staff/vault.ts); an anchor that was compared is put, it can be compared again
//   records      where nothing is (changeOne), never replaced
//   drafts       the page, over what it found or wrote itself; over another page's only if it is told to (staff/draft.ts).
//                Removed when its conference is created, and when a person discards it
//   documents    put under a name of its own, before the draft that names it; removed after that draft
//
// What was written is on stable storage when the promise resolves. A browser may cut the connection to its storage, Safari does
// so to pages in the background: then it is made once more, and the work repeated. So a work must bear being done twice.
// Whatever else fails throws a StorageError.
import { type IDBPDatabase, openDB } from "idb";
import { equal } from "../crypto/bytes";
import { StorageError } from "./storage_error";

export interface KeptCredential {
    readonly electionId: Uint8Array;
    readonly number: number;
    readonly secret: Uint8Array; // sk ‖ u, 64 bytes
    readonly anchor: Uint8Array; // of its slip; empty where that names no board
}
export interface KeptMarks {
    /** Of the opening they were made under: marks never go over to another ballot. */
    readonly openDigest: string;
    readonly levels: readonly number[];
    readonly at: "compare" | "marking" | "review";
    /** A ballot that was cast before is being changed. */
    readonly changing: boolean;
}
export interface KeptSealed {
    readonly body: Uint8Array;
    readonly tracker: Uint8Array;
}
export interface KeptReceipt {
    readonly tracker: Uint8Array;
    readonly body: Uint8Array;
    readonly proof: string;
    /** When the receipt came, by this device's clock: milliseconds since 1970. */
    readonly castAt: number;
}
export interface KeptSeen {
    readonly size: number;
    readonly root: Uint8Array;
}

export interface KeptDraft {
    readonly revision: string; // another one at every saving
    readonly savedAt: number; // milliseconds, POSIX
    readonly form: string; // as staff/form_text.ts writes it
    readonly documents: readonly string[]; // their names in the store of documents
}

export interface Kept {
    credentials: KeptCredential;
    marks: KeptMarks;
    sealed: KeptSealed;
    receipts: readonly KeptReceipt[];
    sealings: number;
    seen: KeptSeen;
    kiosk: Uint8Array;
    keys: Uint8Array;
    records: unknown;
    drafts: KeptDraft;
    documents: Uint8Array;
}
export type StoreName = keyof Kept;

const storeNames: readonly StoreName[] = [
    "credentials",
    "marks",
    "sealed",
    "receipts",
    "sealings",
    "seen",
    "kiosk",
    "keys",
    "records",
    "drafts",
    "documents",
];
const version = 1;

type Stores = { [Name in StoreName]: { key: string; value: Kept[Name] } };
type Database = IDBPDatabase<Stores>;

let opened: Promise<Database> | undefined;

function open(): Promise<Database> {
    if (opened) return opened;
    const forget = () => {
        if (opened === opening) opened = undefined;
    };
    const opening: Promise<Database> = openNew(forget).catch((error: unknown) => {
        forget();
        throw error;
    });
    opened = opening;
    return opening;
}
/** `onGone` is called once the connection is of no use any more. */
async function openNew(onGone: () => void): Promise<Database> {
    try {
        // Some browsers have none, and some throw where the site may keep nothing, when it is looked at or when it is opened.
        if (typeof indexedDB === "undefined") throw new StorageError("missing", "there is no IndexedDB");
        return await openDB<Stores>("vouch", version, {
            upgrade: (database) => {
                for (const name of storeNames) database.createObjectStore(name);
            },
            // Another tab that brings a newer version waits for nobody.
            blocking: (_current, _blocked, event) => {
                onGone();
                (event.target as IDBDatabase).close();
            },
            terminated: onGone,
        });
    } catch (error) {
        throw StorageError.of(error, "missing");
    }
}

/** Does the work, and once more over a new connection where the browser had cut the one at hand. */
async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const first = open();
    try {
        return await work(await first);
    } catch (error) {
        if (!wasCut(error)) throw StorageError.of(error);
        if (opened === first) opened = undefined;
        first.then(
            (database) => {
                database.close();
            },
            () => undefined,
        );
    }
    try {
        return await work(await open());
    } catch (error) {
        throw StorageError.of(error);
    }
}
/** As browsers say it: "The database connection is closing", an abort that nobody asked for, and Safari's "Connection to Indexed
    Database server lost". */
function wasCut(error: unknown): boolean {
    const names = ["InvalidStateError", "AbortError", "UnknownError"];
    const said = error instanceof StorageError ? error.cause : error;
    return said instanceof Error && names.includes(said.name);
}

/** What is kept under that key: a conference's ID, or what the store's description above says. */
export async function get<Name extends StoreName>(store: Name, key: string): Promise<Kept[Name] | undefined> {
    return await withDatabase((database) => database.get(store, key));
}
/** In one transaction: `change` says what is to stand there, given what does; nothing removes it. Returns what stands there then. */
export async function changeOne<Name extends StoreName, After extends Kept[Name] | undefined>(
    store: Name,
    key: string,
    change: (before: Kept[Name] | undefined) => After,
): Promise<After> {
    return await withDatabase(async (database) => {
        const transaction = database.transaction(store, "readwrite", { durability: "strict" });
        const work = async () => {
            const before = await transaction.store.get(key);
            const after = change(before);
            if (after === undefined) await transaction.store.delete(key);
            else if (after !== before) await transaction.store.put(after, key);
            return after;
        };
        const [after] = await Promise.all([work(), transaction.done]);
        return after;
    });
}
export async function put<Name extends StoreName>(
    store: Name,
    key: string,
    value: Kept[Name],
): Promise<void> {
    await changeOne(store, key, () => value);
}
export async function remove(store: StoreName, key: string): Promise<void> {
    await changeOne(store, key, () => undefined);
}

/** The log's end moves forward only, whichever tab is behind. */
export async function keepSeen(key: string, seen: KeptSeen): Promise<void> {
    await changeOne("seen", key, (before) => (before && before.size >= seen.size ? before : seen));
}

/** In one transaction: the receipt is added unless it is there, and its ballot is no longer on its way, nor the marks needed
    that it was made from. A ballot that another tab has on its way stays. */
export async function keepReceipt(key: string, receipt: KeptReceipt): Promise<void> {
    await withDatabase(async (database) => {
        const transaction = database.transaction(["receipts", "sealed", "marks"], "readwrite", {
            durability: "strict",
        });
        const receipts = transaction.objectStore("receipts");
        const sealed = transaction.objectStore("sealed");
        const work = async () => {
            const others = (await receipts.get(key)) ?? [];
            if (!others.some(({ tracker }) => equal(tracker, receipt.tracker)))
                await receipts.put([...others, receipt], key);
            const onItsWay = await sealed.get(key);
            if (onItsWay && equal(onItsWay.tracker, receipt.tracker)) await sealed.delete(key);
            await transaction.objectStore("marks").delete(key);
        };
        await Promise.all([work(), transaction.done]);
    });
}
