import { useId } from "preact/hooks";

export type Part = "high" | "medium" | "low" | "blank";

export interface BarPart {
    readonly part: Part;
    readonly count: number;
    /** "tín nhiệm cao: 41 (87,23 %)": said in full, since a bar alone tells nobody a number. */
    readonly text: string;
}

interface StackedBarProps {
    readonly label: string;
    readonly parts: readonly BarPart[];
    /** What the bar's whole length stands for, where that is more than the parts. */
    readonly whole?: number;
}

const height = 20;

/**
 * One bar over all parts, in the order given. Each part has a pattern beside its colour (solid, lines, dots, empty),
 * and its text stands below.
 */
export function StackedBar({ label, parts, whole }: StackedBarProps) {
    const id = useId();
    const total = whole ?? parts.reduce((sum, { count }) => sum + count, 0);
    let x = 0;
    const placed = parts.map((part) => {
        const width = total === 0 ? 0 : (1000 * part.count) / total;
        x += width;
        return { ...part, x: x - width, width };
    });
    return (
        <figure class="stacked-bar stack">
            <svg viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
                <Patterns id={id} />
                <rect class="stacked-bar-whole" x="0" y="0" width="1000" height={height} />
                {placed.map(({ part, x: from, width }) => (
                    <Piece key={part} id={id} part={part} x={from} width={width} />
                ))}
            </svg>
            <ul class="legend">
                {parts.map(({ part, text }) => (
                    <li key={part}>
                        <Swatch part={part} />
                        {text}
                    </li>
                ))}
            </ul>
        </figure>
    );
}

/** What a part looks like, beside its name. */
export function Swatch({ part }: { part: Part }) {
    const id = useId();
    return (
        <svg class="swatch" viewBox={`0 0 24 ${height}`} aria-hidden="true">
            <Patterns id={id} />
            <Piece id={id} part={part} x={0} width={24} />
        </svg>
    );
}

function Piece({ id, part, x, width }: { id: string; part: Part; x: number; width: number }) {
    const frame = { x, y: 0, width, height };
    return (
        <g>
            <rect {...frame} fill={`var(--level-${part})`} />
            {part === "medium" || part === "low" ? <rect {...frame} fill={`url(#${id}-${part})`} /> : null}
            <rect {...frame} fill="none" stroke="var(--ink)" vector-effect="non-scaling-stroke" />
        </g>
    );
}

function Patterns({ id }: { id: string }) {
    return (
        <defs>
            <pattern id={`${id}-medium`} width="8" height="8" patternUnits="userSpaceOnUse">
                <path d="M0 8L8 0" stroke="var(--card)" stroke-width="1.5" />
            </pattern>
            <pattern id={`${id}-low`} width="6" height="6" patternUnits="userSpaceOnUse">
                <circle cx="3" cy="3" r="1.2" fill="var(--card)" />
            </pattern>
        </defs>
    );
}
