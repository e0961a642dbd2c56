import { Link } from "../../router/router";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { nextStep } from "../../staff/next_step";
import { type Organizer } from "../../staff/organizer";
import { Card, Notice } from "../../ui/index";
import { Numbers } from "../staff/numbers";
import { BoardView } from "./board_view";
import { EndView } from "./end_view";
import { OpenView } from "./open_view";
import { RollView } from "./roll_view";
import { SlipsView } from "./slips_view";

export interface LeadProps {
    readonly organizer: Organizer;
    /** Draws anew when it grows. */
    readonly version: number;
}

export function LeadView(props: LeadProps) {
    const t = useTexts(staffTexts);
    const { desk } = props.organizer;
    const { state } = desk;
    const setup = state.phase === "setup";
    return (
        <>
            <Notice kind="waiting" title={t.next.title}>
                {t.next[nextStep(state)]}
            </Notice>
            <div class="staff-columns">
                <div class="stack">
                    {setup && state.summoned === 0 ? <RollView {...props} /> : null}
                    {state.summoned > 0 && (setup || state.phase === "voting") ? (
                        <SlipsView {...props} />
                    ) : null}
                    {setup ? <BoardView {...props} /> : null}
                    {setup || state.phase === "voting" ? <OpenView {...props} /> : null}
                    <EndView {...props} />
                </div>
                <div class="stack">
                    <Card title={t.numbers.title}>
                        <Numbers desk={desk} />
                    </Card>
                    <Screens conference={desk.place.id} />
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
