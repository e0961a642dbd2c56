import { type ComponentType } from "preact";
import { Link } from "../../router/router";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { NextStep } from "../../staff/next_step";
import { Card } from "../../ui/index";
import { Numbers } from "../staff/numbers";
import { BoardView } from "./board_view";
import { EndView } from "./end_view";
import { HallScreenView } from "./hall_screen_view";
import { OpenView } from "./open_view";
import { PlanView } from "./plan_view";
import type { LeadProps } from "./props";
import { RollView } from "./roll_view";
import { SlipsView } from "./slips_view";

const views = { roll: RollView, slips: SlipsView, board: BoardView, open: OpenView };
type ViewName = keyof typeof views;

/** What is to be done next stands first. */
const firstAt: Partial<Record<NextStep, ViewName>> = {
    board: "board",
    ceremony: "board",
    open: "open",
    confirmOpen: "open",
    close: "open",
};

function viewsNow({ view }: LeadProps): [ViewName, ComponentType<LeadProps>][] {
    const setup = view.phase === "setup";
    const possible: Record<ViewName, boolean> = {
        roll: setup && view.summoned === 0,
        slips: view.summoned > 0 && (setup || view.phase === "voting"),
        board: setup,
        open: setup || view.phase === "voting",
    };
    const first = firstAt[view.next];
    const names = (Object.keys(views) as ViewName[]).filter((name) => possible[name]);
    names.sort((a, b) => Number(b === first) - Number(a === first));
    return names.map((name) => [name, views[name]]);
}

export function LeadView(props: LeadProps) {
    const t = useTexts(staffTexts);
    const { view } = props;
    return (
        <>
            <PlanView view={view} />
            <div class="staff-columns">
                <div class="stack">
                    {viewsNow(props).map(([name, View]) => (
                        <View key={name} {...props} />
                    ))}
                    <EndView {...props} />
                </div>
                <div class="stack">
                    <Card title={t.numbers.title}>
                        <Numbers view={view} />
                    </Card>
                    <Screens conference={view.place.id} />
                    {view.announced ? <HallScreenView {...props} /> : null}
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
