// The parts of a staff page that are offered now, each a card of its own.
import { type ComponentType, h } from "preact";

/** Those of them that are offered, in their order. */
export function offeredParts<Part extends string>(offered: Record<Part, boolean>): Part[] {
    return (Object.keys(offered) as Part[]).filter((part) => offered[part]);
}

interface PartsProps<Part extends string, Given extends object> {
    readonly parts: readonly Part[];
    readonly views: Record<Part, ComponentType<Given>>;
    /** What each of them is given. */
    readonly given: Given;
}

export function Parts<Part extends string, Given extends object>(props: PartsProps<Part, Given>) {
    const { parts, views, given } = props;
    return <>{parts.map((part) => h<Given>(views[part], { ...given, key: part }))}</>;
}
