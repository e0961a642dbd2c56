// What a participant's device keeps, and where. A phone keeps it in IndexedDB. A shared tablet keeps nothing but the credential,
// sealed under a key that only the slip's code gives. docs/protocol.md, section 9. The page says which of the two it is.
import { type Bytes, le32, toHex, utf8 } from "../crypto/bytes";
import { Credential } from "../crypto/credential";
import { ok, type Result } from "../crypto/result";
import { kept as keptSecret, type SecretBytes, wiping } from "../crypto/secret";
import { secretHb } from "../crypto/secret_hash";
import { openSecretbox, sealSecretbox } from "../crypto/signature";
import {
    credentialPayload,
    type DeviceCredential,
    type Keep,
    readCredentialPayload,
} from "../service/device";
import { type Receipt } from "../service/cast";
import { type Seen } from "../service/follow";
import { type SlipLink } from "../service/place";
import { get, put, raise, remove } from "../storage/database";

/** A ballot on its way that has no receipt yet. */
export interface Pending {
    readonly body: Bytes;
    readonly tracker: Bytes;
}

export interface Home {
    /** What is kept of this conference from an earlier visit. A tablet needs the slip for it. */
    credential(slip: SlipLink | undefined): Promise<Result<DeviceCredential | undefined>>;
    putCredential(credential: DeviceCredential, slip: SlipLink | undefined): Promise<void>;
    pending(): Promise<Pending | undefined>;
    putPending(pending: Pending): Promise<void>;
    dropPending(): Promise<void>;
    receipts(): Promise<readonly Receipt[]>;
    addReceipt(receipt: Receipt): Promise<void>;
    /** A number that was raised on stable storage: it is never the same twice. */
    nextSealing(): Promise<bigint>;
    seen(): Promise<Seen | undefined>;
    putSeen(seen: Seen): Promise<void>;
    dropMarks(): Promise<void>;
}

/** What the device is to do before anything leaves it. `trackerOf` names a ballot that is about to be cast. */
export function keeping(home: Home, slip: SlipLink | undefined, trackerOf: (body: Bytes) => Bytes): Keep {
    return {
        credential: (credential) => home.putCredential(credential, slip),
        nextSealing: () => home.nextSealing(),
        ballot: (body) => home.putPending({ body, tracker: trackerOf(body) }),
        receipt: async (receipt) => {
            await home.addReceipt(receipt);
            await home.dropPending();
            await home.dropMarks();
        },
    };
}

export class PhoneHome implements Home {
    constructor(private readonly conference: string) {}

    async credential(): Promise<Result<DeviceCredential | undefined>> {
        const found = await get("credentials", this.conference);
        if (!found) return ok(undefined);
        const secret = Credential.decode(found.secret);
        if (!secret.ok) return secret;
        const { electionId, number, anchor } = found;
        return ok({ electionId, number, anchor, secret: secret.value });
    }
    async putCredential({ electionId, number, anchor, secret }: DeviceCredential): Promise<void> {
        const bytes = secret.encode();
        await put("credentials", this.conference, { electionId, number, anchor, secret: bytes.bytes });
        bytes.wipe();
    }
    async nextSealing(): Promise<bigint> {
        return BigInt(await raise("sealings", this.conference));
    }
    async pending(): Promise<Pending | undefined> {
        return await get("sealed", this.conference);
    }
    putPending(pending: Pending): Promise<void> {
        return put("sealed", this.conference, pending);
    }
    dropPending(): Promise<void> {
        return remove("sealed", this.conference);
    }
    async receipts(): Promise<readonly Receipt[]> {
        return (await get("receipts", this.conference)) ?? [];
    }
    async addReceipt(receipt: Receipt): Promise<void> {
        const others = (await this.receipts()).filter(
            ({ tracker }) => toHex(tracker) !== toHex(receipt.tracker),
        );
        await put("receipts", this.conference, [...others, receipt]);
    }
    async seen(): Promise<Seen | undefined> {
        return await get("seen", this.conference);
    }
    putSeen(seen: Seen): Promise<void> {
        return put("seen", this.conference, seen);
    }
    dropMarks(): Promise<void> {
        return remove("marks", this.conference);
    }
}

/** Ballots and receipts stay in memory and go with the page: a tablet keeps nothing of a person between two steps. */
export class TabletHome implements Home {
    #pending: Pending | undefined;
    #receipts: readonly Receipt[] = [];
    constructor(private readonly conference: string) {}

    async credential(slip: SlipLink | undefined): Promise<Result<DeviceCredential | undefined>> {
        const box = slip && (await get("kiosk", this.key(slip.number)));
        if (!slip || !box) return ok(undefined);
        return wiping(() => {
            const opened = openSecretbox(kioskKey(slip), box);
            // A new slip does not open what a lost one sealed. For the new one nothing is kept.
            if (!opened.ok) return ok(undefined);
            const read = readCredentialPayload(opened.value);
            if (!read.ok) return read;
            const { sk, u } = read.value.secret;
            keptSecret(sk);
            keptSecret(u);
            return ok({ ...read.value, anchor: slip.anchor });
        });
    }
    async putCredential(credential: DeviceCredential, slip: SlipLink | undefined): Promise<void> {
        if (!slip) throw new Error("internal check failed: a tablet without a slip");
        const box = wiping(() => sealSecretbox(kioskKey(slip), credentialPayload(credential).bytes));
        await put("kiosk", this.key(credential.number), box);
    }
    /** All who vote on this tablet share one number: it says nothing of a person. */
    async nextSealing(): Promise<bigint> {
        return BigInt(await raise("sealings", this.conference));
    }
    pending(): Promise<Pending | undefined> {
        return Promise.resolve(this.#pending);
    }
    putPending(pending: Pending): Promise<void> {
        this.#pending = pending;
        return Promise.resolve();
    }
    dropPending(): Promise<void> {
        this.#pending = undefined;
        return Promise.resolve();
    }
    receipts(): Promise<readonly Receipt[]> {
        return Promise.resolve(this.#receipts);
    }
    addReceipt(receipt: Receipt): Promise<void> {
        this.#receipts = [...this.#receipts, receipt];
        return Promise.resolve();
    }
    /** The end of the log says nothing of a person: it is kept for the tablet. */
    async seen(): Promise<Seen | undefined> {
        return await get("seen", this.conference);
    }
    putSeen(seen: Seen): Promise<void> {
        return put("seen", this.conference, seen);
    }
    dropMarks(): Promise<void> {
        return Promise.resolve();
    }
    private key(number: number): string {
        return `${this.conference}/${number}`;
    }
}

/** Hb("kiosk"; conference, le32(roll number), code): the code has 100 bits, so that no slow hash is needed. */
function kioskKey({ place, number, code }: SlipLink): SecretBytes {
    return secretHb("kiosk", utf8(place.id), le32(number), code.bytes);
}
