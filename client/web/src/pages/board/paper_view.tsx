// The paper count: figures that one member enters and t members sign, each on a device of its own.
import { useState } from "preact/hooks";
import type { Counts, Official, PaperCount } from "../../election/bodies";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type PaperForm, type PaperMistake, readPaperForm } from "../../staff/paper_form";
import { Button, Card, Field, Notice } from "../../ui/index";
import type { MemberProps } from "./props";
import { PaperReview, SignedFigures } from "./paper_signing";

const marks = ["high", "medium", "low", "blank"] as const;

export function PaperView(props: MemberProps) {
    const { manifest, papersIssued } = props.view;
    const { officials } = manifest;
    const [form, setForm] = useState<PaperForm>(() => ({
        issued: String(papersIssued),
        collected: "",
        invalid: "0",
        lines: officials.map(() => ({ high: "", medium: "", low: "", blank: "" })),
    }));
    const [mistakes, setMistakes] = useState<readonly PaperMistake[]>([]);
    const [count, setCount] = useState<PaperCount>();
    const [entering, setEntering] = useState(false);
    const read = () => {
        const result = readPaperForm(form, papersIssued);
        setMistakes("lines" in result ? [] : result);
        setCount("lines" in result ? result : undefined);
    };
    const leave = (toForm: boolean) => {
        setCount(undefined);
        setEntering(toForm);
    };
    if (count) {
        return (
            <PaperReview
                {...props}
                count={count}
                onBack={() => {
                    leave(true);
                }}
                onSigned={() => {
                    leave(false);
                }}
            />
        );
    }
    if (!entering && props.view.figures.length > 0) {
        return (
            <SignedFigures
                {...props}
                onEnter={() => {
                    leave(true);
                }}
            />
        );
    }
    return (
        <EnteredFigures
            form={form}
            officials={officials}
            mistakes={mistakes}
            onChange={setForm}
            onRead={read}
        />
    );
}

interface EnteredProps {
    readonly form: PaperForm;
    readonly officials: readonly Official[];
    readonly mistakes: readonly PaperMistake[];
    readonly onChange: (form: PaperForm) => void;
    readonly onRead: () => void;
}

function EnteredFigures({ form, officials, mistakes, onChange, onRead }: EnteredProps) {
    const t = useTexts(staffTexts).paper;
    const setLine = (j: number, mark: keyof Counts, value: string) => {
        const lines = form.lines.map((line, at) => (at === j ? { ...line, [mark]: value } : line));
        onChange({ ...form, lines });
    };
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
                            onChange({ ...form, [key]: value });
                        }}
                    />
                ))}
            </div>
            {officials.map((official, j) => (
                <OfficialFigures
                    key={j}
                    name={official.name}
                    line={form.lines[j]}
                    onChange={(mark, value) => {
                        setLine(j, mark, value);
                    }}
                />
            ))}
            {mistakes.length > 0 ? (
                <Mistakes mistakes={mistakes} names={officials.map(({ name }) => name)} />
            ) : null}
            <div class="step-actions">
                <Button kind="primary" onPress={onRead}>
                    {t.look}
                </Button>
            </div>
        </Card>
    );
}

interface OfficialFiguresProps {
    readonly name: string;
    readonly line: PaperForm["lines"][number] | undefined;
    readonly onChange: (mark: keyof Counts, value: string) => void;
}

function OfficialFigures({ name, line, onChange }: OfficialFiguresProps) {
    const t = useTexts(staffTexts).paper;
    return (
        <fieldset class="stack staff-part">
            <legend>
                <bdi>{name}</bdi>
            </legend>
            <div class="staff-fields figures">
                {marks.map((mark) => (
                    <Field
                        key={mark}
                        label={t[mark]}
                        inputMode="numeric"
                        value={line?.[mark] ?? ""}
                        onChange={(value) => {
                            onChange(mark, value);
                        }}
                    />
                ))}
            </div>
        </fieldset>
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
