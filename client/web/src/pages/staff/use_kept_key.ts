import { useEffect, useState } from "preact/hooks";
import type { Folder } from "../../staff/folder";
import { useAnswers } from "../use_answers";

const name = "key";

export interface KeptKey {
    /** Still being looked for. */
    readonly looking: boolean;
    readonly file: Uint8Array | undefined;
    /** Goes on with `then` once it is kept on this device. */
    keep(file: Uint8Array, then: () => void): void;
}

/** The key file that this device keeps in a folder, wrapped under its passphrase. */
export function useKeptKey(folder: Folder): KeptKey {
    const [found, setFound] = useState<{ readonly file: Uint8Array | undefined }>();
    const hand = useAnswers();
    useEffect(() => {
        hand(folder.read(name), (file) => {
            setFound({ file });
        });
    }, [folder, hand]);
    return {
        looking: !found,
        file: found?.file,
        keep: (file, then) => {
            hand(folder.write(name, file), () => {
                setFound({ file });
                then();
            });
        },
    };
}
