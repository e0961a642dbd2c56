// What a member of staff keeps on this device: sealed files, and records of what must be done once only.
import { type Bytes } from "../crypto/bytes";
import { changeOne, get, put } from "../storage/database";

export interface Folder {
    /** Files are sealed or wrapped before they come here. */
    read(name: string): Promise<Bytes | undefined>;
    /** On stable storage when it returns. */
    write(name: string, content: Bytes): Promise<void>;
    /** Writes the record unless there is one; either way, what stands there afterwards. */
    once(name: string, content: string): Promise<string>;
    recorded(name: string): Promise<string | undefined>;
}

/** In this browser, under names that begin with `prefix`. */
export function browserFolder(prefix: string): Folder {
    const recorded = async (name: string) => {
        const found = await get("records", prefix + name);
        return typeof found === "string" ? found : undefined;
    };
    return {
        read: (name) => get("keys", prefix + name),
        write: (name, content) => put("keys", prefix + name, content),
        async once(name, content) {
            const stands = await changeOne("records", prefix + name, (before) => before ?? content);
            return typeof stands === "string" ? stands : "";
        },
        recorded,
    };
}
