// Trying a passphrase takes seconds and hundreds of megabytes on purpose: a worker does it, so that the page goes on.
import { SecretBytes, wiping } from "../crypto/secret";
import { initializeCrypto } from "../crypto/sodium";
import { type KeyAnswer, type KeyRequest } from "./key_client";
import { newKeyFile, openedPayload } from "./vault";

addEventListener("message", ({ data }: MessageEvent<KeyRequest>) => {
    work(data).then(
        (answer) => {
            postMessage(answer);
        },
        () => {
            postMessage("failed" satisfies KeyAnswer);
        },
    );
});

async function work(request: KeyRequest): Promise<KeyAnswer> {
    await initializeCrypto();
    return wiping((): KeyAnswer => {
        const passphrase = SecretBytes.take(request.passphrase);
        if (request.what === "make") return newKeyFile(request.kind, request.name, passphrase);
        const payload = openedPayload(request.kind, request.file, passphrase);
        return payload.ok ? { ok: true, value: payload.value.bytes.slice() } : payload;
    });
}
