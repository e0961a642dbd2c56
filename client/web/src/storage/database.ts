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
//
// A put is on stable storage when it returns: what must be kept before something leaves is kept.
import { type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";

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
}
export interface KeptSeen {
    readonly size: number;
    readonly root: Uint8Array;
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
];
const version = 1;

type Stores = { [Name in StoreName]: { key: string; value: Kept[Name] } };
type Writable<Name extends StoreName> = IDBPObjectStore<Stores, [Name], Name, "readwrite">;

let opened: Promise<IDBPDatabase<Stores>> | undefined;

function open(): Promise<IDBPDatabase<Stores>> {
    opened ??= openDB<Stores>("vouch", version, {
        upgrade: (database) => {
            for (const name of storeNames) database.createObjectStore(name);
        },
        // Another tab that brings a newer version waits for nobody.
        blocking: () => {
            void opened?.then((database) => {
                database.close();
            });
            opened = undefined;
        },
        terminated: () => {
            opened = undefined;
        },
    }).catch((error: unknown) => {
        opened = undefined;
        throw error;
    });
    return opened;
}

/** One transaction; on stable storage when it returns. Nothing else may be awaited inside `work` than its store. */
async function writing<Name extends StoreName, T>(
    store: Name,
    work: (at: Writable<Name>) => Promise<T>,
): Promise<T> {
    const database = await open();
    const transaction = database.transaction(store, "readwrite", { durability: "strict" });
    const [result] = await Promise.all([work(transaction.store), transaction.done]);
    return result;
}

/** What is kept under that key: a conference's ID, or what the store's description above says. */
export async function get<Name extends StoreName>(store: Name, key: string): Promise<Kept[Name] | undefined> {
    return await (await open()).get(store, key);
}
export async function put<Name extends StoreName>(
    store: Name,
    key: string,
    value: Kept[Name],
): Promise<void> {
    await writing(store, (at) => at.put(value, key));
}
export async function remove(store: StoreName, key: string): Promise<void> {
    await writing(store, (at) => at.delete(key));
}
/** Puts it unless something is there already: what is there first stays, whichever tab came first. */
export async function putNew<Name extends StoreName>(
    store: Name,
    key: string,
    value: Kept[Name],
): Promise<void> {
    await writing(store, async (at) => {
        if ((await at.count(key)) === 0) await at.put(value, key);
    });
}

/** The next number under that key, from 1 on: no two callers get the same, in whichever tabs, and none comes again. */
export async function raise(store: "sealings", key: string): Promise<number> {
    return await writing(store, async (at) => {
        const next = ((await at.get(key)) ?? 0) + 1;
        await at.put(next, key);
        return next;
    });
}
