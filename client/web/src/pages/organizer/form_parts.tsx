// Parts of the conference's form: a field that knows its mistake, and one text per language.
import { type ComponentChildren } from "preact";
import { languageLabel } from "../../i18n/language_label";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type ConferenceForm, type FormMistake } from "../../staff/conference_form";
import { Field, type FieldProps } from "../../ui/field";

export interface FormProps {
    readonly form: ConferenceForm;
    readonly mistakes: readonly FormMistake[];
    readonly onChange: (form: ConferenceForm) => void;
}

/** The first mistake of a field, in words. */
export function useMistake(mistakes: readonly FormMistake[]): (field: string) => string | undefined {
    const t = useTexts(staffTexts).form.wrong;
    return (field) => {
        const mistake = mistakes.find((one) => one.field === field);
        return mistake && t[mistake.what];
    };
}

interface InLanguagesProps extends Pick<FieldProps, "lines"> {
    readonly label: string;
    readonly field: string;
    readonly languages: readonly string[];
    readonly mistakes: readonly FormMistake[];
    readonly values: readonly string[];
    readonly onChange: (values: readonly string[]) => void;
}

/** One text in each language of the conference. */
export function InLanguages(props: InLanguagesProps) {
    const { label, field, languages, mistakes, values, onChange } = props;
    const { language } = useLanguage();
    const mistake = useMistake(mistakes);
    return (
        <Pair>
            {languages.map((tag, at) => (
                <Field
                    key={tag}
                    label={languages.length > 1 ? `${label} (${languageLabel(language, tag)})` : label}
                    value={values[at] ?? ""}
                    error={mistake(`${field}/${at}`)}
                    onChange={(value) => {
                        onChange(
                            languages.map((_, languageIndex) =>
                                languageIndex === at ? value : (values[languageIndex] ?? ""),
                            ),
                        );
                    }}
                    {...(props.lines === undefined ? {} : { lines: props.lines })}
                />
            ))}
        </Pair>
    );
}

/** Side by side where there is room. */
export function Pair({ children }: { children: ComponentChildren }) {
    return <div class="staff-fields">{children}</div>;
}
