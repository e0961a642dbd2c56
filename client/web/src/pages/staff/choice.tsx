import { useId } from "preact/hooks";

interface ChoiceProps<Value extends string | number> {
    readonly label: string;
    readonly value: Value;
    readonly options: readonly (readonly [Value, string])[];
    readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function Choice<Value extends string | number>({
    label,
    value,
    options,
    onChange,
}: ChoiceProps<Value>) {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <select
                id={id}
                class="input"
                value={String(value)}
                onChange={(event) => {
                    const chosen = options.find(([one]) => String(one) === event.currentTarget.value);
                    if (chosen) onChange(chosen[0]);
                }}
            >
                {options.map(([one, text]) => (
                    <option key={one} value={String(one)}>
                        {text}
                    </option>
                ))}
            </select>
        </div>
    );
}
