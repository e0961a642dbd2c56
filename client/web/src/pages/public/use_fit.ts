// Letters as large as their box takes: never cut off, never smaller than the longest text needs.
import { type RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const least = 0.2;
const step = 0.96;

/** Sets `--fit` on the box, from 1 down to where nothing of it is cut off; its style sheet multiplies sizes by that. Looks
    again whenever `of` changes, and with the window's size. */
export function useFit<T extends HTMLElement>(of: string): RefObject<T | null> {
    const box = useRef<T>(null);
    useLayoutEffect(() => {
        const fit = () => {
            const { current: element } = box;
            if (element) shrink(element);
        };
        fit();
        addEventListener("resize", fit);
        return () => {
            removeEventListener("resize", fit);
        };
    }, [of]);
    return box;
}

function shrink(box: HTMLElement): void {
    for (let fit = 1; fit >= least; fit *= step) {
        box.style.setProperty("--fit", String(fit));
        if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return;
    }
}
