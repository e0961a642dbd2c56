// What a member of the board sees now: one thing to do at a time, and the numbers beside it.
import { type ComponentType } from "preact";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Card, Notice } from "../../ui/index";
import { Annulled, Published } from "../staff/ended";
import { Numbers } from "../staff/numbers";
import { Parts } from "../staff/parts";
import { CeremonyView } from "./ceremony_view";
import { ConfirmView } from "./confirm_view";
import { ComparisonCharacters } from "./join_stage";
import { offerOf, type Part } from "./offer";
import { PaperView } from "./paper_view";
import type { MemberProps } from "./props";
import { ReadinessView } from "./readiness_view";
import { SharesView } from "./shares_view";
import { SlipCheckView } from "./slip_check_view";

const views: Record<Part, ComponentType<MemberProps>> = {
    notOnBoard: NotOnTheBoard,
    ceremony: CeremonyView,
    readiness: ReadinessView,
    confirming: Confirming,
    paperCount: PaperView,
    shares: SharesView,
    slipCheck: SlipCheck,
    annulled: Annulled,
    published: Published,
};

export function MemberView(props: MemberProps) {
    const t = useTexts(staffTexts);
    const { view } = props;
    const { parts, characters } = offerOf(view);
    return (
        <div class="staff-columns">
            <div class="stack">
                <Parts parts={parts} views={views} given={props} />
            </div>
            <div class="stack">
                {characters ? <ComparisonCharacters characters={view.characters} /> : null}
                <Card title={t.numbers.title}>
                    <Numbers view={view} />
                </Card>
            </div>
        </div>
    );
}

function NotOnTheBoard() {
    return <Notice kind="stop">{useTexts(staffTexts).problems.notOnTheBoard}</Notice>;
}

function Confirming(props: MemberProps) {
    const { sheet } = props.view;
    return sheet ? <ConfirmView {...props} sheet={sheet} /> : null;
}

function SlipCheck({ view: { anchor }, calls }: MemberProps) {
    return anchor ? <SlipCheckView key={anchor.hex} anchor={anchor} calls={calls} /> : null;
}
