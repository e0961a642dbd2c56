// The page's end of the line to the key worker. Each piece of work has a worker of its own, which takes what it knew with it.
import { ok, type Result } from "../crypto/result";
import { SecretBytes } from "../crypto/secret";
import { type KeyKind } from "./vault";

export type KeyRequest =
    | {
          readonly what: "make";
          readonly kind: KeyKind;
          readonly name: string;
          readonly passphrase: Uint8Array;
      }
    | {
          readonly what: "open";
          readonly kind: KeyKind;
          readonly file: Uint8Array;
          readonly passphrase: Uint8Array;
      };
/** The new file, or what is in the opened one. */
export type KeyAnswer = Result<Uint8Array> | "failed";

/** As newKeyFile does it; the passphrase stays the caller's. Fails where there is not enough memory. */
export function makeKeyFile(
    kind: KeyKind,
    name: string,
    passphrase: SecretBytes,
): Promise<Result<Uint8Array>> {
    return work({ what: "make", kind, name, passphrase: passphrase.bytes });
}
/** As openedPayload does it. */
export async function openKeyFileOf(
    kind: KeyKind,
    file: Uint8Array,
    passphrase: SecretBytes,
): Promise<Result<SecretBytes>> {
    const opened = await work({ what: "open", kind, file, passphrase: passphrase.bytes });
    return opened.ok ? ok(SecretBytes.take(opened.value)) : opened;
}

async function work(request: KeyRequest): Promise<Result<Uint8Array>> {
    const worker = new Worker(new URL("./key_worker.ts", import.meta.url), { type: "module" });
    try {
        const answer = await new Promise<KeyAnswer>((resolve) => {
            worker.onmessage = ({ data }: MessageEvent<KeyAnswer>) => {
                resolve(data);
            };
            worker.onerror = () => {
                resolve("failed");
            };
            worker.postMessage(request);
        });
        if (answer === "failed") throw new Error("the key worker failed: no memory, most likely");
        return answer;
    } finally {
        worker.terminate();
    }
}
