// What became of what was typed: kept, and since when; or not, and why.
import { clockTime, formatDate, localDay } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { texts } from "../../i18n/texts";
import { AskingButton, Button, Notice } from "../../ui/index";
import type { DraftedForm } from "./use_draft";

export function DraftBar({ draft }: { draft: DraftedForm }) {
    const t = useTexts(staffTexts).draft;
    const { broken } = useTexts(texts);
    const { work } = useTexts(staffTexts);
    const { language } = useLanguage();
    const { state } = draft;
    switch (state.at) {
        case "nothing":
            return <p class="soft">{t.willKeep}</p>;
        case "failed": {
            const { why } = state;
            const said = why === "network" || why === "memory" ? work[why] : broken[why];
            return (
                <Notice kind="stop" title={t.failed}>
                    {said}
                </Notice>
            );
        }
        case "elsewhere":
            return <Elsewhere draft={draft} time={clockTime(new Date(state.savedAt))} />;
        default: {
            const at = new Date(state.savedAt);
            const time = clockTime(at);
            return (
                <div class="staff-draft">
                    <span role="status">
                        {state.at === "saved"
                            ? t.saved(time)
                            : t.found(time, formatDate(language, localDay(at)))}
                    </span>
                    <Discard draft={draft} />
                </div>
            );
        }
    }
}

function Elsewhere({ draft, time }: { draft: DraftedForm; time: string }) {
    const t = useTexts(staffTexts).draft;
    return (
        <Notice kind="stop" title={t.elsewhere(time)}>
            <p>{t.elsewhereBody}</p>
            <div class="step-actions">
                <Button onPress={draft.takeOther}>{t.takeOther}</Button>
                <Button kind="danger" onPress={draft.keepMine}>
                    {t.keepMine}
                </Button>
            </div>
        </Notice>
    );
}

function Discard({ draft }: { draft: DraftedForm }) {
    const t = useTexts(staffTexts).draft;
    const { title, officials } = draft.form;
    const name = title.find((text) => text.trim() !== "") ?? t.untitled;
    const named = officials.filter((one) => one.name.trim() !== "").length;
    return (
        <AskingButton
            kind="quiet"
            title={t.askDiscard(name)}
            action={t.discard}
            danger
            onConfirm={draft.discard}
        >
            <p>{t.willDiscard(named)}</p>
        </AskingButton>
    );
}
