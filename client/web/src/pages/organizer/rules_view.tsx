// Rules of a body's own: wording of the levels, quorum, and thresholds in ascending order.
import { Level, QuorumMeasured } from "../../election/bodies";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type RulesForm, type ThresholdForm } from "../../staff/conference_form";
import { Button, Check, Field } from "../../ui/index";
import { Choice } from "../staff/choice";
import { type FormProps, InLanguages, Pair, useMistake } from "./form_parts";

export function RulesView(props: FormProps) {
    const { form, mistakes, onChange } = props;
    const t = useTexts(staffTexts).form;
    const { rules, languages } = form;
    const set = (part: Partial<RulesForm>) => {
        onChange({ ...form, rules: { ...rules, ...part } });
    };
    const added: ThresholdForm = {
        name: "",
        level: Level.low,
        share: "1/2",
        strictlyMore: true,
        consequence: languages.map(() => ""),
    };
    return (
        <div class="stack">
            <QuorumFields {...props} />
            {[2, 1, 0].map((level) => (
                <InLanguages
                    key={level}
                    label={t.levelNames[level] ?? ""}
                    field={`levelNames/${level}`}
                    languages={languages}
                    mistakes={mistakes}
                    values={rules.levelNames[level] ?? []}
                    onChange={(values) => {
                        set({ levelNames: rules.levelNames.map((by, at) => (at === level ? values : by)) });
                    }}
                />
            ))}
            {rules.thresholds.map((threshold, at) => (
                <ThresholdPart
                    key={at}
                    at={at}
                    form={form}
                    mistakes={mistakes}
                    threshold={threshold}
                    onThresholds={(thresholds) => {
                        set({ thresholds });
                    }}
                />
            ))}
            <div class="row">
                <Button
                    onPress={() => {
                        set({ thresholds: [...rules.thresholds, added] });
                    }}
                >
                    {t.addThreshold}
                </Button>
            </div>
        </div>
    );
}

function QuorumFields({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const { rules } = form;
    return (
        <Pair>
            <Field
                label={t.quorum}
                hint={t.fractionHint}
                value={rules.quorum}
                error={useMistake(mistakes)("quorum")}
                onChange={(quorum) => {
                    onChange({ ...form, rules: { ...rules, quorum } });
                }}
            />
            <Choice
                label={t.quorumMeasured}
                value={rules.quorumMeasured}
                options={[
                    [QuorumMeasured.atOpen, t.atOpen],
                    [QuorumMeasured.atClose, t.atClose],
                ]}
                onChange={(quorumMeasured) => {
                    onChange({ ...form, rules: { ...rules, quorumMeasured } });
                }}
            />
        </Pair>
    );
}

interface ThresholdProps extends Pick<FormProps, "form" | "mistakes"> {
    readonly at: number;
    readonly threshold: ThresholdForm;
}
interface ThresholdPartProps extends ThresholdProps {
    readonly onThresholds: (thresholds: readonly ThresholdForm[]) => void;
}

function ThresholdPart({ onThresholds, ...props }: ThresholdPartProps) {
    const { at, form, mistakes, threshold } = props;
    const t = useTexts(staffTexts).form;
    const { thresholds } = form.rules;
    const set = (part: Partial<ThresholdForm>) => {
        onThresholds(thresholds.map((one, place) => (place === at ? { ...one, ...part } : one)));
    };
    return (
        <fieldset class="stack staff-part">
            <legend>{t.threshold_(at + 1)}</legend>
            <ThresholdFields {...props} onChange={set} />
            <Check
                label={t.strictlyMore}
                checked={threshold.strictlyMore}
                onChange={(strictlyMore) => {
                    set({ strictlyMore });
                }}
            />
            <InLanguages
                label={t.consequence}
                lines={3}
                field={`thresholds/${at}/consequence`}
                languages={form.languages}
                mistakes={mistakes}
                values={threshold.consequence}
                onChange={(consequence) => {
                    set({ consequence });
                }}
            />
            <div class="row">
                <Button
                    kind="quiet"
                    onPress={() => {
                        onThresholds(thresholds.filter((_, place) => place !== at));
                    }}
                >
                    {t.removeThreshold}
                </Button>
            </div>
        </fieldset>
    );
}

interface ThresholdFieldsProps extends ThresholdProps {
    readonly onChange: (part: Partial<ThresholdForm>) => void;
}

function ThresholdFields({ at, form, mistakes, threshold, onChange }: ThresholdFieldsProps) {
    const t = useTexts(staffTexts).form;
    const { language } = useLanguage();
    const mistake = useMistake(mistakes);
    const levelName = (level: Level) =>
        inLanguage(form.rules.levelNames[level - 1] ?? [], form.languages, language);
    return (
        <Pair>
            <Field
                label={t.thresholdName}
                hint={t.thresholdNameHint}
                value={threshold.name}
                error={mistake(`thresholds/${at}/name`)}
                onChange={(name) => {
                    onChange({ name });
                }}
            />
            <Choice
                label={t.level}
                value={threshold.level}
                options={[Level.low, Level.medium, Level.high].map((level) => [
                    level,
                    levelName(level) || (t.levelNames[level - 1] ?? ""),
                ])}
                onChange={(level) => {
                    onChange({ level });
                }}
            />
            <Field
                label={t.share}
                hint={t.fractionHint}
                value={threshold.share}
                error={mistake(`thresholds/${at}/share`)}
                onChange={(share) => {
                    onChange({ share });
                }}
            />
        </Pair>
    );
}
