// The organizer's key, one for all its conferences.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { browserFolder } from "../../staff/folder";
import type { KnownOrganizer } from "../../staff/organizer_offers";
import { KeyStage } from "../staff/key_stage";
import { type KeyCalls } from "../staff/new_key";

interface OrganizerKeyProps {
    readonly calls: KeyCalls<KnownOrganizer>;
    readonly onOpen: (organizer: KnownOrganizer) => void;
}

export function OrganizerKeyStage(props: OrganizerKeyProps) {
    const words = useTexts(staffTexts).organizer;
    const [folder] = useState(() => browserFolder("organizer/"));
    return <KeyStage words={words} fileName="organizer.key" folder={folder} {...props} />;
}
