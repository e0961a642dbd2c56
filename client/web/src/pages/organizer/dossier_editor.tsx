// What is known of an official before the vote: documents, and assigned targets with their results.
import { useState } from "preact/hooks";
import { useLanguage, useTexts } from "../../i18n/language";
import { formatBytes } from "../../i18n/format";
import { staffTexts } from "../../i18n/staff_texts";
import { type FormMistake } from "../../staff/conference_form";
import { documentBytesMax, type DossierForm, type TargetForm } from "../../staff/dossier_index";
import { Button, Field, FileField } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { InLanguages, Pair, useMistake } from "./form_parts";

interface DossierProps {
    readonly field: string;
    readonly languages: readonly string[];
    readonly mistakes: readonly FormMistake[];
    readonly dossier: DossierForm;
    readonly onChange: (dossier: DossierForm) => void;
}

export function DossierEditor(props: DossierProps) {
    const t = useTexts(staffTexts).form;
    const { documents, targets } = props.dossier;
    return (
        <details class="staff-more">
            <summary>{t.dossier(documents.length, targets.length)}</summary>
            <div class="stack">
                <Documents {...props} />
                <Targets {...props} />
            </div>
        </details>
    );
}

function Documents({ field, languages, mistakes, dossier, onChange }: DossierProps) {
    const t = useTexts(staffTexts).form;
    const { language } = useLanguage();
    const [wrong, setWrong] = useState<string>();
    const { documents } = dossier;
    const hand = useAnswers();
    const add = (file: File) => {
        const fits = file.size > 0 && file.size <= documentBytesMax;
        setWrong(fits ? undefined : t.documentWrong);
        if (!fits) return;
        const title = languages.map(() => file.name.replace(/\.[^.]*$/, ""));
        hand(file.arrayBuffer(), (read) => {
            const document = { file: file.name, title, content: new Uint8Array(read) };
            onChange({ ...dossier, documents: [...documents, document] });
        });
    };
    return (
        <>
            {documents.map((document, at) => (
                <div key={at} class="stack staff-part">
                    <div class="row">
                        <bdi class="mono">{document.file}</bdi>
                        <span class="soft">{formatBytes(language, document.content.length)}</span>
                        <Button
                            kind="quiet"
                            onPress={() => {
                                onChange({
                                    ...dossier,
                                    documents: documents.filter((_, place) => place !== at),
                                });
                            }}
                        >
                            {t.removeDocument}
                        </Button>
                    </div>
                    <InLanguages
                        label={t.documentTitle}
                        field={`${field}/documents/${at}`}
                        languages={languages}
                        mistakes={mistakes}
                        values={document.title}
                        onChange={(title) => {
                            const changed = documents.map((one, place) =>
                                place === at ? { ...one, title } : one,
                            );
                            onChange({ ...dossier, documents: changed });
                        }}
                    />
                </div>
            ))}
            <FileField
                key={documents.length}
                label={t.addDocument}
                hint={t.documentHint}
                error={wrong}
                onFile={add}
            />
        </>
    );
}

function Targets({ field, languages, mistakes, dossier, onChange }: DossierProps) {
    const t = useTexts(staffTexts).form;
    const { targets } = dossier;
    const replace = (changed: readonly TargetForm[]) => {
        onChange({ ...dossier, targets: changed });
    };
    const empty = { indicator: languages.map(() => ""), target: "", achieved: "", percent: "" };
    return (
        <>
            {targets.map((target, at) => (
                <TargetFields
                    key={at}
                    field={`${field}/targets/${at}`}
                    languages={languages}
                    mistakes={mistakes}
                    target={target}
                    onChange={(changed) => {
                        replace(targets.map((one, place) => (place === at ? changed : one)));
                    }}
                    onRemove={() => {
                        replace(targets.filter((_, place) => place !== at));
                    }}
                />
            ))}
            <div class="row">
                <Button
                    onPress={() => {
                        replace([...targets, empty]);
                    }}
                >
                    {t.addTarget}
                </Button>
            </div>
        </>
    );
}

interface TargetProps extends Pick<DossierProps, "field" | "languages" | "mistakes"> {
    readonly target: TargetForm;
    readonly onChange: (target: TargetForm) => void;
    readonly onRemove: () => void;
}

function TargetFields({ field, languages, mistakes, target, onChange, onRemove }: TargetProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    return (
        <div class="stack staff-part">
            <InLanguages
                label={t.indicator}
                field={`${field}/indicator`}
                languages={languages}
                mistakes={mistakes}
                values={target.indicator}
                onChange={(indicator) => {
                    onChange({ ...target, indicator });
                }}
            />
            <Pair>
                {(["target", "achieved", "percent"] as const).map((key) => (
                    <Field
                        key={key}
                        label={t[key]}
                        value={target[key]}
                        error={mistake(`${field}/${key}`)}
                        onChange={(value) => {
                            onChange({ ...target, [key]: value });
                        }}
                    />
                ))}
            </Pair>
            <div class="row">
                <Button kind="quiet" onPress={onRemove}>
                    {t.removeTarget}
                </Button>
            </div>
        </div>
    );
}
