// What stays in sight while the rest of the page scrolls.
import { type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const most = 0.25; // of the window's height: what is higher hides more than it helps

interface StickyProps {
    readonly kind: "head" | "foot"; // which edge of the window
    readonly class?: string;
    readonly children: ComponentChildren;
}

/** Stays at that edge of the window, unless large text or a low window makes it too high for that. */
export function Sticky({ kind, class: look = "", children }: StickyProps) {
    const bar = useRef<HTMLDivElement>(null);
    const [sticks, setSticks] = useState(true);
    useEffect(() => {
        const { current } = bar;
        if (!current) return;
        const measure = () => {
            setSticks(current.offsetHeight <= most * innerHeight);
        };
        const observer = new ResizeObserver(measure);
        observer.observe(current);
        addEventListener("resize", measure);
        return () => {
            observer.disconnect();
            removeEventListener("resize", measure);
        };
    }, []);
    return (
        <div ref={bar} class={`sticky-${kind} ${look}`} data-sticks={sticks}>
            {children}
        </div>
    );
}
