import { type ComponentChildren } from "preact";
import { useLanguage, useTexts } from "../../i18n/language";
import { formatNumber } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import { fractionText } from "../../staff/conference_form";
import type { DeskView } from "../../staff/desk_view";
import { Facts, groupsOfFour } from "../../ui/index";
import { numbersOf } from "./offer";

/** The numbers of the moment, from the log replayed here; of ballots, only what the server tells of while they come in. */
export function Numbers({ view }: { view: DeskView }) {
    const t = useTexts(staffTexts).numbers;
    const { language } = useLanguage();
    const n = (value: number) => formatNumber(language, value);
    const { rules, threshold } = view.manifest;
    const offer = numbersOf(view);
    const confirmations = (count: number) => t.confirmations(count, view.confirmationsNeeded, threshold);
    const lines: [string, ComponentChildren][] = [
        [t.phase, t.phases[view.phase]],
        [t.summoned, n(view.summoned)],
        [t.enrolled, n(view.enrolled)],
        [t.papers, n(view.papersIssued)],
        [t.present, n(view.present)],
    ];
    if (offer.quorum)
        lines.push([
            t.quorum(fractionText(rules.quorum), view.quorumLeast),
            view.quorumMet ? t.quorumMet : t.quorumMissing(view.quorumLeast - view.present),
        ]);
    if (offer.openConfirmations) lines.push([t.openConfirmed, confirmations(view.openConfirmations)]);
    if (offer.ballotsTold) lines.push([t.ballots, n(view.ballotsTold)]);
    if (offer.count) {
        lines.push([t.ballotsCast, n(view.ballots)]);
        lines.push([t.closeConfirmed, confirmations(view.closeConfirmations)]);
        lines.push([t.shares, t.ofNeeded(n(view.shares), n(threshold))]);
    }
    if (view.anchor)
        lines.push([
            t.boardMark,
            <strong key="mark" class="mono">
                {groupsOfFour(view.anchor.mark).join("-")}
            </strong>,
        ]);
    return <Facts lines={lines} />;
}
