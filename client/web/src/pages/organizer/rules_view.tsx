// Rules of a body's own: wording of the levels, quorum, and thresholds in ascending order.
import { Level, QuorumMeasured } from "../../election/bodies";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type RulesForm, type ThresholdForm } from "../../staff/conference_form";
import { Button, Check, Field } from "../../ui/index";
import { Choice } from "../staff/choice";
import { type FormProps, InLanguages, Pair, useMistake } from "./form_parts";

export function RulesView({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
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
            <Pair>
                <Field
                    label={t.quorum}
                    hint={t.fractionHint}
                    value={rules.quorum}
                    error={mistake("quorum")}
                    onChange={(quorum) => {
                        set({ quorum });
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
                        set({ quorumMeasured });
                    }}
                />
            </Pair>
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
                <ThresholdFields
                    key={at}
                    at={at}
                    form={form}
                    mistakes={mistakes}
                    onChange={onChange}
                    threshold={threshold}
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

function ThresholdFields(props: FormProps & { at: number; threshold: ThresholdForm }) {
    const { at, threshold, form, mistakes, onChange } = props;
    const t = useTexts(staffTexts).form;
    const { language } = useLanguage();
    const mistake = useMistake(mistakes);
    const replace = (thresholds: readonly ThresholdForm[]) => {
        onChange({ ...form, rules: { ...form.rules, thresholds } });
    };
    const set = (part: Partial<ThresholdForm>) => {
        replace(form.rules.thresholds.map((one, place) => (place === at ? { ...one, ...part } : one)));
    };
    const levelName = (level: Level) =>
        inLanguage(form.rules.levelNames[level - 1] ?? [], form.languages, language);
    return (
        <fieldset class="stack staff-part">
            <legend>{t.threshold_(at + 1)}</legend>
            <Pair>
                <Field
                    label={t.thresholdName}
                    hint={t.thresholdNameHint}
                    value={threshold.name}
                    error={mistake(`thresholds/${at}/name`)}
                    onChange={(name) => {
                        set({ name });
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
                        set({ level });
                    }}
                />
                <Field
                    label={t.share}
                    hint={t.fractionHint}
                    value={threshold.share}
                    error={mistake(`thresholds/${at}/share`)}
                    onChange={(share) => {
                        set({ share });
                    }}
                />
            </Pair>
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
                        replace(form.rules.thresholds.filter((_, place) => place !== at));
                    }}
                >
                    {t.removeThreshold}
                </Button>
            </div>
        </fieldset>
    );
}
