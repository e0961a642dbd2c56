// The worker behind the participant's pages. Ending it forgets all that it held.
import { initializeCrypto } from "../crypto/sodium";
import { ParticipantHost } from "./host";
import { type FromWorker, toldOffline, type ToWorker } from "./messages";

function post(message: FromWorker): void {
    postMessage(message);
}

const host = new ParticipantHost((state) => {
    post({ id: 0, state });
});
const ready = initializeCrypto();

addEventListener("message", ({ data }: MessageEvent<ToWorker | typeof toldOffline>) => {
    if (data === toldOffline) dispatchEvent(new Event("offline"));
    else void obey(data);
});

async function obey({ id, command }: ToWorker): Promise<void> {
    try {
        await ready;
        const result = await host.run(command);
        if (result.ok) post({ id, outcome: result.value });
        else post({ id, refusal: { reason: result.reason, detail: result.detail } });
    } catch (error) {
        post({ id, failure: String(error) });
    }
}
