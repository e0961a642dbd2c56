// Trying a passphrase takes seconds and hundreds of megabytes on purpose: a worker does it, which takes that memory with it.
import { ok, type Result } from "../crypto/result";
import { SecretBytes, wiping } from "../crypto/secret";
import { initializeCrypto } from "../crypto/sodium";
import { moving, serve } from "../worker/bridge";
import { type KeyKind, newKeyFile, openedPayload } from "./vault";

const offers = {
    make(kind: KeyKind, name: string, passphrase: Uint8Array): Result<Uint8Array> {
        return wiping(() => newKeyFile(kind, name, SecretBytes.take(passphrase)));
    },
    /** What is in the opened file. */
    open(kind: KeyKind, file: Uint8Array, passphrase: Uint8Array): Result<Uint8Array> {
        return wiping(() => {
            const payload = openedPayload(kind, file, SecretBytes.take(passphrase));
            if (!payload.ok) return payload;
            const bytes = payload.value.bytes.slice();
            return moving(ok(bytes), bytes);
        });
    },
};
export type KeyOffers = typeof offers;
serve(self, offers, initializeCrypto());
