// Slips on their way to the printer: made by the worker, shown until somebody says that they are printed.
import { useState } from "preact/hooks";
import { accepted, type Result } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { Slip } from "../../staff/organizer";
import { useWork, type Work } from "../staff/use_work";
import type { LeadProps } from "./props";

export interface Printing {
    readonly work: Work;
    readonly slips: readonly Slip[] | undefined;
    readonly nameless: boolean; // they need not name the board
    readonly setNameless: (nameless: boolean) => void;
    /** Why no slip can be printed. */
    readonly notYet: string | undefined;
    /** Of those numbers, once what has to be done before is done. */
    readonly print: (numbers: readonly number[], before?: () => Promise<Result<undefined>>) => void;
    readonly done: () => void;
}

export function usePrinting({ view, calls }: LeadProps): Printing {
    const t = useTexts(staffTexts).slips;
    const work = useWork();
    const [slips, setSlips] = useState<readonly Slip[]>();
    const [nameless, setNameless] = useState(false);
    const print: Printing["print"] = (numbers, before) => {
        const making = work.run(t.making, async (told) => {
            const prepared = before ? await before() : accepted;
            return prepared.ok ? await calls.slips(numbers, nameless, told) : prepared;
        });
        void making.then((made) => {
            if (made) setSlips(made);
        });
    };
    return {
        ...{ work, slips, nameless, setNameless, print },
        notYet: view.board?.made || nameless ? undefined : t.boardFirst,
        done: () => {
            setSlips(undefined);
        },
    };
}
