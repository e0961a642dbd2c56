// The key of whoever is at the desk: the one on this device opened, or one made, or taken from a file.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { Folder } from "../../staff/folder";
import { Notice, Page, Progress } from "../../ui/index";
import { type KeyCalls, KeyFromFile, NewKey, OpenKey } from "./new_key";
import { useKeptKey } from "./use_kept_key";

interface KeyStageProps<Known> {
    /** The role's words. */
    readonly words: {
        readonly starting: string;
        readonly keyTitle: string;
        readonly keyIntro: string;
        readonly openIntro: string;
    };
    /** What the key file is called where it is saved. */
    readonly fileName: string;
    readonly folder: Folder;
    readonly calls: KeyCalls<Known>;
    readonly onOpen: (known: Known) => void;
}

export function KeyStage<Known>({ words, fileName, folder, calls, onOpen }: KeyStageProps<Known>) {
    const t = useTexts(staffTexts).key;
    const kept = useKeptKey(folder);
    const [imported, setImported] = useState<Uint8Array>();
    const [anotherKept, setAnotherKept] = useState(false);
    const take = (file: Uint8Array, known: Known) => {
        kept.keep(file, (isThis) => {
            setImported(undefined);
            setAnotherKept(!isThis);
            if (isThis) onOpen(known);
        });
    };
    const file = imported ?? kept.file;
    if (kept.looking) {
        return (
            <Page title={words.keyTitle}>
                <Progress label={words.starting} />
            </Page>
        );
    }
    return (
        <Page title={words.keyTitle}>
            {anotherKept ? <Notice kind="info">{t.anotherKept}</Notice> : null}
            {file ? (
                <OpenKey
                    calls={calls}
                    file={file}
                    intro={words.openIntro}
                    onOpen={(known) => {
                        take(file, known);
                    }}
                />
            ) : (
                <NewKey calls={calls} fileName={fileName} intro={words.keyIntro} onMade={take} />
            )}
            <KeyFromFile onFile={setImported} />
        </Page>
    );
}
