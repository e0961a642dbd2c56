// The organizer's key on this device: opened, or made, or taken from a file.
import { useState } from "preact/hooks";
import { type SecretBytes } from "../../crypto/secret";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { browserFolder } from "../../staff/folder";
import { organizerKind, OrganizerKeys } from "../../staff/organizer_keys";
import { Page, Progress } from "../../ui/index";
import { KeyFromFile, NewKey, OpenKey } from "../staff/new_key";
import { useCrypto } from "../staff/use_crypto";
import { useKeptKey } from "../staff/use_kept_key";

export function OrganizerKeyStage({ onKeys }: { onKeys: (keys: OrganizerKeys) => void }) {
    const t = useTexts(staffTexts).organizer;
    const [folder] = useState(() => browserFolder("organizer/"));
    const kept = useKeptKey(folder);
    const ready = useCrypto();
    const [imported, setImported] = useState<Uint8Array>();
    const take = (file: Uint8Array, keys: OrganizerKeys) => {
        void kept.keep(file).then(() => {
            onKeys(keys);
        });
    };
    const keysIn = (payload: SecretBytes) => OrganizerKeys.in(payload);
    const file = imported ?? kept.file;
    if (kept.looking || !ready) {
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
                    file={file}
                    intro={t.openIntro}
                    kind={organizerKind}
                    keysIn={keysIn}
                    onOpen={(keys) => {
                        take(file, keys);
                    }}
                />
            ) : (
                <NewKey
                    fileName="organizer.key"
                    intro={t.keyIntro}
                    kind={organizerKind}
                    keysIn={keysIn}
                    onMade={take}
                />
            )}
            <KeyFromFile onFile={setImported} />
        </Page>
    );
}
