// What a member of staff keeps on this device: sealed files, and records of what must be done once only.
import { type Bytes, equal } from "../crypto/bytes";
import { changeOne, get } from "../storage/database";

export interface Folder {
    /** Files are sealed or wrapped before they come here. */
    read(name: string): Promise<Bytes | undefined>;
    /** In one transaction: `change` says what is to stand there, given what does, and may be asked twice. Returns what stands
        there then, on stable storage. */
    change(name: string, change: (before: Bytes | undefined) => Bytes): Promise<Bytes>;
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
        change: (name, change) => changeOne("keys", prefix + name, change),
        async once(name, content) {
            const stands = await changeOne("records", prefix + name, (before) => before ?? content);
            return typeof stands === "string" ? stands : "";
        },
        recorded,
    };
}

/** Puts a file in the place of the one that this page found, or of none. What another page has put there meanwhile stays.
    Returns what stands there then. */
export function replaceFound(
    folder: Folder,
    name: string,
    found: Bytes | undefined,
    file: Bytes,
): Promise<Bytes> {
    return folder.change(name, (before) => (!before || (found && equal(before, found)) ? file : before));
}
