// The officials in the order of the ballot, each with position and dossier.
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { emptyOfficial, type OfficialForm } from "../../staff/conference_form";
import { Button, Card, Field } from "../../ui/index";
import { DossierEditor } from "./dossier_editor";
import { OfficialsImport } from "./officials_import";
import { type FormProps, InLanguages, useMistake } from "./form_parts";

export function OfficialsView({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    const { officials, languages } = form;
    const replace = (changed: readonly OfficialForm[]) => {
        onChange({ ...form, officials: changed });
    };
    const remove = (at: number) => {
        replace(officials.filter((_, place) => place !== at));
    };
    return (
        <Card title={t.officials}>
            <p>{t.officialsBody}</p>
            <OfficialsImport languages={languages} officials={officials} onOfficials={replace} />
            {mistake("officials") ? <p class="field-error">{mistake("officials")}</p> : null}
            {officials.map((official, at) => (
                <OfficialFields
                    key={at}
                    at={at}
                    official={official}
                    languages={languages}
                    mistakes={mistakes}
                    onChange={(changed) => {
                        replace(officials.map((one, place) => (place === at ? changed : one)));
                    }}
                    onRemove={
                        officials.length > 1
                            ? () => {
                                  remove(at);
                              }
                            : undefined
                    }
                />
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

interface OfficialProps extends Pick<FormProps, "mistakes"> {
    readonly at: number;
    readonly official: OfficialForm;
    readonly languages: readonly string[];
    readonly onChange: (official: OfficialForm) => void;
    /** Nothing for the only one. */
    readonly onRemove: (() => void) | undefined;
}

function OfficialFields({ at, official, languages, mistakes, onChange, onRemove }: OfficialProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    const shared = { languages, mistakes };
    return (
        <fieldset class="stack staff-part">
            <legend>{t.official(at + 1)}</legend>
            <Field
                label={t.name}
                value={official.name}
                error={mistake(`officials/${at}/name`)}
                onChange={(name) => {
                    onChange({ ...official, name });
                }}
            />
            <InLanguages
                {...shared}
                label={t.position}
                field={`officials/${at}/position`}
                values={official.position}
                onChange={(position) => {
                    onChange({ ...official, position });
                }}
            />
            <DossierEditor
                {...shared}
                field={`officials/${at}`}
                dossier={official.dossier}
                onChange={(dossier) => {
                    onChange({ ...official, dossier });
                }}
            />
            {onRemove ? (
                <div class="row">
                    <Button kind="quiet" onPress={onRemove}>
                        {t.removeOfficial}
                    </Button>
                </div>
            ) : null}
        </fieldset>
    );
}
