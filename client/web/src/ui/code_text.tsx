// A short text that travels between two devices: as a QR code, or by copying.
import { useState } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";
import { CopyButton } from "./copy_button";
import { Qr } from "./qr";
import { ScanOrType } from "./scan_or_type";

/** What the other device is to take. */
export function CodeShown({ text, label }: { text: string; label: string }) {
    const t = useTexts(texts).codeText;
    return (
        <>
            <Qr text={text} label={label} large />
            <p class="code-text mono">{text}</p>
            <div class="step-actions">
                <CopyButton text={text}>{t.copy}</CopyButton>
            </div>
        </>
    );
}

interface CodeTakenProps {
    readonly scan: string;
    readonly label: string;
    /** How the text begins. Other codes that the camera sees are passed over. */
    readonly prefix: string;
    readonly error: string | undefined;
    readonly onText: (text: string) => void;
}

/** What the other device shows: scanned, or pasted. */
export function CodeTaken({ scan, label, prefix, error, onText }: CodeTakenProps) {
    const t = useTexts(texts).codeText;
    const [pasted, setPasted] = useState("");
    const take = (text: string) => {
        if (!text.startsWith(prefix)) return false;
        onText(text);
        return true;
    };
    return (
        <ScanOrType
            scan={scan}
            take={take}
            prefer="scan"
            label={label}
            hint={t.begins(prefix)}
            lines={4}
            value={pasted}
            onChange={setPasted}
            error={error}
            give={t.use}
            onGive={() => {
                onText(pasted);
            }}
        />
    );
}
