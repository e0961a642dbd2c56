import { useEffect, useState } from "preact/hooks";
import { initializeCrypto } from "../../crypto/sodium";

/** Whether the cryptography is ready; nothing of it may be called before. */
export function useCrypto(): boolean {
    const [ready, setReady] = useState(false);
    useEffect(() => {
        void initializeCrypto().then(() => {
            setReady(true);
        });
    }, []);
    return ready;
}
