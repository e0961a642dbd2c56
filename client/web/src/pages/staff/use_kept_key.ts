import { useEffect, useState } from "preact/hooks";
import type { Folder } from "../../staff/folder";

const name = "key";

export interface KeptKey {
    /** Still being looked for. */
    readonly looking: boolean;
    readonly file: Uint8Array | undefined;
    /** Kept on this device from now on. */
    keep(file: Uint8Array): Promise<void>;
}

/** The key file that this device keeps in a folder, wrapped under its passphrase. */
export function useKeptKey(folder: Folder): KeptKey {
    const [found, setFound] = useState<{ readonly file: Uint8Array | undefined }>();
    useEffect(() => {
        void folder.read(name).then((file) => {
            setFound({ file });
        });
    }, [folder]);
    return {
        looking: !found,
        file: found?.file,
        keep: async (file) => {
            await folder.write(name, file);
            setFound({ file });
        },
    };
}
