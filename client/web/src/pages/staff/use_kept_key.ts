import { useEffect, useState } from "preact/hooks";
import { equal } from "../../crypto/bytes";
import { type Folder, replaceFound } from "../../staff/folder";
import { useAnswers } from "../use_answers";

const name = "key";

export interface KeptKey {
    /** Still being looked for. */
    readonly looking: boolean;
    readonly file: Uint8Array | undefined;
    /** Goes on with `then` once a key is kept on this device: this one, unless another page has kept another since this page
        looked. Then `file` is that one. */
    keep(file: Uint8Array, then: (isThis: boolean) => void): void;
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
            hand(replaceFound(folder, name, found?.file, file), (stands) => {
                setFound({ file: stands });
                then(equal(stands, file));
            });
        },
    };
}
