import { useEffect, useState } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";

interface ProgressProps {
    readonly label: string;
    /** Nothing where it is not known how much there is to do. */
    readonly done?: number | undefined;
    readonly total?: number | undefined;
}

const announcedStep = 25; // per cent: a screen reader that hears every step hears nothing else

export function Progress({ label, done, total }: ProgressProps) {
    const t = useTexts(texts).common;
    const known = done !== undefined && total !== undefined && total > 0;
    const percent = known ? Math.floor((100 * done) / total) : 0;
    const [announced, setAnnounced] = useState(0);
    useEffect(() => {
        setAnnounced(percent - (percent % announcedStep));
    }, [percent]);
    return (
        <div class="progress">
            <span>
                {label}
                {known ? <span aria-hidden="true"> {t.percentDone(percent)}</span> : null}
            </span>
            <div
                class={known ? "progress-bar" : "progress-bar unknown"}
                role="progressbar"
                aria-label={label}
                aria-valuemin={0}
                aria-valuemax={100}
                {...(known ? { "aria-valuenow": percent } : {})}
            >
                <span style={known ? { width: `${percent}%` } : undefined} />
            </div>
            <span class="unseen" role="status">
                {label} {known && announced > 0 ? t.percentDone(announced) : ""}
            </span>
        </div>
    );
}
