import { type ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";

interface FieldFrameProps {
    readonly id: string;
    readonly label: string;
    readonly hint?: string | undefined;
    readonly error?: string | undefined;
    readonly children: ComponentChildren;
}

function FieldFrame({ id, label, hint, error, children }: FieldFrameProps) {
    return (
        <div class="field">
            <label for={id}>{label}</label>
            {hint ? (
                <span id={`${id}-hint`} class="field-hint">
                    {hint}
                </span>
            ) : null}
            {children}
            {error ? (
                <span id={`${id}-error`} class="field-error" role="alert">
                    {error}
                </span>
            ) : null}
        </div>
    );
}

function describedBy(id: string, hint?: string, error?: string): string | undefined {
    const parts = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter((part) => part !== "");
    return parts.length > 0 ? parts.join(" ") : undefined;
}

export interface FieldProps {
    readonly label: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly hint?: string;
    readonly error?: string | undefined;
    readonly type?: "text" | "password" | "date" | "url";
    readonly inputMode?: "text" | "numeric";
    readonly autoComplete?: string;
    /** For codes: monospaced, capitals, no spelling help. */
    readonly code?: boolean;
    readonly lines?: number;
}

export function Field(props: FieldProps) {
    const { label, value, onChange, hint, error, type = "text", code = false, lines } = props;
    const id = useId();
    const common = {
        id,
        class: code ? "input mono" : "input",
        value,
        "aria-invalid": error !== undefined,
        "aria-describedby": describedBy(id, hint, error),
        autoComplete: props.autoComplete ?? "off",
        onInput: (event: { currentTarget: { value: string } }) => {
            onChange(event.currentTarget.value);
        },
        ...(code
            ? { spellcheck: false, autoCapitalize: "characters" as const, autoCorrect: "off" as const }
            : {}),
    };
    const oneType = type as "text"; // Preact types an input by its one `type`; these four take the same attributes
    return (
        <FieldFrame id={id} label={label} hint={hint} error={error}>
            {lines === undefined ? (
                <input {...common} type={oneType} inputMode={props.inputMode ?? "text"} />
            ) : (
                <textarea {...common} rows={lines} />
            )}
        </FieldFrame>
    );
}

interface CheckProps {
    readonly label: string;
    readonly checked: boolean;
    readonly onChange: (checked: boolean) => void;
}

export function Check({ label, checked, onChange }: CheckProps) {
    return (
        <label class="check-line">
            <input
                type="checkbox"
                checked={checked}
                onChange={(event) => {
                    onChange(event.currentTarget.checked);
                }}
            />
            {label}
        </label>
    );
}

interface FileFieldProps {
    readonly label: string;
    readonly hint?: string;
    readonly error?: string | undefined;
    readonly accept?: string;
    readonly onFile: (file: File) => void;
}

export function FileField({ label, hint, error, accept, onFile }: FileFieldProps) {
    const t = useTexts(texts).common;
    const id = useId();
    const [name, setName] = useState<string>();
    return (
        <FieldFrame id={id} label={label} hint={hint} error={error}>
            <div class="row">
                <span class="file-field">
                    <input
                        id={id}
                        type="file"
                        accept={accept}
                        aria-describedby={describedBy(id, hint, error)}
                        onChange={(event) => {
                            const file = event.currentTarget.files?.[0];
                            if (!file) return;
                            setName(file.name);
                            onFile(file);
                        }}
                    />
                    <span class="button" aria-hidden="true">
                        {t.chooseFile}
                    </span>
                </span>
                <span>{name ?? t.noFile}</span>
            </div>
        </FieldFrame>
    );
}
