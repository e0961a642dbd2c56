// What a participant's device keeps, and where. A phone keeps it in IndexedDB. A shared tablet keeps nothing but the credential,
// sealed under a key that only the slip's code gives. docs/protocol.md, section 9. The page says which of the two it is.
import { type Bytes, equal, le32, utf8 } from "../crypto/bytes";
import { Credential } from "../crypto/credential";
import { ok, type Result } from "../crypto/result";
import { outliving, type SecretBytes, wiping } from "../crypto/secret";
import { secretHb } from "../crypto/secret_hash";
import { openSecretbox, sealSecretbox } from "../crypto/signature";
import { type SlipLink } from "../service/conference_address";
import { type DeviceStorage } from "../service/device";
import {
    credentialPayload,
    type DeviceCredential,
    isSameCredential,
    readCredentialPayload,
} from "../service/device_credential";
import { type BallotReceipt } from "../service/cast";
import { type Seen } from "../service/follow";
import {
    changeOne,
    get,
    keepReceipt,
    keepSeen,
    type KeptCredential,
    type KeptReceipt,
    remove,
} from "../storage/database";

/** A ballot on its way that has no receipt yet. */
export interface Pending {
    readonly body: Bytes;
    readonly tracker: Bytes;
}

export interface Home {
    /** What is kept of this conference from an earlier visit. A tablet needs the slip for it. */
    credential(slip: SlipLink | undefined): Promise<Result<DeviceCredential | undefined>>;
    /** Keeps it where nothing is kept, or only the same key, or `outOfForce`; returns what is kept from then on, which another
        page may have kept before. */
    keepCredential(
        credential: DeviceCredential,
        slip: SlipLink | undefined,
        outOfForce?: DeviceCredential,
    ): Promise<DeviceCredential>;
    pending(): Promise<Pending | undefined>;
    /** Keeps it where none is on its way; returns the one that is from then on. */
    keepPending(pending: Pending): Promise<Pending>;
    /** That ballot will not be sent again. One that another page has on its way stays. */
    dropPending(pending: Pending): Promise<void>;
    receipts(): Promise<readonly KeptReceipt[]>;
    /** Its ballot is no longer on its way, nor its marks needed. */
    keepReceipt(receipt: BallotReceipt): Promise<void>;
    /** A number that was raised on stable storage: it is never the same twice. */
    nextSealing(): Promise<bigint>;
    seen(): Promise<Seen | undefined>;
    putSeen(seen: Seen): Promise<void>;
    dropMarks(): Promise<void>;
}

/** The device's storage in this home. It keeps what has to be kept before anything leaves the device. `trackerOf` names a
    ballot that is about to be cast; `outOfForce` is a credential that the log has revoked, so that a new one may be kept in its
    place. */
export function storage(
    home: Home,
    slip: SlipLink | undefined,
    trackerOf: (body: Bytes) => Bytes,
    outOfForce?: DeviceCredential,
): DeviceStorage {
    return {
        credential: (credential) => home.keepCredential(credential, slip, outOfForce),
        nextSealing: () => home.nextSealing(),
        ballot: async (body) => (await home.keepPending({ body, tracker: trackerOf(body) })).body,
        receipt: (receipt) => home.keepReceipt(receipt),
    };
}

/** Whether `next` may stand where `kept` does: it brings an anchor to the same key, or the log has put the kept key out of
    force. */
function mayReplace(kept: DeviceCredential, next: DeviceCredential, outOfForce?: DeviceCredential): boolean {
    if (isSameCredential(kept, next)) return next.anchor.length > 0;
    return outOfForce !== undefined && isSameCredential(kept, outOfForce);
}

export class PhoneHome implements Home {
    constructor(private readonly conference: string) {}

    async credential(): Promise<Result<DeviceCredential | undefined>> {
        const found = await get("credentials", this.conference);
        return found ? readKept(found) : ok(undefined);
    }
    async keepCredential(
        credential: DeviceCredential,
        _slip: SlipLink | undefined,
        outOfForce?: DeviceCredential,
    ): Promise<DeviceCredential> {
        const { electionId, number, anchor } = credential;
        const bytes = credential.secret.encode();
        const next = { electionId, number, secret: bytes.bytes, anchor };
        let now = credential;
        try {
            await changeOne("credentials", this.conference, (before) => {
                now = credential;
                const kept = before && readKept(before);
                if (!kept?.ok || mayReplace(kept.value, credential, outOfForce)) return next;
                now = kept.value;
                return before;
            });
        } finally {
            bytes.wipe();
        }
        return now;
    }
    async nextSealing(): Promise<bigint> {
        return await raised(this.conference);
    }
    async pending(): Promise<Pending | undefined> {
        return await get("sealed", this.conference);
    }
    async keepPending(pending: Pending): Promise<Pending> {
        return await changeOne("sealed", this.conference, (before) => before ?? pending);
    }
    async dropPending({ tracker }: Pending): Promise<void> {
        await changeOne("sealed", this.conference, (before) =>
            before && equal(before.tracker, tracker) ? undefined : before,
        );
    }
    async receipts(): Promise<readonly KeptReceipt[]> {
        return (await get("receipts", this.conference)) ?? [];
    }
    keepReceipt(receipt: BallotReceipt): Promise<void> {
        return keepReceipt(this.conference, { ...receipt, castAt: Date.now() });
    }
    async seen(): Promise<Seen | undefined> {
        return await get("seen", this.conference);
    }
    putSeen(seen: Seen): Promise<void> {
        return keepSeen(this.conference, seen);
    }
    dropMarks(): Promise<void> {
        return remove("marks", this.conference);
    }
}

