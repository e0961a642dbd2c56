// The figures of the paper count as the members signed them: looked at against the board's sheet, signed, put into the log.
import type { PaperCount } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { FiguresView } from "../../staff/desk_view";
import { AskingButton, Button, Card, Notice } from "../../ui/index";
import { Figures, SignedBy } from "../staff/figures";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { MemberProps } from "./props";

interface ReviewProps extends MemberProps {
    readonly count: PaperCount;
    readonly onBack: () => void;
    readonly onSigned: () => void;
}

/** Of the figures that this member has typed. */
export function PaperReview({ view, calls, count, onBack, onSigned }: ReviewProps) {
    const t = useTexts(staffTexts).paper;
    const work = useWork();
    const sign = async () => {
        const signed = await work.run(t.signing, async () => {
            const status = await calls.signFigures(count);
            return status.ok ? { ok: true as const, value: true } : status;
        });
        if (signed) onSigned();
    };
    return (
        <Card title={t.title}>
            <Figures count={count} view={view} />
            <p>{t.othersSee}</p>
            <div class="step-actions">
                <Button onPress={onBack}>{t.back}</Button>
                <Button kind="primary" onPress={() => void sign()}>
                    {t.sign}
                </Button>
            </div>
            <WorkStatus work={work} />
        </Card>
    );
}

interface SignedProps extends MemberProps {
    readonly onEnter: () => void;
}

export function SignedFigures(props: SignedProps) {
    const t = useTexts(staffTexts).paper;
    const { figures } = props.view;
    return (
        <>
            {figures.length > 1 ? (
                <Notice kind="stop" title={t.differTitle}>
                    <p>{t.differ}</p>
                </Notice>
            ) : null}
            {figures.map((one) => (
                // by what stands in it: who signs goes on with Tab from there
                <OneSet key={JSON.stringify(one.count)} {...props} figures={one} />
            ))}
            <div class="step-actions">
                <Button onPress={props.onEnter}>{t.enterOther}</Button>
            </div>
        </>
    );
}

function OneSet({ view, calls, figures }: SignedProps & { readonly figures: FiguresView }) {
    const t = useTexts(staffTexts).paper;
    const work = useWork();
    const needed = view.manifest.threshold;
    const { count, signers } = figures;
    const mine = signers.some(({ number }) => number === view.number);
    const send = async () => {
        await work.run(t.sending, () => calls.sendPaperCount(count));
    };
    return (
        <Card title={t.title}>
            <p>{t.compare}</p>
            <Figures {...figures} view={view} />
            <SignedBy figures={figures} view={view} />
            <div class="step-actions">
                {mine ? null : (
                    <Button
                        kind="primary"
                        onPress={() => void work.run(t.signing, () => calls.signFigures(count))}
                    >
                        {t.sign}
                    </Button>
                )}
                <AskingButton
                    kind={mine ? "primary" : "plain"}
                    off={signers.length >= needed ? undefined : t.notYet(needed)}
                    title={t.askTitle}
                    action={t.submit}
                    onConfirm={() => void send()}
                >
                    <p>{t.will}</p>
                </AskingButton>
            </div>
            <WorkStatus work={work} />
        </Card>
    );
}
