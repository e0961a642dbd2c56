// The screens in the hall, steered from here: each page of the result for as long as the chair speaks of it.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Button, Card } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { LeadProps } from "./props";

export function HallScreenView({ view, calls }: LeadProps) {
    const t = useTexts(staffTexts).hallScreen;
    const work = useWork();
    const { page, held } = view.hallScreen ?? { page: 0, held: false };
    const steer = (to: number, holds: boolean) => {
        void work.run(t.telling, () => calls.steerHall(to, holds));
    };
    return (
        <Card title={t.title}>
            <p>{held ? t.holds(page + 1) : t.turns}</p>
            <div class="step-actions">
                <Button
                    onPress={() => {
                        steer(0, true);
                    }}
                >
                    {t.overview}
                </Button>
                {held && page > 0 ? (
                    <Button
                        onPress={() => {
                            steer(page - 1, true);
                        }}
                    >
                        {t.previous}
                    </Button>
                ) : null}
                <Button
                    kind="primary"
                    onPress={() => {
                        steer(held ? page + 1 : 1, true);
                    }}
                >
                    {t.next}
                </Button>
                {held ? (
                    <Button
                        onPress={() => {
                            steer(page, false);
                        }}
                    >
                        {t.turn}
                    </Button>
                ) : null}
            </div>
            <WorkStatus work={work} />
        </Card>
    );
}