/** Ballots and receipts stay in memory and go with the page: a tablet keeps nothing of a person between two steps. */
export class TabletHome implements Home {
    #pending: Pending | undefined;
    #receipts: readonly KeptReceipt[] = [];
    constructor(private readonly conference: string) {}

    async credential(slip: SlipLink | undefined): Promise<Result<DeviceCredential | undefined>> {
        const box = slip && (await get("kiosk", this.key(slip.number)));
        return slip && box ? openKept(slip, box) : ok(undefined);
    }
    async keepCredential(
        credential: DeviceCredential,
        slip: SlipLink | undefined,
        outOfForce?: DeviceCredential,
    ): Promise<DeviceCredential> {
        if (!slip) throw new Error("internal check failed: a tablet without a slip");
        const next = wiping(() => sealSecretbox(kioskKey(slip), credentialPayload(credential).bytes));
        let now = credential;
        await changeOne("kiosk", this.key(credential.number), (before) => {
            now = credential;
            const kept = before && openKept(slip, before);
            if (!kept?.ok || !kept.value || mayReplace(kept.value, credential, outOfForce)) return next;
            now = kept.value;
            return before;
        });
        return now;
    }
    /** All who vote on this tablet share one number: it says nothing of a person. */
    async nextSealing(): Promise<bigint> {
        return await raised(this.conference);
    }
    pending(): Promise<Pending | undefined> {
        return Promise.resolve(this.#pending);
    }
    keepPending(pending: Pending): Promise<Pending> {
        this.#pending ??= pending;
        return Promise.resolve(this.#pending);
    }
    dropPending({ tracker }: Pending): Promise<void> {
        if (this.#pending && equal(this.#pending.tracker, tracker)) this.#pending = undefined;
        return Promise.resolve();
    }
    receipts(): Promise<readonly KeptReceipt[]> {
        return Promise.resolve(this.#receipts);
    }
    keepReceipt(receipt: BallotReceipt): Promise<void> {
        this.#receipts = [...this.#receipts, { ...receipt, castAt: Date.now() }];
        return this.dropPending(receipt);
    }
    /** The end of the log says nothing of a person: it is kept for the tablet. */
    async seen(): Promise<Seen | undefined> {
        return await get("seen", this.conference);
    }
    putSeen(seen: Seen): Promise<void> {
        return keepSeen(this.conference, seen);
    }
    dropMarks(): Promise<void> {
        return Promise.resolve();
    }
    private key(number: number): string {
        return `${this.conference}/${number}`;
    }
}

/** No two callers get the same number, in whichever tabs, and none comes again. */
async function raised(conference: string): Promise<bigint> {
    return BigInt(await changeOne("sealings", conference, (last) => (last ?? 0) + 1));
}

function readKept({ electionId, number, anchor, secret: bytes }: KeptCredential): Result<DeviceCredential> {
    const secret = Credential.decode(bytes);
    return secret.ok ? ok({ electionId, number, anchor, secret: secret.value }) : secret;
}

/** Nothing for what another slip sealed: a new slip does not open what a lost one did. */
function openKept(slip: SlipLink, box: Bytes): Result<DeviceCredential | undefined> {
    return wiping(() => {
        const opened = openSecretbox(kioskKey(slip), box);
        if (!opened.ok) return ok(undefined);
        const read = readCredentialPayload(opened.value);
        if (!read.ok) return read;
        const { sk, u } = read.value.secret;
        outliving(sk);
        outliving(u);
        return ok({ ...read.value, anchor: slip.anchor });
    });
}

/** Hb("kiosk"; conference, le32(roll number), code): the code has 100 bits, so that no slow hash is needed. */
function kioskKey({ conference, number, code }: SlipLink): SecretBytes {
    return secretHb("kiosk", utf8(conference.id), le32(number), code.bytes);
}
