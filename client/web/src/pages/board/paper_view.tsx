// The paper count: figures that one member enters and t members sign, each on a device of its own. The figures and the
// signatures go from one to the next as text.
import { useState } from "preact/hooks";
import { type Counts, type PaperCount, type Signature } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import {
    type PaperForm,
    type PaperMistake,
    paperSigner,
    parsePaperSignature,
    readPaperForm,
    signPaperCount,
} from "../../staff/paper_count";
import { Button, Card, Confirm, Field, Notice } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { type MemberProps } from "./member_view";

const marks = ["high", "medium", "low", "blank"] as const;

export function PaperView(props: MemberProps) {
    const { state } = props.trustee.desk;
    const t = useTexts(staffTexts).paper;
    const { officials } = state.manifest;
    const [form, setForm] = useState<PaperForm>(() => ({
        issued: String(state.papersIssued),
        collected: "",
        invalid: "0",
        lines: officials.map(() => ({ high: "", medium: "", low: "", blank: "" })),
    }));
    const [mistakes, setMistakes] = useState<readonly PaperMistake[]>([]);
    const [count, setCount] = useState<PaperCount>();
    const setLine = (j: number, mark: keyof Counts, value: string) => {
        setForm({
            ...form,
            lines: form.lines.map((line, at) => (at === j ? { ...line, [mark]: value } : line)),
        });
    };
    const read = () => {
        const result = readPaperForm(form, state.papersIssued);
        setMistakes("lines" in result ? [] : result);
        setCount("lines" in result ? result : undefined);
    };
    if (count)
        return (
            <Signing
                {...props}
                count={count}
                onBack={() => {
                    setCount(undefined);
                }}
            />
        );
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <div class="staff-fields figures">
                {(["issued", "collected", "invalid"] as const).map((key) => (
                    <Field
                        key={key}
                        label={t[key]}
                        inputMode="numeric"
                        value={form[key]}
                        onChange={(value) => {
                            setForm({ ...form, [key]: value });
                        }}
                    />
                ))}
            </div>
            {officials.map((official, j) => (
                <fieldset key={j} class="stack staff-part">
                    <legend>
                        <bdi>{official.name}</bdi>
                    </legend>
                    <div class="staff-fields figures">
                        {marks.map((mark) => (
                            <Field
                                key={mark}
                                label={t[mark]}
                                inputMode="numeric"
                                value={form.lines[j]?.[mark] ?? ""}
                                onChange={(value) => {
                                    setLine(j, mark, value);
                                }}
                            />
                        ))}
                    </div>
                </fieldset>
            ))}
            {mistakes.length > 0 ? (
                <Mistakes mistakes={mistakes} names={officials.map(({ name }) => name)} />
            ) : null}
            <div class="step-actions">
                <Button kind="primary" onPress={read}>
                    {t.look}
                </Button>
            </div>
        </Card>
    );
}

function Mistakes({ mistakes, names }: { mistakes: readonly PaperMistake[]; names: readonly string[] }) {
    const t = useTexts(staffTexts).paper;
    const say = (mistake: PaperMistake): string => {
        switch (mistake.kind) {
            case "number":
                return t.wrongNumber;
            case "issued":
                return t.wrongIssued(mistake.issued);
            case "collected":
                return t.wrongCollected;
            case "invalid":
                return t.wrongInvalid;
            case "sum":
                return t.wrongSum(names[mistake.official] ?? "", mistake.sum, mistake.valid);
        }
    };
    return (
        <Notice kind="stop">
            <ul>
                {[...new Set(mistakes.map(say))].map((text) => (
                    <li key={text}>{text}</li>
                ))}
            </ul>
        </Notice>
    );
}

interface SigningProps extends MemberProps {
    readonly count: PaperCount;
    readonly onBack: () => void;
}

function Signing({ trustee, count, onBack }: SigningProps) {
    const t = useTexts(staffTexts).paper;
    const work = useWork();
    const { state } = trustee.desk;
    const needed = state.manifest.threshold;
    const [mine, setMine] = useState<string>();
    const [typed, setTyped] = useState("");
    const [asked, setAsked] = useState(false);
    const lines = [...(mine === undefined ? [] : [mine]), ...typed.split("\n")].filter(
        (line) => line.trim() !== "",
    );
    const signed: { signature: Signature; name: string }[] = [];
    let wrong = false;
    for (const line of lines) {
        const signature = parsePaperSignature(line);
        const name = signature.ok ? paperSigner(state, count, signature.value) : signature;
        if (signature.ok && name.ok) signed.push({ signature: signature.value, name: name.value });
        else wrong = true;
    }
    const names = [...new Set(signed.map(({ name }) => name))];
    const send = async () => {
        setAsked(false);
        await work.run(t.sending, () =>
            trustee.sendPaperCount(
                count,
                signed.map(({ signature }) => signature),
            ),
        );
    };
    return (
        <Card title={t.title}>
            <Figures count={count} names={state.manifest.officials.map(({ name }) => name)} />
            {mine === undefined ? (
                <div class="step-actions">
                    <Button onPress={onBack}>{t.back}</Button>
                    <Button
                        kind="primary"
                        onPress={() => {
                            setMine(signPaperCount(state, count, trustee.keys.sign));
                        }}
                    >
                        {t.sign}
                    </Button>
                </div>
            ) : (
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
                        error={wrong ? t.wrongSignature : undefined}
                    />
                    <Notice kind="info">{t.signedBy(names.length, needed, names.join(", "))}</Notice>
                    <div class="step-actions">
                        <Button onPress={onBack}>{t.back}</Button>
                        <Button
                            kind="primary"
                            off={wrong || names.length !== needed ? t.notYet(needed) : undefined}
                            onPress={() => {
                                setAsked(true);
                            }}
                        >
                            {t.submit}
                        </Button>
                    </div>
                </>
            )}
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
        </Card>
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
