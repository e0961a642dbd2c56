// The line to the key worker. Each piece of work has a worker of its own, which takes what it knew with it.
import { ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { type Calls, moving } from "../worker/bridge";
import { WorkerLine } from "../worker/worker_line";
import type { KeyOffers } from "./key_worker";
import { type KeyKind } from "./vault";

/** As newKeyFile does it; the passphrase is used up. Fails where there is not enough memory. */
export function makeKeyFile(
    kind: KeyKind,
    name: string,
    passphrase: Uint8Array,
): Promise<Result<Uint8Array>> {
    return work((calls) => calls.make(kind, name, moving(passphrase, passphrase)));
}
/** As openedPayload does it; the passphrase is used up. */
export async function openKeyFileOf(
    kind: KeyKind,
    file: Uint8Array,
    passphrase: Uint8Array,
): Promise<Result<SecretBytes>> {
    const opened = await work((calls) => calls.open(kind, file, moving(passphrase, passphrase)));
    return opened.ok ? ok(SecretBytes.take(opened.value)) : opened;
}

async function work<T>(ask: (calls: Calls<KeyOffers>) => Promise<T>): Promise<T> {
    const worker = new Worker(new URL("./key_worker.ts", import.meta.url), { type: "module" });
    const line = new WorkerLine<KeyOffers>(worker);
    try {
        return await ask(line.calls);
    } finally {
        line.end();
    }
}
