// The figures of the paper count are signed: this member's line for the others, and theirs, looked at as they come.
import { useEffect, useState } from "preact/hooks";
import type { PaperCount } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Button, Card, Confirm, Field, Notice } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import type { MemberProps } from "./props";

interface SigningProps extends MemberProps {
    readonly count: PaperCount;
    readonly onBack: () => void;
}

export function PaperSigning(props: SigningProps) {
    const t = useTexts(staffTexts).paper;
    const { view, calls, count, onBack } = props;
    const [mine, setMine] = useState<string>();
    const hand = useAnswers();
    const sign = () => {
        hand(calls.signPaperCount(count), setMine);
    };
    return (
        <Card title={t.title}>
            <Figures count={count} names={view.manifest.officials.map(({ name }) => name)} />
            {mine === undefined ? (
                <div class="step-actions">
                    <Button onPress={onBack}>{t.back}</Button>
                    <Button kind="primary" onPress={sign}>
                        {t.sign}
                    </Button>
                </div>
            ) : (
                <Signatures {...props} mine={mine} />
            )}
        </Card>
    );
}

interface Signers {
    readonly names: readonly string[];
    /** A line is no signature of this count. */
    readonly wrong: boolean;
}

/** Whose signatures these lines are; nothing while they are being looked at. */
function useSigners({ view, calls, count }: SigningProps, lines: string): Signers | undefined {
    const [looked, setLooked] = useState<Signers & { readonly lines: string }>();
    const hand = useAnswers();
    useEffect(() => {
        let left = false;
        hand(calls.paperSigners(count, lines.split("\n")), (signers) => {
            if (left) return;
            const names = signers.filter((name) => name !== undefined);
            setLooked({ lines, names: [...new Set(names)], wrong: names.length < signers.length });
        });
        return () => {
            left = true;
        };
    }, [hand, calls, count, lines, view.board]);
    return looked?.lines === lines ? looked : undefined;
}

function Signatures(props: SigningProps & { readonly mine: string }) {
    const t = useTexts(staffTexts).paper;
    const { view, calls, count, mine, onBack } = props;
    const needed = view.manifest.threshold;
    const work = useWork();
    const [typed, setTyped] = useState("");
    const [asked, setAsked] = useState(false);
    const lines = [mine, ...typed.split("\n")].filter((line) => line.trim() !== "");
    const signers = useSigners(props, lines.join("\n"));
    const names = signers?.names ?? [];
    const enough = signers?.wrong === false && names.length === needed;
    const send = async () => {
        setAsked(false);
        await work.run(t.sending, () => calls.sendPaperCount(count, lines));
    };
    return (
        <>
            <p>{t.hand}</p>
            <p class="mono staff-line" data-signature>
                {mine}
            </p>
            <Field
                label={t.others}
                hint={t.othersHint}
                lines={3}
                value={typed}
                onChange={setTyped}
                error={signers?.wrong ? t.wrongSignature : undefined}
            />
            <Notice kind="info">{t.signedBy(names.length, needed, names.join(", "))}</Notice>
            <div class="step-actions">
                <Button onPress={onBack}>{t.back}</Button>
                <Button
                    kind="primary"
                    off={enough ? undefined : t.notYet(needed)}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.submit}
                </Button>
            </div>
            <WorkStatus work={work} />
            {asked ? (
                <Confirm
                    title={t.askTitle}
                    action={t.submit}
                    onConfirm={() => void send()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.will}</p>
                </Confirm>
            ) : null}
        </>
    );
}

function Figures({ count, names }: { count: PaperCount; names: readonly string[] }) {
    const t = useTexts(staffTexts).paper;
    return (
        <>
            <p>{t.figures(count.issued, count.collected, count.invalid)}</p>
            <ul>
                {count.lines.map((line, j) => (
                    <li key={j}>
                        <bdi>{names[j]}</bdi>: {t.line(line.high, line.medium, line.low, line.blank)}
                    </li>
                ))}
            </ul>
        </>
    );
}
