// Copies a text that is shown, and says whether it did.
import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";
import { Button, type ButtonKind } from "./button";

interface CopyProps {
    readonly text: string;
    readonly kind?: ButtonKind;
    readonly children: ComponentChildren;
}

export function CopyButton({ text, kind = "plain", children }: CopyProps) {
    const t = useTexts(texts).codeText;
    const [said, setSaid] = useState<"copied" | "notCopied">();
    const copy = async () => {
        try {
            await navigator.clipboard.writeText(text);
            setSaid("copied");
        } catch {
            setSaid("notCopied"); // there is no clipboard, or it is not allowed
        }
    };
    return (
        <span class="copying">
            <Button kind={kind} onPress={() => void copy()}>
                {children}
            </Button>
            <span role="status">{said ? t[said] : null}</span>
        </span>
    );
}
