import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";

interface StepLineProps {
    readonly names: readonly string[];
    readonly at: number; // from 0
}

/** Where a person is on the way, on one line of a telephone. */
export function StepLine({ names, at }: StepLineProps) {
    const t = useTexts(texts).common;
    return (
        <p class="step-line">
            <span class="step-line-marks" aria-hidden="true">
                {names.map((name, place) => (
                    <span key={name} data-state={place < at ? "done" : place === at ? "now" : "later"} />
                ))}
            </span>
            {t.step(at + 1, names.length, names[at] ?? "")}
        </p>
    );
}
