// What a member of the board sees now: one thing to do at a time, and the numbers beside it.
import { toHex } from "../../crypto/bytes";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type TrusteeAtWork } from "../../staff/trustee";
import { numberOnBoard } from "../../staff/trustee_keys";
import { Card, Notice } from "../../ui/index";
import { Numbers } from "../staff/numbers";
import { ResultTable } from "../staff/result_view";
import { CeremonyView } from "./ceremony_view";
import { ConfirmView } from "./confirm_view";
import { CountView } from "./count_view";
import { CheckCharacters } from "./join_stage";
import { ReadinessView } from "./readiness_view";
import { SlipCheckView } from "./slip_check_view";

export interface MemberProps {
    readonly trustee: TrusteeAtWork;
    /** Draws anew when it grows. */
    readonly version: number;
}

export function MemberView({ trustee, version }: MemberProps) {
    const t = useTexts(staffTexts);
    const { desk, keys } = trustee;
    const { state } = desk;
    const { slipAnchor } = state;
    const onBoard = numberOnBoard(state, keys.card).ok;
    const made = state.ceremony && state.ceremony.acknowledged.size === state.manifest.trustees;
    return (
        <div class="staff-columns">
            <div class="stack">
                {state.ceremony && !onBoard ? <Notice kind="stop">{t.problems.notOnTheBoard}</Notice> : null}
                {state.phase === "setup" ? <CeremonyView trustee={trustee} version={version} /> : null}
                {state.phase === "setup" && onBoard && made ? (
                    <ReadinessView trustee={trustee} version={version} />
                ) : null}
                {onBoard && (state.phase === "voting" || state.phase === "counting") ? (
                    <ConfirmView trustee={trustee} version={version} />
                ) : null}
                {onBoard && state.phase === "counting" ? (
                    <CountView trustee={trustee} version={version} />
                ) : null}
                {onBoard && made && slipAnchor && (state.phase === "setup" || state.phase === "voting") ? (
                    <SlipCheckView key={toHex(slipAnchor)} place={desk.place} anchor={slipAnchor} />
                ) : null}
                {state.phase === "annulled" ? (
                    <Notice kind="stop" title={t.numbers.phases.annulled}>
                        <bdi>{state.annulmentReason}</bdi>
                    </Notice>
                ) : null}
                {state.result ? (
                    <>
                        <Notice kind="done">{state.announced ? t.board.announced : t.board.published}</Notice>
                        <ResultTable state={state} />
                    </>
                ) : null}
            </div>
            <div class="stack">
                {state.phase === "setup" ? <CheckCharacters keys={keys} /> : null}
                <Card title={t.numbers.title}>
                    <Numbers desk={desk} />
                </Card>
            </div>
        </div>
    );
}
