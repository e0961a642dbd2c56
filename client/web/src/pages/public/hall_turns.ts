// What the hall screen shows by turns: pages, and the conference's languages one after the other rather than beside each
// other, so that either is large enough for the last row. An organizer's page may choose the page.
import { useEffect, useState } from "preact/hooks";
import type { HallScreen } from "../../service/hall_screen";
import { onStep, useTurning } from "./hall_controls";

const turnMs = 15_000;

export interface Turn {
    readonly page: number;
    /** Index of the language; it counts on and is taken modulo the number of languages. */
    readonly language: number;
}

/** The next page in the next language. Where a whole round would give each page the language that it had before, the next
    round begins with another one. */
export function nextTurn({ page, language }: Turn, pages: number, languages: number): Turn {
    const around = page + 1 >= pages;
    const shift = around && pages % languages === 0 && languages > 1 ? 2 : 1;
    return { page: around ? 0 : page + 1, language: (language + shift) % languages };
}

/** A page that was turned by hand stays in the language that is shown. */
export function stepped({ page, language }: Turn, by: number, pages: number): Turn {
    return { page: (((page + by) % pages) + pages) % pages, language };
}

/** What comes after a turn: where the page is held, the other language alone. */
export function following(now: Turn, pages: number, languages: number, held: boolean): Turn {
    return held ? { ...now, language: (now.language + 1) % languages } : nextTurn(now, pages, languages);
}

/** Turns by itself, and by hand here or from the organizer's page; what is turned by hand stays for a whole turn. */
export function useTurns(pages: number, languages: number, steered: HallScreen | undefined): Turn {
    const [turn, setTurn] = useState<Turn>({ page: 0, language: 0 });
    const turning = useTurning();
    useEffect(
        () =>
            onStep((by) => {
                setTurn((now) => stepped(now, by, pages));
            }),
        [pages],
    );
    const { page: chosen, number: press, held = false } = steered ?? {};
    useEffect(() => {
        if (chosen === undefined) return;
        setTurn(({ language }) => ({ page: chosen % pages, language }));
    }, [chosen, press, pages]); // also once it is known how many there are
    useEffect(() => {
        if (!turning || (pages < 2 && languages < 2)) return undefined;
        const timer = setTimeout(() => {
            setTurn((now) => following(now, pages, languages, held));
        }, turnMs);
        return () => {
            clearTimeout(timer);
        };
    }, [turning, pages, languages, turn, held]);
    return { page: Math.min(turn.page, pages - 1), language: turn.language % languages };
}
