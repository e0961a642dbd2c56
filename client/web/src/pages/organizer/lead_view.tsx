import { type ComponentType } from "preact";
import { Link } from "../../router/router";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Card } from "../../ui/index";
import { Annulled } from "../staff/ended";
import { Numbers } from "../staff/numbers";
import { Parts } from "../staff/parts";
import { AnnullingView } from "./annulling_view";
import { BoardView } from "./board_view";
import { AnnouncingView, CountingView } from "./counting_view";
import { HallScreenView } from "./hall_screen_view";
import { offerOf, type Part } from "./offer";
import { OpeningView } from "./opening_view";
import { PlanView } from "./plan_view";
import type { LeadProps } from "./props";
import { RollView } from "./roll_view";
import { SlipsView } from "./slips_view";
import { ConfirmingView, VotingView } from "./voting_view";

const views: Record<Part, ComponentType<LeadProps>> = {
    roll: RollView,
    slips: SlipsView,
    board: BoardView,
    opening: OpeningView,
    confirming: ConfirmingView,
    voting: VotingView,
    counting: CountingView,
    announcing: AnnouncingView,
    annulled: Annulled,
    annulling: AnnullingView,
};

export function LeadView(props: LeadProps) {
    const t = useTexts(staffTexts);
    const { view } = props;
    const { parts, hallScreen } = offerOf(view);
    return (
        <>
            <PlanView view={view} />
            <div class="staff-columns">
                <div class="stack">
                    <Parts parts={parts} views={views} given={props} />
                </div>
                <div class="stack">
                    <Card title={t.numbers.title}>
                        <Numbers view={view} />
                    </Card>
                    <Screens conference={view.address.id} />
                    {hallScreen ? <HallScreenView {...props} /> : null}
                </div>
            </div>
        </>
    );
}

/** The other pages of the conference, to be opened beside this one. */
function Screens({ conference }: { conference: string }) {
    const t = useTexts(staffTexts).organizer;
    const pages = ["hall", "results", "minutes", "verify"] as const;
    return (
        <Card title={t.screens}>
            <ul>
                {pages.map((page) => (
                    <li key={page}>
                        <Link to={{ page, conference }}>{t.pages[page]}</Link>
                    </li>
                ))}
            </ul>
        </Card>
    );
}
