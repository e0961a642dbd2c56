// The officials in the order of the ballot, each with position and dossier.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { emptyOfficial, type OfficialForm } from "../../staff/conference_form";
import { Button, Card, Field } from "../../ui/index";
import { DossierEditor } from "./dossier_editor";
import { type FormProps, InLanguages, useMistake } from "./form_parts";

export function OfficialsView({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    const { officials, languages } = form;
    const replace = (changed: readonly OfficialForm[]) => {
        onChange({ ...form, officials: changed });
    };
    const set = (at: number, part: Partial<OfficialForm>) => {
        replace(officials.map((one, place) => (place === at ? { ...one, ...part } : one)));
    };
    return (
        <Card title={t.officials}>
            <p>{t.officialsBody}</p>
            {mistake("officials") ? <p class="field-error">{mistake("officials")}</p> : null}
            {officials.map((official, at) => (
                <fieldset key={at} class="stack staff-part">
                    <legend>{t.official(at + 1)}</legend>
                    <Field
                        label={t.name}
                        value={official.name}
                        error={mistake(`officials/${at}/name`)}
                        onChange={(name) => {
                            set(at, { name });
                        }}
                    />
                    <InLanguages
                        label={t.position}
                        field={`officials/${at}/position`}
                        languages={languages}
                        mistakes={mistakes}
                        values={official.position}
                        onChange={(position) => {
                            set(at, { position });
                        }}
                    />
                    <DossierEditor
                        field={`officials/${at}`}
                        languages={languages}
                        mistakes={mistakes}
                        dossier={official.dossier}
                        onChange={(dossier) => {
                            set(at, { dossier });
                        }}
                    />
                    {officials.length > 1 ? (
                        <div class="row">
                            <Button
                                kind="quiet"
                                onPress={() => {
                                    replace(officials.filter((_, place) => place !== at));
                                }}
                            >
                                {t.removeOfficial}
                            </Button>
                        </div>
                    ) : null}
                </fieldset>
            ))}
            <div class="row">
                <Button
                    onPress={() => {
                        replace([...officials, emptyOfficial(languages.length)]);
                    }}
                >
                    {t.addOfficial}
                </Button>
            </div>
        </Card>
    );
}
