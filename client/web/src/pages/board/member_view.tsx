// What a member of the board sees now: one thing to do at a time, and the numbers beside it.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Card, Notice } from "../../ui/index";
import { Numbers } from "../staff/numbers";
import { ResultTable } from "../staff/result_view";
import { CeremonyView } from "./ceremony_view";
import { ConfirmView } from "./confirm_view";
import { CountView } from "./count_view";
import { CheckCharacters } from "./join_stage";
import type { MemberProps } from "./props";
import { ReadinessView } from "./readiness_view";
import { SlipCheckView } from "./slip_check_view";

export function MemberView(props: MemberProps) {
    const t = useTexts(staffTexts);
    const { view } = props;
    const { phase, board, annulmentReason } = view;
    const onBoard = view.number !== undefined;
    return (
        <div class="staff-columns">
            <div class="stack">
                {board && !onBoard ? <Notice kind="stop">{t.problems.notOnTheBoard}</Notice> : null}
                {phase === "setup" ? <CeremonyView {...props} /> : null}
                {onBoard ? <OnTheBoard {...props} /> : null}
                {phase === "annulled" ? (
                    <Notice kind="stop" title={t.numbers.phases.annulled}>
                        <bdi>{annulmentReason}</bdi>
                    </Notice>
                ) : null}
                {view.result ? (
                    <>
                        <Notice kind="done">{view.announced ? t.board.announced : t.board.published}</Notice>
                        <ResultTable manifest={view.manifest} result={view.result} />
                    </>
                ) : null}
            </div>
            <div class="stack">
                {phase === "setup" ? <CheckCharacters characters={view.characters} /> : null}
                <Card title={t.numbers.title}>
                    <Numbers view={view} />
                </Card>
            </div>
        </div>
    );
}

function OnTheBoard(props: MemberProps) {
    const { phase, board, anchor, sheet } = props.view;
    const before = phase === "setup" || phase === "voting";
    return (
        <>
            {phase === "setup" && board?.made ? <ReadinessView {...props} /> : null}
            {sheet ? <ConfirmView {...props} sheet={sheet} /> : null}
            {phase === "counting" ? <CountView {...props} /> : null}
            {before && board?.made && anchor ? (
                <SlipCheckView key={anchor.hex} anchor={anchor} calls={props.calls} />
            ) : null}
        </>
    );
}
