import { type ComponentChildren } from "preact";
import { inGroupsOfFour } from "../../crypto/crockford";
import { anchorMark } from "../../election/fingerprint";
import { useLanguage, useTexts } from "../../i18n/language";
import { formatNumber } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import { quorumMet } from "../../election/outcome";
import { fractionText } from "../../staff/conference_form";
import { type Desk } from "../../staff/desk";
import { Facts } from "../../ui/index";

/** The numbers of the moment, from the log replayed here; of ballots, only what the server tells of while they come in. */
export function Numbers({ desk }: { desk: Desk }) {
    const t = useTexts(staffTexts).numbers;
    const { language } = useLanguage();
    const { state } = desk;
    const n = (value: number) => formatNumber(language, value);
    const { rules } = state.manifest;
    const quorum = quorumMet(rules, state.present, state.summoned);
    const open = state.phase !== "setup";
    const { confirmationsNeeded, slipAnchor } = state;
    const { threshold } = state.manifest;
    const lines: [string, ComponentChildren][] = [
        [t.phase, t.phases[state.phase]],
        [t.summoned, n(state.summoned)],
        [t.enrolled, n(state.enrolled)],
        [t.papers, n(state.papersIssued)],
        [t.present, n(state.present)],
    ];
    if (state.summoned > 0)
        lines.push([t.quorum(fractionText(rules.quorum)), quorum ? t.quorumMet : t.quorumMissed]);
    if (open)
        lines.push([
            t.openConfirmed,
            t.confirmations(state.openConfirmers.size, confirmationsNeeded, threshold),
        ]);
    if (state.phase === "voting") lines.push([t.ballots, n(desk.progress?.ballots ?? 0)]);
    if (state.closeIndex > 0) {
        lines.push([t.ballotsCast, n(state.ballots.size)]);
        lines.push([
            t.closeConfirmed,
            t.confirmations(state.closeConfirmers.size, confirmationsNeeded, threshold),
        ]);
        lines.push([t.shares, t.ofNeeded(n(state.shares.size), n(threshold))]);
    }
    if (slipAnchor)
        lines.push([
            t.boardMark,
            <strong key="mark" class="mono">
                {inGroupsOfFour(anchorMark(slipAnchor), "-")}
            </strong>,
        ]);
    return <Facts lines={lines} />;
}
