import { useId } from "preact/hooks";

export type Part = "high" | "medium" | "low" | "blank";

export interface BarPart {
    readonly part: Part;
    readonly count: number;
    /** "tín nhiệm cao: 41 (87,23%)": said in full to who does not see the bar. */
    readonly text: string;
}

interface BarProps {
    readonly label: string;
    readonly parts: readonly BarPart[];
    /** What the bar's whole length stands for, where that is more than the parts. */
    readonly whole?: number | undefined;
}

/**
 * One bar over all parts, in the order given; what they are stands beside it. Each part has a pattern beside its colour (solid, lines, dots,
 * empty). Widths are shares of the whole and patterns go by the size of the letters, so that a bar of any shape has the
 * patterns of its legend.
 */
export function Bar({ label, parts, whole }: BarProps) {
    const id = useId();
    const total = whole ?? parts.reduce((sum, { count }) => sum + count, 0);
    let x = 0;
    const placed = parts.map((part) => {
        const width = total === 0 ? 0 : (100 * part.count) / total;
        x += width;
        return { ...part, x: x - width, width };
    });
    return (
        <svg class="bar" role="img" aria-label={label}>
            <Patterns id={id} />
            <rect class="bar-whole" width="100%" height="100%" />
            {placed.map(({ part, x: from, width }) => (
                <Piece key={part} id={id} part={part} x={from} width={width} />
            ))}
        </svg>
    );
}

/** What a part looks like, beside its name. */
export function Swatch({ part }: { part: Part }) {
    const id = useId();
    return (
        <svg class="swatch" aria-hidden="true">
            <Patterns id={id} />
            <Piece id={id} part={part} x={0} width={100} />
        </svg>
    );
}

function Piece({ id, part, x, width }: { id: string; part: Part; x: number; width: number }) {
    const frame = { x: `${x}%`, width: `${width}%`, height: "100%" };
    return (
        <g>
            <rect {...frame} fill={`var(--level-${part})`} />
            {part === "medium" || part === "low" ? <rect {...frame} fill={`url(#${id}-${part})`} /> : null}
            <rect {...frame} fill="none" stroke="var(--ink)" />
        </g>
    );
}

function Patterns({ id }: { id: string }) {
    return (
        <defs>
            <pattern id={`${id}-medium`} width="0.5em" height="0.5em" patternUnits="userSpaceOnUse">
                <line x1="0" y1="0.5em" x2="0.5em" y2="0" stroke="var(--card)" stroke-width="0.1em" />
            </pattern>
            <pattern id={`${id}-low`} width="0.4em" height="0.4em" patternUnits="userSpaceOnUse">
                <circle cx="0.2em" cy="0.2em" r="0.08em" fill="var(--card)" />
            </pattern>
        </defs>
    );
}
