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

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
    opened ??= new Promise((resolve, reject) => {
        const request = indexedDB.open("vouch", version);
        request.onupgradeneeded = () => {
            for (const name of storeNames) request.result.createObjectStore(name);
        };
        request.onsuccess = () => {
            // Another tab that brings a newer version waits for nobody.
            request.result.onversionchange = () => {
                request.result.close();
                opened = undefined;
            };
            resolve(request.result);
        };
        request.onerror = () => {
            opened = undefined;
            reject(request.error ?? new Error("IndexedDB cannot be opened"));
        };
    });
    return opened;
}

async function run<T>(
    store: StoreName,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
    const database = await open();
    return new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode, { durability: "strict" });
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => {
            resolve(request.result);
        };
        const fail = () => {
            reject(transaction.error ?? new Error(`IndexedDB: ${store}`));
        };
        transaction.onerror = fail;
        transaction.onabort = fail;
    });
}

/** What is kept under that key: a conference's ID, or what the store's description above says. */
export function get<Name extends StoreName>(store: Name, key: string): Promise<Kept[Name] | undefined> {
    return run(store, "readonly", (at) => at.get(key) as IDBRequest<Kept[Name] | undefined>);
}
export async function put<Name extends StoreName>(
    store: Name,
    key: string,
    value: Kept[Name],
): Promise<void> {
    await run(store, "readwrite", (at) => at.put(value, key));
}
export async function remove(store: StoreName, key: string): Promise<void> {
    await run(store, "readwrite", (at) => at.delete(key));
}
/** The keys that begin so. */
export async function keysUnder(store: StoreName, prefix: string): Promise<string[]> {
    const keys = await run(store, "readonly", (at) => at.getAllKeys());
    return keys.filter((key): key is string => typeof key === "string" && key.startsWith(prefix));
}
/** Puts it unless something is there already: what is there first stays, whichever tab came first. */
export async function putNew<Name extends StoreName>(
    store: Name,
    key: string,
    value: Kept[Name],
): Promise<void> {
    await run(store, "readwrite", (at) => {
        const there = at.count(key);
        there.onsuccess = () => {
            if (there.result === 0) at.put(value, key);
        };
        return there;
    });
}

/** The next number under that key, from 1 on: no two callers get the same, in whichever tabs, and none comes again. */
export async function raise(store: "sealings", key: string): Promise<number> {
    let next = 0;
    await run(store, "readwrite", (at) => {
        const last = at.get(key) as IDBRequest<number | undefined>;
        last.onsuccess = () => {
            next = (last.result ?? 0) + 1;
            at.put(next, key);
        };
        return last;
    });
    return next;
}
