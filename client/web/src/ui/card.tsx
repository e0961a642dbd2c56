import { type ComponentChildren } from "preact";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";

export function Card({ title, children }: { title?: string; children: ComponentChildren }) {
    return (
        <section class="card">
            {title ? <h2>{title}</h2> : null}
            {children}
        </section>
    );
}

interface StepsProps {
    readonly names: readonly string[];
    readonly at: number; // from 0
}

export function Steps({ names, at }: StepsProps) {
    const t = useTexts(texts).common;
    return (
        <ol class="steps">
            {names.map((name, place) => (
                <li
                    key={name}
                    data-state={place < at ? "done" : place === at ? "now" : "later"}
                    aria-current={place === at ? "step" : undefined}
                    aria-label={t.step(place + 1, names.length, name)}
                >
                    {name}
                </li>
            ))}
        </ol>
    );
}

/** Facts by name: "Summoned: 485". */
export function Facts({ lines }: { lines: readonly (readonly [string, ComponentChildren])[] }) {
    return (
        <dl class="facts">
            {lines.map(([name, value]) => (
                <>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </>
            ))}
        </dl>
    );
}

export interface Column<Row> {
    readonly heading: string;
    readonly cell: (row: Row) => ComponentChildren;
    readonly number?: boolean;
}

interface TableProps<Row> {
    readonly caption: string;
    readonly columns: readonly Column<Row>[];
    readonly rows: readonly Row[];
    /** On a phone, a row is two lines: its name, and below it the rest; numbers under heads that stay in sight. */
    readonly stacks?: boolean;
}

/** The first column names the row. Scrolls by itself where it is wider than the page. */
export function Table<Row>({ caption, columns, rows, stacks = false }: TableProps<Row>) {
    return (
        <div
            class={stacks ? "table-scroll stacks" : "table-scroll"}
            role="region"
            aria-label={caption}
            tabIndex={0}
        >
            <table class="table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        {columns.map((column) => (
                            <th key={column.heading} scope="col" class={column.number ? "number" : undefined}>
                                {column.heading}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row, at) => (
                        <tr key={at}>
                            {columns.map((column, place) =>
                                place === 0 ? (
                                    <th key={place} scope="row">
                                        {column.cell(row)}
                                    </th>
                                ) : (
                                    <td key={place} class={column.number ? "number" : undefined}>
                                        {column.cell(row)}
                                    </td>
                                ),
                            )}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
