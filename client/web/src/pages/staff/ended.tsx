// How a conference has ended, as all of its staff see it.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { DeskView } from "../../staff/desk_view";
import { Notice } from "../../ui/index";
import { ResultTable } from "./result_view";

interface EndedProps {
    readonly view: DeskView;
}

export function Annulled({ view }: EndedProps) {
    const { phases } = useTexts(staffTexts).numbers;
    return (
        <Notice kind="stop" title={phases.annulled}>
            <bdi>{view.annulmentReason}</bdi>
        </Notice>
    );
}

/** A result is in the log, announced or not. */
export function Published({ view }: EndedProps) {
    const t = useTexts(staffTexts).board;
    return (
        <>
            <Notice kind="done">{view.announced ? t.announced : t.published}</Notice>
            {view.result ? <ResultTable manifest={view.manifest} result={view.result} /> : null}
        </>
    );
}
