// The organizer's key on this device: opened, or made, or taken from a file.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { browserFolder } from "../../staff/folder";
import type { KnownOrganizer } from "../../staff/organizer_offers";
import { Page, Progress } from "../../ui/index";
import { type KeyCalls, KeyFromFile, NewKey, OpenKey } from "../staff/new_key";
import { useKeptKey } from "../staff/use_kept_key";

interface OrganizerKeyProps {
    readonly calls: KeyCalls<KnownOrganizer>;
    readonly onOpen: (organizer: KnownOrganizer) => void;
}

export function OrganizerKeyStage({ calls, onOpen }: OrganizerKeyProps) {
    const t = useTexts(staffTexts).organizer;
    const [folder] = useState(() => browserFolder("organizer/"));
    const kept = useKeptKey(folder);
    const [imported, setImported] = useState<Uint8Array>();
    const take = (file: Uint8Array, organizer: KnownOrganizer) => {
        kept.keep(file, () => {
            onOpen(organizer);
        });
    };
    const file = imported ?? kept.file;
    if (kept.looking) {
        return (
            <Page title={t.keyTitle}>
                <Progress label={t.starting} />
            </Page>
        );
    }
    return (
        <Page title={t.keyTitle}>
            {file ? (
                <OpenKey
                    calls={calls}
                    file={file}
                    intro={t.openIntro}
                    onOpen={(organizer) => {
                        take(file, organizer);
                    }}
                />
            ) : (
                <NewKey calls={calls} fileName="organizer.key" intro={t.keyIntro} onMade={take} />
            )}
            <KeyFromFile onFile={setImported} />
        </Page>
    );
}
