// A ballot was refused: what shows that to whoever is to judge it.
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { DownloadButton } from "../../ui/index";

export function SavedRefusal({ file }: { file: string }) {
    const t = useTexts(texts).casting;
    return (
        <>
            <div class="step-actions">
                <DownloadButton name="refusal.json" mediaType="application/json" content={file}>
                    {t.evidence}
                </DownloadButton>
            </div>
            <p class="field-hint">{t.evidenceHint}</p>
        </>
    );
}
