// The browser is asked once not to throw away what this device keeps, where it can be asked: some ask the person in turn. Whatever
// it answers, the vote goes on.
import { useEffect } from "preact/hooks";
import { recall, remember } from "../../ui/remembered";

const key = "vouch.lasting";

/** `kept`: this device keeps a credential of its person. */
export function useLastingStorage(kept: boolean): void {
    useEffect(() => {
        if (!kept || recall(key)) return;
        remember(key, "asked");
        askForIt().catch(() => undefined);
    }, [kept]);
}

async function askForIt(): Promise<void> {
    await navigator.storage.persist(); // throws where there is no such thing
}
